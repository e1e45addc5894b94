/* normal.h: what varies becomes a placeholder, what is left becomes terms. */
#include <stdlib.h>
#include <string.h>

#include "normal.h"
#include "unit.h"

static const struct {
	const char *reply, *text;
} texts[] = {
	{ "", "" },
	{ "Relay access denied", "relay access denied" },
	{ "554 5.7.1 <bob@example.org>: Relay access denied",
	    "554 5.7.1 <address> relay access denied" },
	/* An example of the reference and a reply of it read the same. */
	{ "554 5.7.1 <<address>>: Relay access denied",
	    "554 5.7.1 <address> relay access denied" },
	{ "too many connections from 192.0.2.1",
	    "too many connections from <ip>" },
	{ "from [2001:db8::1] deferred", "from <ip> deferred" },
	{ "see https://www.example.org/x?y=1 now", "see <url> now" },
	{ "see http://a.example/help/<domain>.html now", "see <url> now" },
	{ "http://<host>/?ip=<ip>&c=<n> <id>", "<url> <id>" },
	{ "<http://a.example/x> <text>", "<url>" },
	{ "mail.example.org said no", "<host> said no" },
	{ "wait 300 seconds", "wait <n> seconds" },
	{ "queued as 4Xy7Zk1234", "queued as <id>" },
	/* Codes of vendors stay, in small letters. */
	{ "on our block list (S3150).", "on our block list s3150" },
	{ "This mailbox is disabled (554.30).",
	    "this mailbox is disabled 554.30" },
	/* Continuation lines are one text, joined or not. */
	{ "550-5.7.26 one\n550-5.7.26 two\n550 5.7.26 three",
	    "550 5.7.26 one two three" },
	{ "550-5.7.26 one 550-5.7.26 two 550 5.7.26 three",
	    "550 5.7.26 one two three" },
	/* Case and marks are folded, apostrophes left out. */
	{ "Gr\303\266\303\237e \303\234BER", "grosse uber" },
	{ "doesn't doesn\342\200\231t", "doesnt doesnt" },
	{ "RecipientNotFound", "recipient not found" },
	/* Quotes and dashes of other scripts end a word, as do these. */
	{ "“User—unknown” «gone»…", "user unknown gone" },
	{ "SPF验证失败", "spf 验证失败" },
	{ "错误：IP，已满。", "错误 ip 已满" },
};

START_TEST(what_varies_becomes_a_placeholder)
{
	struct normal normal = { 0 };

	normal_make(&normal, texts[_i].reply, strlen(texts[_i].reply));
	ck_assert_str_eq(text_string(&normal.text), texts[_i].text);
	normal_release(&normal);
}
END_TEST

static const struct {
	const char *reply;
	enum term_kind kind;
	const char *term;
} terms[] = {
	{ "550 5.1.1 no", TERM_CODE, "550" },
	{ "550 5.1.1 no", TERM_STATUS, "5.1.1" },
	{ "no such user (#5.1.1)", TERM_STATUS, "5.1.1" },
	{ "blocked", TERM_WORD, "block" },
	{ "denied", TERM_WORD, "deny" },
	{ "recipients", TERM_WORD, "recipient" },
	{ "RecipientNotFound", TERM_TOKEN, "recipientnotfound" },
	{ "RecipientNotFound", TERM_WORD, "recipient" },
	{ "(S3150)", TERM_TOKEN, "s3150" },
	{ "https://www.spamhaus.org/query", TERM_HOST, "spamhaus" },
	{ "using zen.spamhaus.org", TERM_HOST, "spamhaus" },
	{ "see www.example.co.uk", TERM_HOST, "example" },
	{ "550 SPF验证失败", TERM_WORD, "spf" },
	{ "\347\224\250\346\210\267\344\270\215", TERM_PAIR,
	    "\347\224\250\346\210\267" },
};

START_TEST(words_and_codes_become_terms)
{
	struct normal normal = { 0 };
	bool found = false;

	normal_make(&normal, terms[_i].reply, strlen(terms[_i].reply));
	for (size_t i = 0; i < normal.count; i++)
		found = found ||
		    (normal.terms[i].kind == terms[_i].kind &&
			strcmp(normal_term(&normal, i), terms[_i].term) == 0);
	ck_assert_msg(found, "%s", terms[_i].term);
	normal_release(&normal);
}
END_TEST

