/* Access to the compiled tables. */
#include "unit.h"

#include <string.h>

START_TEST(every_entry_is_of_the_kind_it_is_counted_under)
{
	uint32_t total = 0;

	for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
		uint32_t count = reference_count(fixture(), kind);

		for (uint32_t i = 0; i < count; i++)
			ck_assert_uint_eq(reference_entry(fixture(),
					      reference_nth(fixture(), kind, i))
					      ->kind,
			    kind);
		ck_assert_uint_gt(count, 0);
		total += count;
	}
	ck_assert_uint_eq(total, fixture()->tables.entry_count);
}
END_TEST

START_TEST(every_code_and_no_other_is_found)
{
	uint32_t found = 0;

	for (unsigned code = 0; code < 1000; code++) {
		uint32_t entry = reference_find_code(fixture(), code);

		if (entry == TABLES_NONE)
			continue;
		ck_assert_uint_eq(reference_entry(fixture(), entry)->code,
		    code);
		found++;
	}
	ck_assert_uint_eq(found, reference_count(fixture(), ENTRY_CODE));
}
END_TEST

START_TEST(every_pair_and_no_other_is_found)
{
	struct status status = { 1 << 5, 7, 1, 1 };

	ck_assert_uint_eq(reference_find_pair(fixture(), 554, &status),
	    fixture_entry(ENTRY_PAIR, "554 5.7.1"));
	ck_assert_uint_eq(reference_find_pair(fixture(), 550, &status),
	    TABLES_NONE);
	status.classes = 1 << 4;
	ck_assert_uint_eq(reference_find_pair(fixture(), 454, &status),
	    fixture_entry(ENTRY_PAIR, "454 4.7.1"));
	ck_assert_uint_eq(reference_find_pair(fixture(), 554, &status),
	    TABLES_NONE);
	status.classes = CLASSES_ANY;
	ck_assert_uint_eq(reference_find_pair(fixture(), 554, &status),
	    TABLES_NONE);
}
END_TEST

/* What a status means: titles in the order of how well they fit. */
static const struct {
	const char *status;
	bool any_class;
	const char *names;
} senses[] = {
	{ "2.1.5", false, "2.1.5," },
	{ "X.1.1", false, "X.1.1," },
	{ "5.1.1", false, "X.1.1," },
	{ "4.1.1", false, "X.1.1," },
	{ "2.1.1", false, "" },
	{ "2.1.1", true, "X.1.1," },
	{ "5.7.1", false, "X.7.1,harbor 5.7.1," },
	{ "X.7.1", false, "X.7.1,harbor 5.7.1," },
	{ "4.7.1", false, "" },
	{ "4.7.1", true, "X.7.1,harbor 5.7.1," },
	{ "5.7.606", false, "harbor 5.7.606-649,harbor 5.7.600-699," },
	{ "5.7.649", false, "harbor 5.7.606-649,harbor 5.7.600-699," },
	{ "5.7.650", false, "harbor 5.7.600-699," },
	{ "5.7.605", false, "harbor 5.7.600-699," },
	{ "5.7.700", false, "" },
	{ "5.7.606-649", false, "harbor 5.7.606-649,harbor 5.7.600-699," },
	{ "5.7.600-649", false, "harbor 5.7.600-699," },
	{ "5.7.590-610", false, "" },
	{ "4.7.620", false, "" },
	{ "5.2.122", false, "harbor 5.2.122," },
};

START_TEST(a_status_is_found_exact_before_wide_registry_before_vendor)
{
	struct status status;
	uint32_t entries[8];
	struct text names = { 0 };
	size_t count;

	ck_assert(status_parse(senses[_i].status, strlen(senses[_i].status),
	    &status));
	count = reference_find_status(fixture(), &status, senses[_i].any_class,
	    entries, COUNT(entries));
	for (size_t i = 0; i < count; i++) {
		uint32_t server =
		    reference_entry(fixture(), entries[i])->server;

		text_printf(&names, "%s%s%s,",
		    reference_name(fixture(), server),
		    server != TABLES_NONE ? " " : "",
		    reference_name(fixture(), entries[i]));
	}
	ck_assert_str_eq(text_string(&names), senses[_i].names);
	text_release(&names);
}
END_TEST

