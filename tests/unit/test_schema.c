/* The table of records and fields, and what is checked by it. */
#include "unit.h"

#include <string.h>

#include "schema.h"

/* How large a row of that kind of record is. */
static size_t
row_size(size_t kind)
{
	if (kind <= RECORD_VENDOR)
		return sizeof(struct entry_row);
	return kind == RECORD_EXAMPLE ? sizeof(struct example_row) :
					sizeof(struct digit_row);
}

START_TEST(the_table_is_sound)
{
	for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record_rule *rule = &record_rules[kind];

		/* Only an admin's own records have notes. */
		if (kind == RECORD_NOTE)
			continue;
		ck_assert_uint_ge(rule->count, 1);
		ck_assert_int_eq(rule->fields[0].type, FIELD_NAME);
		ck_assert_int_eq(rule->fields[0].presence, FIELD_MUST);
		for (size_t i = 0; i < rule->count; i++) {
			const struct field_rule *field = &rule->fields[i];

			ck_assert_ptr_eq(schema_field(record_rules,
					     (enum record_kind)kind,
					     field->name),
			    field);
			ck_assert_ptr_null(strchr(field->name, '-'));
			ck_assert_uint_lt(field->offset, row_size(kind));
			ck_assert_uint_eq(field->offset % sizeof(uint32_t), 0);
			if (field->type == FIELD_WORD ||
			    field->type == FIELD_ONLY)
				ck_assert_ptr_nonnull(field->words);
		}
	}
}
END_TEST

START_TEST(an_unknown_field_has_no_rule)
{
	ck_assert_ptr_null(schema_field(record_rules, RECORD_CODE, "Stage"));
	ck_assert_ptr_null(schema_field(record_rules, RECORD_CODE, "title"));
	ck_assert_ptr_null(schema_field(record_rules, RECORD_EXAMPLE, ""));
}
END_TEST

/* Reads a file of one record and checks that; what is told. */
static void
check_record(const char *bytes, enum record_kind expected, const char *told)
{
	struct record_file file;
	struct diagnostics errors = { 0 };
	struct text text = { 0 };
	enum record_kind kind;

	ck_assert(record_file_read(&file, "f", bytes, strlen(bytes), &errors));
	ck_assert_uint_eq(file.record_count, 1);
	kind = schema_kind(record_rules, &file, &file.records[0], &errors);
	ck_assert_int_eq(kind, expected);
	if (kind != RECORD_KINDS)
		schema_check(record_rules, kind, &file, &file.records[0],
		    &errors);
	diagnostics_print(&errors, &text);
	ck_assert_str_eq(text_string(&text), told);
	text_release(&text);
	diagnostics_release(&errors);
	record_file_release(&file);
}

static const struct {
	const char *bytes;
	enum record_kind kind;
	const char *told;
} rows[] = {
	{ "Verb: Ask\n", RECORD_VERB, "" },
	{ "Role: abuse\n", RECORD_ROLE, "" },
	{ "Tag: granite\nTitle: Granite\n", RECORD_TAG, "" },
	{ "First: 5\nTitle: no\nText: No.\nWho: nobody: x.\nWho: nobody: y.\n",
	    RECORD_FIRST, "" },
	{ "Second: 5\nTitle: no\nText: No.\n", RECORD_SECOND, "" },
	{ "Third: *\nTitle: no\nText: No.\n", RECORD_THIRD, "" },
	{ "Class: 5\nTitle: no\nText: No.\n", RECORD_CLASS, "" },
	{ "Subject: 5\nTitle: no\nText: No.\n", RECORD_SUBJECT, "" },
	{ "Cause: a/b\nTitle: no\n", RECORD_CAUSE, "" },
	{ "Code: 250\nTitle: x\nStanding: standard\nDefined: a\nDefined: b\n"
	  "Summary: x\nRetry: no: x\n",
	    RECORD_CODE, "" },
	{ "code: 250\n", RECORD_KINDS,
	    "f:1: error: no record begins with `code`; nearest is `Code`\n" },
	{ "Stauts: x\n", RECORD_KINDS,
	    "f:1: error: no record begins with `Stauts`; nearest is "
	    "`Status`\n" },
	{ "Cause: a\nTitle: no\n", RECORD_CAUSE,
	    "f:1: error: missing field `Explanation`\n"
	    "f:1: error: missing field `Retry`\n"
	    "f:1: error: missing field `Sign`\n"
	    "f:1: error: missing field `Who`\n" },
	{ "Server: a\nTitle: b\nKind: list\nHabits: c\nChecked: d\n",
	    RECORD_SERVER,
	    "f:4: error: unknown field `Habits` in a record of `Server`; "
	    "nearest is `Habit`\n" },
	{ "Server: a\nKind: list\nTitle: b\nChecked: d\n", RECORD_SERVER,
	    "f:3: error: `Title` must stand before `Kind`\n" },
	{ "Server: a\nTitle: b\nKind: list\nKind: list\nChecked: d\n",
	    RECORD_SERVER, "f:4: error: `Kind` may stand once only\n" },
	{ "Server: a\nTitle: b\nServer: c\nKind: list\nChecked: d\n",
	    RECORD_SERVER, "f:3: error: `Server` must stand before `Title`\n" },
	{ "Server:\nTitle: b\nKind: list\nChecked:\n", RECORD_SERVER,
	    "f:1: error: `Server` is empty\nf:4: error: `Checked` is empty\n" },
};

START_TEST(a_record_is_checked_by_the_table)
{
	check_record(rows[_i].bytes, rows[_i].kind, rows[_i].told);
}
END_TEST

Suite *
schema_suite(void)
{
	Suite *suite = suite_create("schema");
	const TTest *const tests[] = { the_table_is_sound,
		an_unknown_field_has_no_rule };
	TCase *loop = tcase_create("records");

	ADD_TESTS(suite, "schema", tests);
	tcase_add_loop_test(loop, a_record_is_checked_by_the_table, 0,
	    (int)COUNT(rows));
	suite_add_tcase(suite, loop);
	return suite;
}
