/* corpus.h: the distinct texts of files, and searches in them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "texts.h"

static const char lines[] =
    "554 5.7.1 <ann@one.example>: Relay access denied\n"
    "554 5.7.1 <bob@two.example>: Relay access denied\r\n"
    "451 4.7.1 Greylisting in action, please come back in 300 seconds\n"
    "451 4.7.1 Greylisting in action, please come back in 20 seconds\n"
    "451 4.7.1 Greylisting in action, please come back in 9 seconds\n"
    "\n"
    "550 5.1.1 User unknown\n"
    "550 4.7.1 User unknown\n"
    "Nov 28 10:00:01 mx postfix/smtp[77]: 4F2D81C0A3: to=<eve@three.example>, "
    "relay=mx.three.example[192.0.2.4]:25, delay=1, delays=0/0/1/0, "
    "dsn=5.2.2, status=bounced (host mx.three.example[192.0.2.4] said: "
    "552 5.2.2 Mailbox full (in reply to RCPT TO command))\n"
    "552 5.2.2 Mailbox full\n"
    "550 a \033[31mred\033[0m \377 text";

/* Reads the lines in pieces of that size. */
static void
fill(struct corpus *corpus, const char *query, size_t size)
{
	corpus_init(corpus, NULL, 0);
	if (query != NULL)
		corpus_narrow(corpus, query);
	for (size_t at = 0; at < sizeof(lines) - 1; at += size)
		corpus_feed(corpus, lines + at,
		    sizeof(lines) - 1 - at < size ? sizeof(lines) - 1 - at :
						    size);
	corpus_end(corpus);
	ck_assert(corpus_finish(corpus));
}

static bool
begins(struct piece text, const char *start)
{
	return text.length >= strlen(start) &&
	    memcmp(text.bytes, start, strlen(start)) == 0;
}

static const struct {
	const char *query;
	size_t hits;
	const char *first;
	uint32_t count;
} searches[] = {
	{ "relay denied", 1, "554 5.7.1 <ann@one.example>", 2 },
	{ "relya acess", 1, "554 5.7.1 <ann@one.example>", 2 },
	{ "greylist", 1, "451 4.7.1 Greylisting", 3 },
	{ "full", 1, "552 5.2.2 Mailbox full", 2 },
	{ "", 6, "451 4.7.1 Greylisting", 3 },
	{ "code:550", 3, "550", 1 },
	{ "code:55x unknown", 2, "550", 1 },
	{ "status:4.7.1", 2, "451", 3 },
	{ "status:x.7.1", 3, "451", 3 },
	{ "status:5.1.1 user", 1, "550 5.1.1", 1 },
	{ "unknown 4.7.1", 2, "550 4.7.1", 1 }, /* the status is a wish */
	{ "code:2", 0, "", 0 },
	{ "xyzzy", 0, "", 0 },
};

/*
 * However the bytes come, texts that differ in nothing but what varies are one
 * with a count, and the reply of a line of a log is its text.
 */
START_TEST(a_text_is_found_once_with_its_count)
{
	static const size_t sizes[] = { 1, 7, 4096 };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct corpus corpus;
		const struct search *search = &corpus.search;

		fill(&corpus, NULL, sizes[i]);
		ck_assert_uint_eq(corpus.line_count, 11);
		corpus_search(&corpus, searches[_i].query, false);
		ck_assert(!search->failed);
		ck_assert_uint_eq(search->all ? search->hit_count : 0,
		    searches[_i].hits);
		if (searches[_i].hits > 0) {
			uint32_t first = search->hits[0].document;

			ck_assert(begins(corpus_text(&corpus, first),
			    searches[_i].first));
			ck_assert_uint_eq(corpus.counts[first],
			    searches[_i].count);
		}
		corpus_release(&corpus);
	}
}
END_TEST

