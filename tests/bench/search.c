/*
 * search FILE WORDS
 *
 * Reads the lines of a file and searches them, as `smtpcode -s WORDS -f FILE`
 * does, then again and again, and while the words are typed. Tells, separated
 * by tabs: microseconds of the processor for the reading, for a search, for the
 * key that takes longest; how often memory was asked for by all searches but
 * the first; the most memory there was, in KB; and microseconds to find the
 * cause of one of the lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "builtin.h"
#include "corpus.h"
#include "identify.h"
#include "measure.h"

enum {
	TIMES = 21,	    /* a search is done, for its median */
	IDENTIFIED = 20000, /* lines */
};

static unsigned long asked; /* for memory */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *
__wrap_malloc(size_t size)
{
	asked++;
	return __real_malloc(size);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	asked++;
	return __real_calloc(count, size);
}

void *
__wrap_realloc(void *memory, size_t size)
{
	asked++;
	return __real_realloc(memory, size);
}

static double
cpu(void)
{
	return processor_time(getpid());
}

static void
read_file(struct corpus *corpus, FILE *file)
{
	static char bytes[1 << 18];
	size_t length;

	while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
		corpus_feed(corpus, bytes, length);
	corpus_end(corpus);
	if (!corpus_finish(corpus))
		give_up("out of memory");
}

/* The median of a search that is done several times. */
static double
time_search(struct corpus *corpus, const char *words, bool typing)
{
	double times[TIMES], before;

	for (int i = 0; i < TIMES; i++) {
		before = now();
		corpus_search(corpus, words, typing);
		times[i] = now() - before;
	}
	return median(times, TIMES);
}

/* The time of the slowest key while the words are typed. */
static double
slowest_key(struct corpus *corpus, const char *words)
{
	char typed[256] = "";
	double slowest = 0, time;

	for (size_t i = 0; words[i] != '\0' && i + 1 < sizeof(typed); i++) {
		typed[i] = words[i];
		typed[i + 1] = '\0';
		time = time_search(corpus, typed, true);
		if (time > slowest)
			slowest = time;
	}
	return slowest;
}

/* Microseconds to find the cause of a line. */
static double
time_identify(FILE *file)
{
	static struct identify identify;
	struct identification found;
	struct tables tables = { 0 };
	struct reference reference;
	static char line[4096];
	double before;
	int count = 0;

	reference_tables(&tables);
	reference_init(&reference, &tables);
	identify_init(&identify, &reference);
	rewind(file);
	before = cpu();
	for (; count < IDENTIFIED && fgets(line, sizeof(line), file) != NULL;
	     count++)
		identify_run(&identify, line, strcspn(line, "\n"), &found);
	before = cpu() - before;
	identify_release(&identify);
	return count > 0 ? before / count : 0;
}

int
main(int argc, char **argv)
{
	static struct corpus corpus;
	struct rusage usage;
	double begun = cpu(), reading, warm, key, cause;
	unsigned long before;
	FILE *file;

	if (argc != 3 || (file = fopen(argv[1], "r")) == NULL) {
		fprintf(stderr, "usage: search FILE WORDS\n");
		return EXIT_FAILURE;
	}
	corpus_init(&corpus, NULL, 0);
	read_file(&corpus, file);
	reading = cpu() - begun;
	corpus_search(&corpus, argv[2], false);
	before = asked;
	warm = time_search(&corpus, argv[2], false);
	key = slowest_key(&corpus, argv[2]);
	before = asked - before;
	if (getrusage(RUSAGE_SELF, &usage) != 0)
		give_up("getrusage");
	cause = time_identify(file);
	printf("%.0f\t%.0f\t%.0f\t%lu\t%ld\t%.1f\t%lu\t%u\n", reading, warm,
	    key, before, usage.ru_maxrss, cause,
	    (unsigned long)corpus.line_count,
	    (unsigned)corpus.index.document_count);
	corpus_release(&corpus);
	fclose(file);
	return EXIT_SUCCESS;
}
