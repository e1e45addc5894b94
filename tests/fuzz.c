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
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>
#include <zlib.h>

#include "feed.h"
#include "json_reply.h"
#include "plain_input.h"
#include "tally.h"
#include "unit/harmless.h"

enum {
	SEEDS = 2000,
	LINE_SIZE = 4096,
	MAIL_SIZE = 64 << 10,
	LONGEST_RUN = 300000, /* bytes of one sign */
	WIDTH = 80,
	NOW = 1795824000, /* 2026-11-28 00:00 */
	BASE = 2000,	  /* milliseconds that any input may take, */
	PER_KB = 50,	  /* and for each 1,024 bytes of it */
};

void fixture_tables(struct tables *tables);

static struct reference reference;
static struct redact redact;
static uint32_t seed;
static struct text lines[SEEDS], mails[SEEDS], tallies[SEEDS];
static size_t line_count, mail_count, tally_count;
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

static size_t
below(size_t limit)
{
	return limit == 0 ? 0 : next_random(&seed) % limit;
}

/* The corpora --------------------------------------------------------------- */

static void
keep(struct text *seeds, size_t *count, const char *bytes, size_t length)
{
	if (*count < SEEDS)
		text_append_bytes(&seeds[(*count)++], bytes, length);
}

static void
read_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	char row[LINE_SIZE];
	const char *tab;

	if (file == NULL) {
		printf("fuzz: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	while (fgets(row, sizeof(row), file) != NULL) {
		tab = strchr(row, '\t');
		if (tab != NULL)
			keep(lines, &line_count, tab + 1, strlen(tab + 1));
	}
	fclose(file);
}

static void
read_mail(const char *folder, const char *name)
{
	char path[LINE_SIZE];
	FILE *file;
	struct text *mail = &mails[mail_count];
	size_t got;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL || mail_count == SEEDS)
		return;
	got = fread(text_room(mail, MAIL_SIZE), 1, MAIL_SIZE, file);
	mail->length += got;
	mail_count += got > 0;
	fclose(file);
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* In the order of their names, which a folder does not have everywhere. */
static void
read_mails(const char *folder)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	char *names[SEEDS];
	size_t count = 0;

	while (stream != NULL && (entry = readdir(stream)) != NULL &&
	    count < SEEDS)
		if (strstr(entry->d_name, ".eml") != NULL)
			names[count++] = strdup(entry->d_name);
	if (stream != NULL)
		closedir(stream);
	qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++) {
		read_mail(folder, names[i]);
		free(names[i]);
	}
}

/* What is done with an input -------------------------------------------------- */

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

		piece = 1 + below(most);
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

/* Making inputs ---------------------------------------------------------------- */

static const struct text *
any_seed(void)
{
	switch (below(8)) {
	case 0:
		return &mails[below(mail_count)];
	case 1:
		return &tallies[below(tally_count)];
	default:
		return &lines[below(line_count)];
	}
}

static void
append_seed(const struct text *from)
{
	text_append_bytes(&input, text_string(from), from->length);
}

/* What an input is made of before it is damaged. */
static void
make_input(void)
{
	size_t count = 1 + below(40);

	text_clear(&input);
	switch (below(6)) {
	case 0:
		append_seed(&mails[below(mail_count)]);
		return;
	case 1:
		for (size_t i = 0; i < count % 4 + 1; i++) {
			text_append(&input,
			    "From a@b.example Sat Nov 28 2026\n");
			append_seed(&mails[below(mail_count)]);
			text_append(&input, "\n");
		}
		return;
	case 2:
		for (size_t i = 0; i < count; i++)
			append_seed(&tallies[below(tally_count)]);
		return;
	case 3:
		for (size_t i = 0; i < count; i++)
			append_seed(any_seed());
		return;
	default:
		for (size_t i = 0; i < count; i++)
			append_seed(&lines[below(line_count)]);
		return;
	}
}

/* Puts bytes in at a place. */
static void
insert(size_t at, const char *bytes, size_t length)
{
	struct text rest = { 0 };

	text_append_bytes(&rest, text_string(&input) + at, input.length - at);
	input.length = at;
	text_append_bytes(&input, bytes, length);
	text_append_bytes(&input, text_string(&rest), rest.length);
	text_release(&rest);
}