START_TEST(no_more_senses_are_given_than_there_is_room_for)
{
	struct status status = { 1 << 5, 7, 606, 606 };
	uint32_t entries[2] = { 1234, 1234 };

	ck_assert_uint_eq(reference_find_status(fixture(), &status, false,
			      entries, 1),
	    1);
	ck_assert_uint_ne(entries[0], 1234);
	ck_assert_uint_eq(entries[1], 1234);
	ck_assert_uint_eq(reference_find_status(fixture(), &status, false,
			      entries, 0),
	    0);
}
END_TEST

static const struct {
	enum entry_kind kind;
	const char *asked;
	const char *name; /* NULL: nothing */
} names[] = {
	{ ENTRY_CAUSE, "mailbox-full", "mailbox-full" },
	{ ENTRY_CAUSE, "Mailbox-FULL", "mailbox-full" },
	{ ENTRY_CAUSE, "mailbox-ful", NULL },
	{ ENTRY_CAUSE, "mailbox-full2", NULL },
	{ ENTRY_CAUSE, "blocklisted/northlist", "blocklisted/northlist" },
	{ ENTRY_CAUSE, "granite", NULL },
	{ ENTRY_CAUSE, "", NULL },
	{ ENTRY_SERVER, "granite", "granite" },
	{ ENTRY_VENDOR, "HB12", "HB##" },
	{ ENTRY_VENDOR, "hb12", "HB##" },
	/* `#` stands for one digit at least. */
	{ ENTRY_VENDOR, "HB", NULL },
	{ ENTRY_VENDOR, "HB12x", NULL },
	{ ENTRY_VENDOR, "HB 12", NULL },
	{ ENTRY_VENDOR, "hb-ban", "HB-BAN" },
	{ ENTRY_VENDOR, "7301", "7301-7310" },
	{ ENTRY_VENDOR, "7310", "7301-7310" },
	{ ENTRY_VENDOR, "7305", "7301-7310" },
	{ ENTRY_VENDOR, "7300", NULL },
	/* A range begins with its first digit: this is no 301-7310. */
	{ ENTRY_VENDOR, "7311", NULL },
	{ ENTRY_VENDOR, "73010", NULL },
	{ ENTRY_VENDOR, "99999999999999999999", NULL },
	{ ENTRY_VENDOR, "GR-1320", "GR-1300-1340" },
	{ ENTRY_VENDOR, "GR-1341", NULL },
	{ ENTRY_VENDOR, "GR-", NULL },
};

START_TEST(a_name_is_found_by_its_pattern)
{
	uint32_t entry = reference_find_name(fixture(), names[_i].kind,
	    names[_i].asked, strlen(names[_i].asked));

	ck_assert_str_eq(reference_name(fixture(), entry),
	    names[_i].name != NULL ? names[_i].name : "");
}
END_TEST

/* As it is listed, though a range or `#` stands for something else. */
START_TEST(a_pattern_is_found_by_its_own_name)
{
	uint32_t count = reference_count(fixture(), ENTRY_VENDOR);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(fixture(), ENTRY_VENDOR, i);
		const char *name = reference_name(fixture(), entry);

		ck_assert_msg(reference_find_name(fixture(), ENTRY_VENDOR, name,
				  strlen(name)) == entry,
		    "%s is in the list, but not found by that name", name);
	}
}
END_TEST

START_TEST(of_the_senses_of_a_status_the_first_is_listed)
{
	uint32_t count = reference_count(fixture(), ENTRY_STATUS), listed = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(fixture(), ENTRY_STATUS, i);
		bool is_other = reference_entry(fixture(), entry)->server !=
			TABLES_NONE &&
		    strcmp(reference_name(fixture(), entry), "5.7.1") == 0;

		ck_assert_int_eq(reference_is_listed(fixture(), entry),
		    !is_other);
		listed += !is_other;
	}
	ck_assert_uint_eq(listed, count - 1);
	for (uint32_t i = 0; i < fixture()->tables.entry_count; i++)
		if (reference_entry(fixture(), i)->kind != ENTRY_STATUS)
			ck_assert(reference_is_listed(fixture(), i));
}
END_TEST