/* What varies is not kept of each text: lines are chosen by it when read. */
START_TEST(an_address_is_looked_for_as_it_stands)
{
	static const struct {
		const char *query;
		size_t hits;
	} queries[] = {
		{ "bob@two.example", 1 },
		{ "bob@two.example denied", 1 },
		{ "bob@two.example greylisting", 0 },
		{ "eve@three.example", 1 }, /* of the line, not of the reply */
		{ "three.example full", 1 },
		{ "300", 0 }, /* a code where it stands in front */
		{ "action 300", 1 },
		{ "192.0.2.4", 1 },
		{ "joe@two.example", 0 },
		{ "<address>", 1 },
	};

	for (size_t i = 0; i < COUNT(queries); i++) {
		struct corpus corpus;

		fill(&corpus, queries[i].query, 64);
		corpus_search(&corpus, queries[i].query, false);
		ck_assert_msg((corpus.search.all ? corpus.search.hit_count :
						   0) == queries[i].hits,
		    "%s: %zu", queries[i].query, corpus.search.hit_count);
		corpus_release(&corpus);
	}
}
END_TEST

/* It tells whose list it is, and differs by it. */
START_TEST(a_host_that_is_known_is_part_of_the_text)
{
	static const char text[] = "550 blocked by mx.harbor.example\n"
				   "550 blocked by mx1.harbor.example\n"
				   "550 blocked by a.nobody.example\n"
				   "550 blocked by b.else.example\n";
	struct known_hosts known;
	struct corpus corpus;

	known_hosts_init(&known, fixture());
	corpus_init(&corpus, &known, 0);
	corpus_feed(&corpus, text, strlen(text));
	corpus_end(&corpus);
	ck_assert(corpus_finish(&corpus));
	ck_assert_uint_le(corpus.index.document_count, 2);
	corpus_release(&corpus);
	known_hosts_release(&known);
}
END_TEST

/* What is written of a text can do no harm; JSON is well formed. */
START_TEST(what_is_written_is_harmless)
{
	struct corpus corpus;
	struct text text = { 0 };

	fill(&corpus, NULL, 4096);
	corpus_search(&corpus, "text", false);
	ck_assert_uint_eq(corpus.search.hit_count, 1);
	texts_line(&text, &corpus, &corpus.search.hits[0], 0, NULL);
	ck_assert_str_eq(text_string(&text),
	    "1\t550 a \\x1b[31mred\\x1b[0m \\xff text\n");
	text_clear(&text);
	texts_line(&text, &corpus, &corpus.search.hits[0], 20, NULL);
	ck_assert_str_eq(text_string(&text), "1\t550 a \\x1b[~\n");
	text_clear(&text);
	texts_json_begin(&text, "red\ttext");
	texts_json(&text, &corpus, &corpus.search.hits[0], true, NULL);
	texts_json_end(&text);
	ck_assert(
	    strstr(text_string(&text),
		"{\"schema\":1,\"query\":\"red\\\\x09text\",\"results\":["
		"{\"text\":\"550 a \\\\x1b[31mred\\\\x1b[0m \\\\xff text\""
		",\"count\":1,\"score\":") == text_string(&text));
	ck_assert(
	    strstr(text_string(&text), ",\"matched\":[\"text\"]}]}\n") != NULL);
	text_release(&text);
	corpus_release(&corpus);
}
END_TEST

/* A megabyte of one word, of marks, of NULs, of anything: read and searched. */
START_TEST(hostile_bytes_are_read_to_their_end)
{
	size_t size = 1u << 20;
	static const char bytes[] = "\0\377\314\200<a:.@-_ \n\r";
	char *text = malloc(size);

	for (size_t i = 0; i < sizeof(bytes); i++) {
		struct corpus corpus;

		memset(text, bytes[i], size);
		corpus_init(&corpus, NULL, 0);
		corpus_feed(&corpus, text, size);
		corpus_end(&corpus);
		ck_assert(corpus_finish(&corpus));
		ck_assert_uint_le(corpus.index.document_count, 1);
		text[size - 1] = '\0';
		corpus_search(&corpus, text, true);
		ck_assert(!corpus.search.failed);
		corpus_release(&corpus);
	}
	free(text);
}
END_TEST

Suite *
corpus_suite(void)
{
	Suite *suite = suite_create("corpus");
	TCase *tests = tcase_create("corpus");

	tcase_add_loop_test(tests, a_text_is_found_once_with_its_count, 0,
	    COUNT(searches));
	tcase_add_test(tests, an_address_is_looked_for_as_it_stands);
	tcase_add_test(tests, a_host_that_is_known_is_part_of_the_text);
	tcase_add_test(tests, what_is_written_is_harmless);
	tcase_add_test(tests, hostile_bytes_are_read_to_their_end);
	suite_add_tcase(suite, tests);
	return suite;
}
