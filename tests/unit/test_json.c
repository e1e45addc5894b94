/* Pages and lists as JSON, read again by jansson. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "json.h"

/* The page as JSON text. */
static char *
dump_page(const struct target *target, const char *query)
{
	struct page page = { 0 };
	struct text text = { 0 };

	page_add(&page, fixture(), target);
	EXPECT(json_page(&text, &page, fixture(), query, NULL));
	page_release(&page);
	return text.data;
}

/* Reads one object on one line; what has a key twice is refused. */
static json_t *
load(char *text)
{
	json_error_t error;
	json_t *root;
	size_t length = strlen(text);

	EXPECT(text[length - 1] == '\n');
	EXPECT(strchr(text, '\n') == text + length - 1);
	EXPECT(is_harmless(text, length));
	root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	ck_assert_msg(root != NULL, "%s", error.text);
	free(text);
	return root;
}

static json_t *
load_page(const char *operands)
{
	struct target target = fixture_target(operands);

	return load(dump_page(&target, operands));
}

static json_t *
nth_entry(json_t *root, size_t n)
{
	json_t *entry = json_array_get(json_object_get(root, "entries"), n);

	ck_assert_ptr_nonnull(entry);
	return entry;
}

/* The keys of an object in their order, each with a blank behind it. */
static char *
keys_of(json_t *object)
{
	struct text text = { 0 };
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value) text_printf(&text, "%s ", key);
	return text.data;
}

static void
check_keys(json_t *object, const char *expected)
{
	char *keys = keys_of(object);

	ck_assert_str_eq(keys, expected);
	free(keys);
}

static const char *
string(json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value != NULL ? value : "(null)";
}

#define ENTRY_KEYS \
	"kind code status name title class standing server summary digits " \
	"retry who causes fixes avoid children examples related refs notes " \
	"sign commands codes habits delist postmaster contact recognise " \
	"checked own "

static const char *const kinds[] = { "554", "559", "5.1.1", "X.7.1", "5.9.9",
	"554 5.7.1", "550 5.7.1", "mailbox-full", "harbor", "HB12" };

START_TEST(every_entry_has_all_keys_in_their_order)
{
	json_t *root = load_page(kinds[_i]);

	check_keys(root, "schema query entries ");
	ck_assert_int_eq(json_integer_value(json_object_get(root, "schema")),
	    1);
	ck_assert_str_eq(string(root, "query"), kinds[_i]);
	check_keys(nth_entry(root, 0), ENTRY_KEYS);
	json_decref(root);
}
END_TEST

START_TEST(the_parts_of_a_code_say_what_the_page_says)
{
	json_t *root = load_page("554"), *entry = nth_entry(root, 0), *part;

	ck_assert_str_eq(string(entry, "kind"), "code");
	ck_assert_str_eq(string(entry, "code"), "554");
	ck_assert(json_is_null(json_object_get(entry, "status")));
	ck_assert_str_eq(string(entry, "class"), "5");
	ck_assert_str_eq(string(entry, "standing"), "standard");
	ck_assert_str_eq(string(entry, "summary"),
	    "It failed, and no other code fits.\n"
	    "As a greeting it says that there is no service here for you.");
	part = json_object_get(entry, "retry");
	check_keys(part, "verdict text ");
	ck_assert_str_eq(string(part, "verdict"), "no");
	part = json_object_get(entry, "who");
	ck_assert_uint_eq(json_array_size(part), 2);
	check_keys(json_array_get(part, 0), "direction who text ");
	ck_assert_str_eq(string(json_array_get(part, 0), "direction"), "local");
	ck_assert_str_eq(string(json_array_get(part, 1), "who"),
	    "sender-admin");
	part = json_array_get(json_object_get(entry, "causes"), 0);
	check_keys(part, "id title sign text ");
	ck_assert_str_eq(string(part, "id"), "blocklisted");
	part = json_array_get(json_object_get(entry, "digits"), 0);
	check_keys(part, "of digit name text ");
	ck_assert_str_eq(string(part, "of"), "first");
	part = json_array_get(json_object_get(entry, "fixes"), 1);
	check_keys(part, "cause side server text ");
	ck_assert_str_eq(string(part, "server"), "sieve-gate");
	part = json_array_get(json_object_get(entry, "children"), 0);
	check_keys(part, "name title text ");
	ck_assert_str_eq(string(part, "name"), "554 5.7.1");
	part = json_object_get(entry, "related");
	ck_assert_str_eq(json_string_value(json_array_get(part, 0)),
	    "554 5.7.1");
	json_decref(root);
}
END_TEST

