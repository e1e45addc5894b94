/*
 * What is masked of the replies that the reference knows: each example with its
 * placeholders filled with an admin's own values, by itself and in a line of a
 * log, holds none of them any more; and what is a server's own stays, its hosts
 * and the links to what it documents.
 */
#include <stdio.h>
#include <string.h>

#include "builtin.h"
#include "redact.h"
#include "reference.h"

enum {
	WAYS = 5,   /* of filling an example */
	SHOWN = 40, /* failures that are printed */
};

static unsigned passed, failed;

/* What stands for each placeholder, in each way. */
static const struct {
	const char *name, *values[WAYS];
} fillings[] = {
	{ "<address>",
	    { "qvisthammer@zorbaform.de",
		"Qvist.Hammer+list@Mail.Zorbaform.CO.UK",
		"qvist_hammer77@mx.zorbaform.example",
		"bounce-4711-qvisthammer=zorbaform.de@zorbaform.org",
		"qvisth\xc3\xa4mmer@z\xc3\xb6rbaform.de" } },
	{ "<domain>",
	    { "zorbaform.de", "Zorbaform.CO.UK", "mx.zorbaform.example",
		"zorbaform.org", "zorbaform.xn--p1ai" } },
	{ "<host>",
	    { "mx7.zorbaform.de", "MX.ZORBAFORM.CO.UK",
		"mail-out-1.zorbaform.example", "zorbaform.org",
		"a.b.c.zorbaform.de" } },
	{ "<ip>",
	    { "198.51.100.77", "2001:db8:51:100::77",
		"2001:db8:51:100:1:2:3:77", "::ffff:198.51.100.77",
		"198.51.100.7" } },
	{ "<id>",
	    { "4YxK2L1zQqz9sXh", "1tBxyz-0003Qk-2L", "A1B2C3D4E5F6",
		"5c8d81a2-77b1-4d0e-9b0a-1c77aa5d2e90",
		"af79cd13be357-8f3a2c1d9e0si7730412plh.77" } },
	{ "<url>",
	    { "https://www.zorbaform.de/why?ip=198.51.100.77",
		"http://zorbaform.co.uk/4YxK2L1zQqz9sXh",
		"https://mx.zorbaform.example/?to=qvisthammer@zorbaform.de",
		"https://zorbaform.org/qvisthammer%40zorbaform.de",
		"https://198.51.100.77/" } },
	{ "<n>", { "3", "77", "1024", "52428800", "550" } },
	{ "<user>", { "word", "word", "word", "word", "word" } },
	{ "<text>", { "word", "word", "word", "word", "word" } },
	{ "<date>",
	    { "Sat, 28 Nov 2026 12:00:00 +0100", "2026-11-28", "28 Nov",
		"2026-11-28 12:00:00", "12:00" } },
};

/* Of which nothing may be left, in lower case. */
static const char *const secrets[] = { "qvist", "zorbaf", "rbaform", "hammer",
	"198.51", "100.77", "2001:db8", "51:100", "k2l1z", "0003qk", "b2c3d4",
	"81a2-77b1", "cd13be", "8f3a2c" };

static void
expect(bool right, const char *what, const char *text, const char *masked)
{
	passed += right;
	failed += !right;
	if (!right && failed <= SHOWN)
		printf("masks: %s\n  of: %.300s\n  is: %.300s\n", what, text,
		    masked);
}

/* Fills the placeholders of an example in one of the ways. */
static void
fill(struct text *text, const char *example, size_t way)
{
	while (*example != '\0') {
		size_t row = 0, rows = sizeof(fillings) / sizeof(*fillings);

		while (row < rows &&
		    strncmp(example, fillings[row].name,
			strlen(fillings[row].name)) != 0)
			row++;
		if (row == rows) {
			text_append_char(text, *example++);
			continue;
		}
		text_append(text, fillings[row].values[way]);
		example += strlen(fillings[row].name);
	}
}