START_TEST(a_term_says_where_it_stands)
{
	static const char reply[] = "550 mailbox  disabled";
	struct normal normal = { 0 };

	normal_make(&normal, reply, strlen(reply));
	ck_assert_uint_eq(normal.count, 3);
	ck_assert_uint_eq(normal.terms[2].from, 13);
	ck_assert_uint_eq(normal.terms[2].to, 21);
	normal_release(&normal);
}
END_TEST

/* The texts and the terms of both are the same. */
static void
assert_same(const struct normal *left, const struct normal *right)
{
	ck_assert_str_eq(text_string(&left->text), text_string(&right->text));
	ck_assert_uint_eq(left->count, right->count);
	for (size_t i = 0; i < left->count; i++) {
		ck_assert_int_eq(left->terms[i].kind, right->terms[i].kind);
		ck_assert_str_eq(normal_term(left, i), normal_term(right, i));
		ck_assert_uint_eq(left->terms[i].from, right->terms[i].from);
		ck_assert_uint_eq(left->terms[i].to, right->terms[i].to);
	}
}

/*
 * Words of letters alone are read in a quick way: with a sign behind them, for
 * which they are read in the slow way, the same comes of them. Each length, a
 * capital in each place.
 */
START_TEST(quick_and_slow_read_the_same)
{
	struct normal quick = { 0 }, slow = { 0 };
	char word[80];

	for (size_t length = 1; length < sizeof(word) - 1; length++)
		for (size_t i = 0; i <= length; i++) {
			for (size_t j = 0; j < length; j++)
				word[j] = (char)((j == i ? 'A' : 'a') + j % 26);
			word[length] = ' ';
			normal_make(&quick, word, length);
			word[length] = '\'';
			normal_make(&slow, word, length + 1);
			assert_same(&quick, &slow);
		}
	normal_release(&quick);
	normal_release(&slow);
}
END_TEST

/* What stands behind a word decides whether it is one. */
static const struct {
	const char *reply, *text;
} behind[] = {
	{ "denied", "denied" },
	{ "denied:", "denied" },
	{ "denied: no", "denied no" },
	{ "denied, no", "denied no" },
	{ "dead:beef::1", "<ip>" },
	{ "http://example.org/", "<url>" },
	{ "HTTP://example.org/", "<url>" },
	{ "host.example", "<host>" },
	{ "user@example.org", "<address>" },
	{ "x\303\251", "xe" },
	{ "queue1234", "<id>" },
	{ "xY z", "x y z" },
};

START_TEST(what_stands_behind_a_word_decides)
{
	struct normal normal = { 0 };

	normal_make(&normal, behind[_i].reply, strlen(behind[_i].reply));
	ck_assert_str_eq(text_string(&normal.text), behind[_i].text);
	normal_release(&normal);
}
END_TEST

/* NUL, invalid UTF-8, marks without end, a word of a megabyte: all are read. */
START_TEST(hostile_text_is_read_to_its_end)
{
	size_t size = 1u << 20;
	static const char ends[] = "\0\377\314\200<a:.@-_";
	char *bytes = malloc(size);
	struct normal normal = { 0 };

	for (size_t i = 0; i < sizeof(ends); i++) {
		memset(bytes, ends[i], size);
		normal_make(&normal, bytes, size);
		ck_assert(!normal.failed);
		ck_assert_uint_le(normal.text.length, 3 * size);
	}
	free(bytes);
	normal_release(&normal);
}
END_TEST

Suite *
normal_suite(void)
{
	Suite *suite = suite_create("normal");
	TCase *tests = tcase_create("normal");

	tcase_add_loop_test(tests, what_varies_becomes_a_placeholder, 0,
	    COUNT(texts));
	tcase_add_loop_test(tests, words_and_codes_become_terms, 0,
	    COUNT(terms));
	tcase_add_test(tests, a_term_says_where_it_stands);
	tcase_add_test(tests, quick_and_slow_read_the_same);
	tcase_add_loop_test(tests, what_stands_behind_a_word_decides, 0,
	    COUNT(behind));
	tcase_add_test(tests, hostile_text_is_read_to_its_end);
	suite_add_tcase(suite, tests);
	return suite;
}
