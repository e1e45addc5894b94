/*
 * Damaged input: lines of logs, mails, tallies and what gzip packed, with bytes
 * changed, cut out, repeated and put in, the same each time. Whatever comes of
 * it: nothing crashes, what is written is harmless and valid, tallies add up,
 * it does not matter in what pieces the bytes come, and it takes no longer than
 * it is long.
 *
 * fuzz RUNS [SEED], or the name of a file that it went wrong with; the corpora
 * are tests/log/lines and tests/mail.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#include "feed.h"
#include "fuzz_inputs.h"
#include "json_reply.h"
#include "plain_input.h"
#include "tally.h"
#include "unit/harmless.h"

enum {
	LONGEST = 600000, /* bytes of an input */
	WIDTH = 80,
	NOW = 1795824000, /* 2026-11-28 00:00 */
	BASE = 2000,	  /* milliseconds that any input may take, */
	PER_KB = 50,	  /* and for each 1,024 bytes of it */
};

void fixture_tables(struct tables *tables);

static struct reference reference;
static struct redact redact;
static const char *temporary; /* a file for what gzip packed */

static struct text input; /* the one of this run */
static unsigned run;

/* Keeps the input that it went wrong with, and ends. */
static void
fail(const char *what)
{
	FILE *file = fopen("build/fuzz.failed", "wb");

	if (file != NULL) {
		fwrite(text_string(&input), 1, input.length, file);
		fclose(file);
	}
	printf("fuzz: run %u: %s; the input is build/fuzz.failed\n", run, what);
	printf("fuzz: %u passed, 1 failed, 0 skipped\n", run);
	exit(1);
}

static void
expect(bool right, const char *what)
{
	if (!right)
		fail(what);
}

static struct intake *
new_intake(void)
{
	struct intake *intake = malloc(sizeof(*intake));

	expect(intake != NULL && intake_init(intake, &reference, NOW),
	    "out of memory");
	return intake;
}

static void
free_intake(struct intake *intake)
{
	intake_release(intake);
	free(intake);
}

/* An intake of the input, fed in pieces of at most so many bytes. */
static struct intake *
take(const struct text *bytes, size_t most)
{
	struct intake *intake = new_intake();
	size_t at = 0, piece;

	intake_begin(intake);
	for (; at < bytes->length; at += piece) {
		char *copy;

		piece = 1 + inputs_below(most);
		if (piece > bytes->length - at)
			piece = bytes->length - at;
		/* of just that length: the sanitizer sees each end */
		copy = malloc(piece);
		expect(copy != NULL, "out of memory");
		memcpy(copy, bytes->data + at, piece);
		intake_feed(intake, copy, piece);
		free(copy);
	}
	intake_end(intake);
	expect(!intake->failed, "it ran out of memory");
	return intake;
}

static void
tally_of(struct text *tally, const struct intake *intake, struct redact *masks)
{
	expect(tally_write(tally, &intake->counts, &reference, masks),
	    "no tally could be written");
	expect(is_harmless(text_string(tally), tally->length),
	    "the tally is not harmless");
}

/* Each line of a tally is JSON; together they make the same tally again. */
static void
check_tally(const struct text *tally)
{
	struct counts counts = { 0 };
	struct text again = { 0 };
	const char *at = text_string(tally), *end;

	for (; *at != '\0'; at = end + 1) {
		json_t *object;

		end = strchr(at, '\n');
		expect(end != NULL, "a line of the tally does not end");
		object = json_loadb(at, (size_t)(end - at), 0, NULL);
		expect(json_is_object(object), "the tally is no JSON");
		json_decref(object);
		expect(tally_read(&counts, &reference, at, (size_t)(end - at)) >
			0,
		    "a line of its own tally is not read");
	}
	expect(tally_write(&again, &counts, &reference, NULL) &&
		again.length == tally->length &&
		memcmp(text_string(&again), text_string(tally),
		    tally->length) == 0,
	    "the tally of a tally is another one");
	counts_release(&counts);
	text_release(&again);
}

/* The table, the JSON, and the JSON with masks. */
static void
check_outputs(struct intake *intake)
{
	const struct plain_table cut = { .width = WIDTH, .cut = true };
	const struct plain_table masked = { .width = WIDTH, .redact = &redact };
	struct digest digest = { 0 };
	struct text text = { 0 };
	json_t *object;

	digest_make(&digest, intake, NULL, 0);
	plain_digest(&text, &digest, intake, &cut);
	plain_digest(&text, &digest, intake, &masked);
	plain_totals(&text, &digest, &intake->totals, &intake->counts);
	expect(is_harmless(text_string(&text), text.length),
	    "the table is not harmless");
	for (unsigned i = 0; i < 2; i++) {
		text_clear(&text);
		expect(json_input(&text, intake, &digest, "",
			   i == 0 ? NULL : &redact),
		    "no JSON could be written");
		expect(is_harmless(text_string(&text), text.length),
		    "the JSON is not harmless");
		object = json_loadb(text_string(&text), text.length, 0, NULL);
		expect(json_is_object(object), "it is no JSON");
		json_decref(object);
	}
	digest_release(&digest);
	text_release(&text);
}