START_TEST(a_digit_has_its_meaning)
{
	const struct digit_row *row;

	row = reference_digit(fixture(), DIGIT_FIRST, 5);
	ck_assert_str_eq(reference_string(fixture(), row->title), "refused");
	row = reference_digit(fixture(), DIGIT_SUBJECT, 7);
	ck_assert_str_eq(reference_string(fixture(), row->title),
	    "security or policy");
	ck_assert_ptr_null(reference_digit(fixture(), DIGIT_SUBJECT, 9));
	ck_assert_ptr_null(reference_digit(fixture(), DIGIT_FIRST, 0));
	/* The third has no meaning of its own, whichever it is. */
	for (unsigned i = 0; i < 10; i++)
		ck_assert_ptr_eq(reference_digit(fixture(), DIGIT_THIRD, i),
		    reference_digit(fixture(), DIGIT_THIRD, 0));
}
END_TEST

START_TEST(no_entry_has_an_empty_name)
{
	ck_assert_str_eq(reference_name(fixture(), TABLES_NONE), "");
	ck_assert_str_eq(reference_title(fixture(), TABLES_NONE), "");
	ck_assert_str_eq(reference_date(fixture()), "2026-03-04");
}
END_TEST

/* Every number of a row points into the table that it is of. */
static void
check_slice(struct slice slice, uint32_t count)
{
	ck_assert_uint_le(slice.count, count);
	ck_assert_uint_le(slice.first, count - slice.count);
}

START_TEST(every_slice_lies_within_its_table)
{
	const struct tables *tables = &fixture()->tables;

	for (uint32_t i = 0; i < tables->entry_count; i++) {
		const struct entry_row *row = &tables->entries[i];

		check_slice(row->who, tables->who_count);
		check_slice(row->why, tables->why_count);
		check_slice(row->fix, tables->fix_count);
		check_slice(row->fix_sender, tables->fix_count);
		check_slice(row->fix_receiver, tables->fix_count);
		check_slice(row->avoid, tables->string_count);
		check_slice(row->related, tables->link_count);
		check_slice(row->examples, tables->link_count);
		check_slice(row->children, tables->link_count);
	}
	for (uint32_t i = 0; i < tables->why_count; i++)
		ck_assert_uint_lt(tables->whys[i].cause, tables->entry_count);
	for (uint32_t i = 0; i < tables->string_count; i++)
		ck_assert_uint_lt(tables->strings[i].text, tables->pool_size);
	for (uint32_t i = 0; i < tables->example_count; i++) {
		const struct example_row *row = &tables->examples[i];

		ck_assert_uint_lt(row->cause, tables->entry_count);
		ck_assert_uint_lt(row->server, tables->entry_count);
		check_slice(row->sources, tables->string_count);
		check_slice(row->also, tables->link_count);
	}
}
END_TEST

Suite *
reference_suite(void)
{
	Suite *suite = suite_create("reference");
	const TTest *const tests[] = {
		every_entry_is_of_the_kind_it_is_counted_under,
		every_code_and_no_other_is_found,
		every_pair_and_no_other_is_found,
		no_more_senses_are_given_than_there_is_room_for,
		a_pattern_is_found_by_its_own_name,
		of_the_senses_of_a_status_the_first_is_listed,
		a_digit_has_its_meaning, no_entry_has_an_empty_name,
		every_slice_lies_within_its_table
	};
	TCase *loops = tcase_create("tables");

	ADD_TESTS(suite, "reference", tests);
	tcase_add_loop_test(loops,
	    a_status_is_found_exact_before_wide_registry_before_vendor, 0,
	    (int)COUNT(senses));
	tcase_add_loop_test(loops, a_name_is_found_by_its_pattern, 0,
	    (int)COUNT(names));
	suite_add_tcase(suite, loops);
	return suite;
}