START_TEST(whoever_said_it_is_null)
{
	json_t *root = load_page("550");
	json_t *who = json_object_get(nth_entry(root, 0), "who");

	ck_assert(
	    json_is_null(json_object_get(json_array_get(who, 0), "direction")));
	json_decref(root);
}
END_TEST

START_TEST(an_example_can_be_quoted_with_its_origin)
{
	json_t *root = load_page("550 4.2.2"), *example;

	example = json_array_get(json_object_get(nth_entry(root, 0),
				     "examples"),
	    0);
	check_keys(example,
	    "id server code status stage text cause also meaning retry who when "
	    "source certainty differs own ");
	ck_assert_int_eq(strncmp(string(example, "id"), "harbor:", 7), 0);
	ck_assert_str_eq(string(example, "server"), "harbor");
	ck_assert_str_eq(string(example, "code"), "550");
	ck_assert_str_eq(string(example, "status"), "4.2.2");
	ck_assert_str_eq(string(example, "stage"), "rcpt");
	ck_assert_str_eq(string(example, "text"),
	    "550 4.2.2 The mailbox <address> is over quota <quota>");
	ck_assert_str_eq(string(example, "cause"), "mailbox-full");
	ck_assert_str_eq(string(example, "source"),
	    "https://harbor.example/codes 2026-03-04");
	ck_assert_str_eq(string(example, "certainty"), "reported");
	ck_assert(json_is_null(json_object_get(example, "meaning")));
	ck_assert(json_is_null(json_object_get(example, "retry")));
	ck_assert_uint_eq(json_array_size(json_object_get(example, "who")), 0);
	json_decref(root);
}
END_TEST

START_TEST(a_reply_of_several_lines_is_joined_by_line_feeds)
{
	json_t *root = load_page("550 5.7.1");
	json_t *examples = json_object_get(nth_entry(root, 0), "examples");
	json_t *example;
	size_t i, several = 0;

	json_array_foreach(examples, i, example)
	    several += strstr(string(example, "text"),
			   "today.\n550-5.7.1 See <url>\n550 5.7.1  for") !=
	    NULL;
	ck_assert_uint_eq(several, 1);
	json_decref(root);
}
END_TEST

START_TEST(a_status_of_two_classes_has_a_verdict_for_each)
{
	json_t *root = load_page("X.2.2"), *retry, *by_status;

	retry = json_object_get(nth_entry(root, 0), "retry");
	ck_assert_str_eq(string(retry, "verdict"), "depends");
	by_status = json_object_get(retry, "by_status");
	check_keys(by_status, "4.2.2 5.2.2 ");
	ck_assert_str_eq(string(json_object_get(by_status, "4.2.2"), "verdict"),
	    "yes");
	json_decref(root);
	root = load_page("4.2.2");
	retry = json_object_get(nth_entry(root, 0), "retry");
	check_keys(retry, "verdict text ");
	json_decref(root);
}
END_TEST

START_TEST(class_is_null_where_there_is_none)
{
	json_t *root = load_page("X.2.2");

	ck_assert(json_is_null(json_object_get(nth_entry(root, 0), "class")));
	ck_assert_str_eq(string(nth_entry(root, 0), "status"), "X.2.2");
	json_decref(root);
	root = load_page("granite");
	ck_assert(json_is_null(json_object_get(nth_entry(root, 0), "class")));
	ck_assert(json_is_null(json_object_get(nth_entry(root, 0), "code")));
	json_decref(root);
	root = load_page("554 5.7.1");
	ck_assert_str_eq(string(nth_entry(root, 0), "class"), "5");
	ck_assert_str_eq(string(nth_entry(root, 0), "status"), "5.7.1");
	json_decref(root);
}
END_TEST

START_TEST(a_vendors_sense_names_its_server)
{
	json_t *root = load_page("5.7.1");

	ck_assert(json_is_null(json_object_get(nth_entry(root, 0), "server")));
	ck_assert_str_eq(string(nth_entry(root, 1), "server"), "harbor");
	json_decref(root);
	root = load_page("HB-BAN");
	ck_assert_str_eq(string(nth_entry(root, 0), "server"), "harbor");
	json_decref(root);
}
END_TEST

START_TEST(everything_that_is_asked_for_is_valid)
{
	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);
		json_t *root = load(dump_page(&target, "x"));
		json_t *entries = json_object_get(root, "entries"), *entry;
		size_t n;

		ck_assert_uint_gt(json_array_size(entries), 0);
		json_array_foreach(entries, n, entry)
		{
			check_keys(entry, ENTRY_KEYS);
			ck_assert_str_ne(string(entry, "name"), "");
			ck_assert_str_ne(string(entry, "title"), "");
		}
		json_decref(root);
	}
}
END_TEST