/* However the bytes come in, the same is counted. */
static void
check_pieces(const struct text *whole)
{
	struct intake *intake = take(&input, run % 3 == 0 ? 2 : 200);
	struct text tally = { 0 };

	tally_of(&tally, intake, NULL);
	expect(tally.length == whole->length &&
		memcmp(text_string(&tally), text_string(whole),
		    whole->length) == 0,
	    "in other pieces it is counted in another way");
	free_intake(intake);
	text_release(&tally);
}

static void
check_input(void)
{
	clock_t begun = clock();
	struct intake *intake = take(&input, input.length);
	struct text tally = { 0 }, masked = { 0 };
	double passed;

	check_outputs(intake);
	tally_of(&tally, intake, NULL);
	check_tally(&tally);
	tally_of(&masked, intake, &redact);
	check_tally(&masked);
	redact.fixed = false;
	passed = (double)(clock() - begun) * 1000 / CLOCKS_PER_SEC;
	expect(passed < BASE + (double)input.length / 1024 * PER_KB,
	    "it takes too long");
	check_pieces(&tally);
	free_intake(intake);
	text_release(&tally);
	text_release(&masked);
}

/* Packed, with bytes of that changed: read through the file as it is. */
static void
ignore(void *context, const char *name, const char *message)
{
	(void)context;
	(void)name;
	expect(message[0] != '\0', "an empty message");
}

static void
check_file(void)
{
	struct feed feed = { .names = &temporary,
		.count = 1,
		.intake = new_intake(),
		.tell = ignore };
	FILE *file = fopen(temporary, "wb");

	expect(file != NULL &&
		fwrite(text_string(&input), 1, input.length, file) ==
		    input.length,
	    "the temporary file cannot be written");
	fclose(file);
	while (feed_step(&feed) != FEED_DONE)
		continue;
	feed_end(&feed);
	check_outputs(feed.intake);
	free_intake(feed.intake);
}

static void
one_run(void)
{
	inputs_make(&input);
	for (size_t i = inputs_below(9); i > 0; i--)
		inputs_damage(&input);
	if (run % 8 != 7) {
		check_input();
		return;
	}
	expect(inputs_pack(&input), "zlib does not pack");
	for (size_t i = inputs_below(4); i > 0; i--)
		inputs_damage(&input);
	check_file();
}

/* The tally of all lines of the corpus. */
static bool
make_tallies(void)
{
	struct text tally = { 0 };
	struct intake *intake;
	bool made;

	inputs_all_lines(&input);
	intake = take(&input, input.length);
	tally_of(&tally, intake, NULL);
	free_intake(intake);
	made = inputs_keep_tallies(text_string(&tally));
	text_release(&tally);
	return made;
}

static void
release(void)
{
	inputs_release();
	text_release(&input);
	redact_release(&redact);
	unlink(temporary);
}

/* An input that it went wrong with before. */
static void
repeat(const char *path)
{
	FILE *file = fopen(path, "rb");

	expect(file != NULL, strerror(errno));
	text_clear(&input);
	input.length = fread(text_room(&input, LONGEST), 1, LONGEST, file);
	fclose(file);
	check_input();
	check_file();
}

int
main(int argc, char **argv)
{
	unsigned runs = argc > 1 ? (unsigned)atoi(argv[1]) : 1000;
	struct tables tables = { 0 };
	char path[64];

	inputs_seed(argc > 2 ? (uint32_t)atoi(argv[2]) : 1);
	snprintf(path, sizeof(path), "build/fuzz.%ld", (long)getpid());
	temporary = path;
	fixture_tables(&tables);
	reference_init(&reference, &tables);
	redact_init(&redact, &reference);
	if (!inputs_read("tests/log/lines", "tests/mail") || !make_tallies()) {
		printf("fuzz: there is no corpus\n");
		return 1;
	}
	if (argc > 1 && runs == 0)
		repeat(argv[1]);
	for (run = 0; run < runs; run++)
		one_run();
	release();
	printf("fuzz: %u passed, 0 failed, 0 skipped\n", runs);
	return 0;
}
