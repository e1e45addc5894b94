/* Web addresses in prose and of references. */
#include "unit.h"

#include <string.h>

#include "web.h"

static const struct {
	const char *prose, *address; /* NULL: there is none */
} in_prose[] = {
	{ "https://example.org", "https://example.org" },
	{ "See https://example.org/a?b=c#d.", "https://example.org/a?b=c#d" },
	{ "(http://example.org/x), then", "http://example.org/x" },
	{ "<https://example.org/>", "https://example.org/" },
	{ "first https://a.example and https://b.example",
	    "https://a.example" },
	{ "https://", NULL },
	{ "https://.", NULL },
	{ "ftp://example.org", NULL },
	{ "xhttps://example.org", NULL },
	{ "https:/example.org", NULL },
	{ "javascript:alert(1)", NULL },
	{ "https://example.org\033]0;x\a", "https://example.org" },
	{ "https://example.org/\xe2\x80\xae", "https://example.org/" },
	{ "://", NULL },
	{ "", NULL },
};

/* Sentences end without their signs in the address, and escapes end it. */
START_TEST(an_address_is_found_in_prose)
{
	const char *prose = in_prose[_i].prose;
	size_t length = 0;
	const char *found = web_find(prose, strlen(prose), &length);

	if (in_prose[_i].address == NULL) {
		ck_assert_ptr_null(found);
		return;
	}
	ck_assert_ptr_nonnull(found);
	ck_assert_uint_eq(length, strlen(in_prose[_i].address));
	ck_assert_int_eq(memcmp(found, in_prose[_i].address, length), 0);
}
END_TEST

/* What is too long for an address is none, and is passed over once. */
START_TEST(a_long_address_is_none)
{
	static char prose[WEB_SIZE * 2];
	size_t length;

	memset(prose, 'a', sizeof(prose) - 1);
	memcpy(prose, "https://", 8);
	ck_assert_ptr_null(web_find(prose, sizeof(prose) - 1, &length));
	prose[WEB_SIZE] = ' ';
	memcpy(prose + WEB_SIZE + 1, "http://b ", 9);
	ck_assert_ptr_eq(web_find(prose, sizeof(prose) - 1, &length),
	    prose + WEB_SIZE + 1);
}
END_TEST

static const struct {
	const char *reference, *address;
} references[] = {
	{ "RFC 5321 4.2.3",
	    "https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3" },
	{ "RFC 5321 4.2.3 2026-02-01",
	    "https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3" },
	{ "RFC 3463", "https://www.rfc-editor.org/rfc/rfc3463" },
	{ "RFC x", NULL },
	{ "RFC 5321/../x", NULL },
	{ "github:example/granite src/relay.c 2026-02-01",
	    "https://github.com/example/granite/blob/HEAD/src/relay.c" },
	{ "github:example/granite 2026-02-01",
	    "https://github.com/example/granite" },
	{ "github:example/granite", "https://github.com/example/granite" },
	{ "github:example", NULL },
	{ "github:", NULL },
	{ "https://docs.example.org/x 2026-02-01",
	    "https://docs.example.org/x" },
	{ "page: http://docs.example.org/x", "http://docs.example.org/x" },
	{ "a page somewhere", NULL },
	{ "", NULL },
};

START_TEST(a_reference_has_an_address)
{
	struct text address = { 0 };
	bool found = web_of_reference(&address, references[_i].reference);

	ck_assert_int_eq(found, references[_i].address != NULL);
	ck_assert_str_eq(text_string(&address),
	    found ? references[_i].address : "");
	text_release(&address);
}
END_TEST

Suite *
web_suite(void)
{
	Suite *suite = suite_create("web");
	TCase *tests = tcase_create("web");

	tcase_add_loop_test(tests, an_address_is_found_in_prose, 0,
	    (int)COUNT(in_prose));
	tcase_add_test(tests, a_long_address_is_none);
	tcase_add_loop_test(tests, a_reference_has_an_address, 0,
	    (int)COUNT(references));
	suite_add_tcase(suite, tests);
	return suite;
}