START_TEST(the_same_page_gives_the_same_bytes)
{
	struct target target = fixture_target("554");
	char *first = dump_page(&target, "554");
	char *second = dump_page(&target, "554");

	ck_assert_str_eq(first, second);
	free(first);
	free(second);
}
END_TEST

START_TEST(a_hostile_query_becomes_inert)
{
	static const char *const queries[] = { "\x1b[31m", "\xff\xfe",
		"\xe2\x80\xae", "a\nb\tc\r", "\"\\/", "\xc2\x9b",
		"\xed\xa0\x80", "\xef\xbb\xbf", "\x7f", "\xf3\xa0\x81\x81",
		"\xe2\x80\xa8" };
	struct target target = fixture_target("354");

	for (size_t i = 0; i < COUNT(queries); i++) {
		json_t *root = load(dump_page(&target, queries[i]));
		const char *query = string(root, "query");

		ck_assert(is_harmless(query, strlen(query)));
		ck_assert_ptr_null(strchr(query, '\n'));
		json_decref(root);
	}
}
END_TEST

START_TEST(random_queries_become_inert)
{
	struct target target = fixture_target("354");
	uint32_t seed = 1234;
	char query[33];

	for (unsigned round = 0; round < 2000; round++) {
		json_t *root;

		for (size_t i = 0; i < sizeof(query) - 1; i++)
			query[i] = (char)(next_random(&seed) % 255 + 1);
		query[sizeof(query) - 1] = '\0';
		root = load(dump_page(&target, query));
		EXPECT(is_harmless(string(root, "query"),
		    strlen(string(root, "query"))));
		json_decref(root);
	}
}
END_TEST

START_TEST(a_query_of_a_megabyte_is_kept)
{
	struct target target = fixture_target("354");
	struct text query = { 0 };
	json_t *root;

	text_append_repeated(&query, '\x1b', 1u << 20);
	root = load(dump_page(&target, query.data));
	ck_assert_uint_eq(json_string_length(json_object_get(root, "query")),
	    4u << 20);
	text_release(&query);
	json_decref(root);
}
END_TEST

START_TEST(a_list_has_entries_and_examples)
{
	struct json_list list;
	struct text text = { 0 };
	struct target target = fixture_target("554");
	json_t *root, *entry;

	ck_assert(json_list_begin(&list));
	ck_assert(json_list_entry(&list, fixture(), &target));
	ck_assert(json_list_example(&list, fixture(), 0));
	ck_assert(json_list_end(&list, &text));
	root = load(text.data);
	check_keys(root, "schema entries examples ");
	entry = nth_entry(root, 0);
	check_keys(entry, "kind code status name title class standing own ");
	ck_assert_str_eq(string(entry, "title"), "Transaction failed");
	check_keys(json_array_get(json_object_get(root, "examples"), 0),
	    "id server code status stage text cause also meaning retry who when "
	    "source certainty differs own ");
	json_decref(root);
}
END_TEST

START_TEST(an_empty_list_is_an_object)
{
	struct json_list list;
	struct text text = { 0 };
	json_t *root;

	ck_assert(json_list_begin(&list));
	ck_assert(json_list_end(&list, &text));
	root = load(text.data);
	ck_assert_uint_eq(json_array_size(json_object_get(root, "entries")), 0);
	json_decref(root);
}
END_TEST

Suite *
json_suite(void)
{
	Suite *suite = suite_create("json");
	const TTest *const tests[] = {
		the_parts_of_a_code_say_what_the_page_says,
		whoever_said_it_is_null,
		an_example_can_be_quoted_with_its_origin,
		a_reply_of_several_lines_is_joined_by_line_feeds,
		a_status_of_two_classes_has_a_verdict_for_each,
		class_is_null_where_there_is_none,
		a_vendors_sense_names_its_server,
		everything_that_is_asked_for_is_valid,
		the_same_page_gives_the_same_bytes,
		a_hostile_query_becomes_inert, random_queries_become_inert,
		a_query_of_a_megabyte_is_kept, a_list_has_entries_and_examples,
		an_empty_list_is_an_object
	};
	TCase *loop = tcase_create("keys");

	ADD_TESTS(suite, "json", tests);
	tcase_add_loop_test(loop, every_entry_has_all_keys_in_their_order, 0,
	    (int)COUNT(kinds));
	suite_add_tcase(suite, loop);
	return suite;
}
