/*
 * firstframe PAIRS MARK COMMAND... -- COMMAND...
 *
 * Starts two programs in turns, each on a new terminal of 24 rows and 80
 * columns, and takes the time from the fork until the first screen is there:
 * until the mark, the last words of it, has arrived; and what the program has
 * had of the processor until it waits for a key. Both must end by q.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum {
	ROWS = 24,
	COLUMNS = 80,
	/* Bytes that may follow on the mark: a cursor is placed, and what keys
	   and pastes are to look like is asked for. */
	TAIL = 128,
	QUIET = 5 * 1000, /* microseconds: then the program waits for a key */
};

struct moment {
	double wall, processor;
};

/* A mark that is not the end of the screen would measure too little. */
static void
check_tail(struct terminal *terminal, const char *mark)
{
	const char *at = terminal->output, *last = at;

	while (terminal_take(terminal, 200000))
		;
	while ((at = strstr(at, mark)) != NULL)
		last = at++;
	if (strlen(last) > strlen(mark) + TAIL) {
		fprintf(stderr, "%zu bytes follow on the mark\n",
		    strlen(last) - strlen(mark));
		exit(EXIT_FAILURE);
	}
}

static struct moment
run(char **command, const char *mark, bool check)
{
	struct terminal terminal;
	struct moment moment;
	double start = now();

	terminal_start(&terminal, command, ROWS, COLUMNS);
	while (!terminal_has(&terminal, 0, mark))
		if (!terminal_take(&terminal, PATIENCE * 1e6)) {
			fprintf(stderr, "%s: no screen that ends in %s\n",
			    command[0], mark);
			exit(EXIT_FAILURE);
		}
	moment.wall = now() - start;
	/* What a program has had is counted when it has left the processor. */
	while (terminal_take(&terminal, QUIET))
		;
	moment.processor = processor_time(terminal.program);
	if (check)
		check_tail(&terminal, mark);
	terminal_end(&terminal);
	return moment;
}

int
main(int argc, char **argv)
{
	struct samples wall, processor;
	struct moment a, b;
	char **second;
	int pairs;

	if (argc < 6 || (pairs = atoi(argv[1])) <= 0) {
		fprintf(stderr, "usage: firstframe PAIRS MARK A -- B\n");
		return EXIT_FAILURE;
	}
	second = split_commands(argv + 3);
	samples_init(&wall, (size_t)pairs);
	samples_init(&processor, (size_t)pairs);
	for (int i = -WARM_UP; i < pairs; i++) {
		a = run(argv + 3, argv[2], i < 0);
		b = run(second, argv[2], i < 0);
		if (i < 0)
			continue;
		samples_add(&wall, a.wall, b.wall);
		samples_add(&processor, a.processor, b.processor);
	}
	samples_print(&wall, "wall");
	samples_print(&processor, "cpu until idle");
	samples_release(&wall);
	samples_release(&processor);
	return EXIT_SUCCESS;
}