static void
insert_word(size_t at)
{
	static const char *const words[] = { "550 ", "550-", "5.1.1",
		" said: ", "status=bounced (", "(in reply to ", "\n", "\r\n",
		"\r", "\n\n", "\t", "\"", "\\", "\\\"", "{", "}", "[", "]",
		"{\"", "[{\n", "\":", ",", "|", "<", ">", "(", ")", "@", "%40",
		"%s%n", "=", ": ", "...", "** ", "== ", "=> ",
		"stat=", "reply=", "reject=", "to=<",
		"relay=", "{LED=", "[{LED=", "smtp;", "\n--b\n", "\n--b--\n",
		"\nContent-Type: multipart/mixed; boundary=b\n\n",
		"\nContent-Type: message/delivery-status\n\n",
		"\nContent-Transfer-Encoding: base64\n\n",
		"=?utf-8?q?=00?=", "=?utf-8?b?", "=3D=\n",
		"\nFinal-Recipient: rfc822;", "\nDiagnostic-Code: smtp;",
		"\nFrom ", "&#0;", "<br>", "\xe2\x80\xae", "\xc2\x9b", "\xff",
		"\xf0\x90", "\x1b[31m", "\xe4\xbe\x8b", "99999999999999999999",
		"-1", "1e999", "2026-11-28T12:34:56+99:99", "Feb 30 25:61:61",
		"::", "::1", "{\"schema\":1,\"direction\":" };
	const char *word = words[below(sizeof(words) / sizeof(words[0]))];

	insert(at, word, strlen(word));
}

/* One damage of many kinds. */
static void
damage(void)
{
	size_t at = below(input.length + 1), length = 1 + below(60);
	struct text part = { 0 };

	if (length > input.length - at)
		length = input.length - at;
	switch (below(60) == 0 ? 9 : below(9)) {
	case 0:
		if (at < input.length)
			input.data[at] ^= (char)(1u << below(8));
		break;
	case 1:
		if (at < input.length)
			input.data[at] = (char)below(256);
		break;
	case 2:
		memmove(input.data + at, input.data + at + length,
		    input.length - at - length);
		input.length -= length;
		break;
	case 3:
	case 4:
		insert_word(at);
		break;
	case 5:
		text_append_bytes(&part, input.data + at, length);
		for (size_t i = 1 + below(20); i > 0; i--)
			insert(at, text_string(&part), part.length);
		break;
	case 6:
		append_seed(any_seed());
		break;
	case 7:
		insert(at, "\0", 1);
		break;
	case 8:
		if (below(4) == 0)
			input.length = at;
		break;
	default:
		text_append_bytes(&part, input.data + at,
		    length < 4 ? length : 4);
		for (size_t i = below(LONGEST_RUN);
		     part.length > 0 && i > 0 && input.length < LONGEST_RUN;
		     i--)
			text_append_bytes(&input, part.data, part.length);
		break;
	}
	text_release(&part);
}

/* Packs some of the input as a member of its own. */
static void
pack_member(struct text *packed, size_t from, size_t length)
{
	z_stream stream = { .next_in = (unsigned char *)input.data + from,
		.avail_in = (uInt)length };
	uLong room;

	expect(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8,
		   Z_DEFAULT_STRATEGY) == Z_OK,
	    "zlib does not begin");
	room = deflateBound(&stream, (uLong)length) + 64;
	stream.next_out = (unsigned char *)text_room(packed, room);
	stream.avail_out = (uInt)room;
	expect(deflate(&stream, Z_FINISH) == Z_STREAM_END,
	    "zlib does not pack");
	packed->length += stream.total_out;
	deflateEnd(&stream);
}

/* Packs the input, in one member or two. */
static void
pack(void)
{
	struct text packed = { 0 };
	size_t half = below(2) == 0 ? 0 : below(input.length);

	if (half > 0)
		pack_member(&packed, 0, half);
	if (input.length > half)
		pack_member(&packed, half, input.length - half);
	text_release(&input);
	input = packed;
}

static void
one_run(void)
{
	make_input();
	for (size_t i = below(9); i > 0; i--)
		damage();
	if (run % 8 != 7) {
		check_input();
		return;
	}
	pack();
	for (size_t i = below(4); i > 0; i--)
		damage();
	check_file();
}

/* The tally of all lines of the corpus. */
static void
make_tallies(void)
{
	struct text tally = { 0 };
	struct intake *intake;
	const char *at, *end;

	for (size_t i = 0; i < line_count; i++)
		append_seed(&lines[i]);
	intake = take(&input, input.length);
	tally_of(&tally, intake, NULL);
	free_intake(intake);
	for (at = text_string(&tally); *at != '\0'; at = end) {
		end = strchr(at, '\n') + 1;
		keep(tallies, &tally_count, at, (size_t)(end - at));
	}
	text_release(&tally);
}

static void
release(void)
{
	for (size_t i = 0; i < SEEDS; i++) {
		text_release(&lines[i]);
		text_release(&mails[i]);
		text_release(&tallies[i]);
	}
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
	input.length = fread(text_room(&input, LONGEST_RUN * 2), 1,
	    LONGEST_RUN * 2, file);
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

	seed = argc > 2 ? (uint32_t)atoi(argv[2]) : 1;
	seed = seed * UINT32_C(2654435761) | 1;
	snprintf(path, sizeof(path), "build/fuzz.%ld", (long)getpid());
	temporary = path;
	fixture_tables(&tables);
	reference_init(&reference, &tables);
	redact_init(&redact, &reference);
	read_lines("tests/log/lines");
	read_mails("tests/mail");
	make_tallies();
	if (line_count == 0 || mail_count == 0 || tally_count == 0) {
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