/* What is left of the admin's own in a text; NULL if it is nothing. */
static const char *
left_in(const char *masked)
{
	struct text lower = { 0 };
	const char *left = NULL;

	for (; *masked != '\0'; masked++)
		text_append_char(&lower, text_lower(*masked));
	for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
		if (strstr(text_string(&lower), secrets[i]) != NULL)
			left = secrets[i];
	text_release(&lower);
	return left;
}

static void
check_text(struct redact *redact, const struct text *text)
{
	struct text masked = { 0 };
	const char *left;

	redact_append(redact, &masked, text_string(text), text->length);
	left = left_in(text_string(&masked));
	expect(left == NULL, left, text_string(text), text_string(&masked));
	text_release(&masked);
}

/* A line of a log, in which the reply was said. */
static void
log_line(struct text *line, const struct text *reply, size_t way)
{
	struct text front = { 0 };

	fill(&front,
	    "Nov 28 12:00:00 zorbaform postfix/smtp[77]: <id>: to=<<address>>, "
	    "relay=<host>[<ip>]:25, delay=1.8, dsn=5.1.1, status=bounced "
	    "(host <host>[<ip>] said: ",
	    way);
	text_append_bytes(line, front.data, front.length);
	text_append_bytes(line, text_string(reply), reply->length);
	text_append(line, " (in reply to RCPT TO command))");
	text_release(&front);
}

/*
 * Each example is the first that is masked. What the reference says in public
 * stays: to gather it again takes longer than all else here.
 */
static void
begin_anew(struct redact *redact)
{
	redact_values_release(&redact->values);
	redact->mailbox = 0;
	redact_note_host(redact, "zorbaform", strlen("zorbaform"));
}

static void
check_examples(const struct reference *reference)
{
	uint32_t count = reference_example_count(reference);
	struct redact redact;

	redact_init(&redact, reference);
	for (uint32_t i = 0; i < count; i++) {
		const char *example = reference_string(reference,
		    reference_example(reference, i)->text);

		begin_anew(&redact);
		for (size_t way = 0; way < WAYS; way++) {
			struct text reply = { 0 }, line = { 0 };

			fill(&reply, example, way);
			check_text(&redact, &reply);
			log_line(&line, &reply, way);
			check_text(&redact, &line);
			text_release(&reply);
			text_release(&line);
		}
	}
	redact_release(&redact);
}

/* A server's own link is of use to whoever reads the ticket. */
static void
check_link(struct redact *redact, const char *link)
{
	struct text masked = { 0 };

	redact_append(redact, &masked, link, strlen(link));
	expect(strcmp(text_string(&masked), link) == 0,
	    "a link of a server's own is masked", link, text_string(&masked));
	text_release(&masked);
}

static void
check_links(const struct reference *reference)
{
	uint32_t count = reference_count(reference, ENTRY_SERVER);
	struct redact redact;

	redact_init(&redact, reference);
	for (uint32_t i = 0; i < count; i++) {
		const struct entry_row *row = reference_entry(reference,
		    reference_nth(reference, ENTRY_SERVER, i));
		const struct slice slices[] = { row->docs, row->delist,
			row->postmaster };

		for (size_t j = 0; j < sizeof(slices) / sizeof(*slices); j++)
			for (uint32_t k = 0; k < slices[j].count; k++)
				check_link(&redact,
				    reference_item(reference, slices[j], k));
	}
	redact_release(&redact);
}

/* The hosts that stand in the examples of a server itself are no secret. */
static void
check_unfilled(const struct reference *reference)
{
	uint32_t count = reference_example_count(reference);
	struct redact redact;

	redact_init(&redact, reference);
	for (uint32_t i = 0; i < count; i++) {
		const char *example = reference_string(reference,
		    reference_example(reference, i)->text);

		check_link(&redact, example);
	}
	redact_release(&redact);
}

int
main(void)
{
	struct tables tables = { 0 };
	struct reference reference;

	reference_tables(&tables);
	reference_init(&reference, &tables);
	check_examples(&reference);
	check_links(&reference);
	check_unfilled(&reference);
	printf("masks: %u passed, %u failed, 0 skipped\n", passed, failed);
	return failed > 0;
}
