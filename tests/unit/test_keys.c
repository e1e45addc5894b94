/* The one table of keys. */
#include "unit.h"

#include <string.h>

#include "keys.h"

START_TEST(every_key_of_the_table_does_what_its_row_says)
{
	for (unsigned i = 0; i < binding_count; i++)
		for (unsigned j = 0; j < BINDING_KEYS; j++)
			if (bindings[i].keys[j] != KEY_CODE_NONE)
				ck_assert_int_eq(key_action(
						     bindings[i].keys[j]),
				    bindings[i].action);
}
END_TEST

START_TEST(no_key_stands_in_two_rows)
{
	for (unsigned i = 0; i < binding_count * BINDING_KEYS; i++) {
		uint32_t key =
		    bindings[i / BINDING_KEYS].keys[i % BINDING_KEYS];

		for (unsigned j = 0; key != KEY_CODE_NONE && j < i; j++)
			ck_assert_uint_ne(key,
			    bindings[j / BINDING_KEYS].keys[j % BINDING_KEYS]);
	}
}
END_TEST

START_TEST(every_action_has_one_row)
{
	for (enum action action = ACTION_NONE + 1; action <= ACTION_QUIT;
	     action++) {
		unsigned rows = 0;

		for (unsigned i = 0; i < binding_count; i++)
			rows += bindings[i].action == action;
		ck_assert_msg(rows == 1, "action %u has %u rows", action, rows);
	}
}
END_TEST

/* Footer and help are made from the rows: each must say something. */
START_TEST(every_row_is_told)
{
	for (unsigned i = 0; i < binding_count; i++) {
		const struct binding *row = &bindings[i];

		ck_assert_str_ne(row->shown, "");
		ck_assert_str_ne(row->help, "");
		ck_assert(is_harmless(row->help, strlen(row->help)));
		if (row->footer != NULL)
			ck_assert_ptr_nonnull(strchr(row->footer, ' '));
	}
}
END_TEST

START_TEST(digits_and_dot_jump)
{
	for (uint32_t key = '0'; key <= '9'; key++)
		ck_assert_int_eq(key_action(key), ACTION_JUMP);
	ck_assert_int_eq(key_action('.'), ACTION_JUMP);
}
END_TEST

/* As in vi, less, tig, w3m: who knows those needs no manual. */
START_TEST(keys_do_what_other_programs_taught)
{
	static const struct {
		uint32_t key;
		enum action action;
	} known[] = { { 'j', ACTION_DOWN }, { 'k', ACTION_UP },
		{ 'g', ACTION_FIRST }, { 'G', ACTION_LAST },
		{ ' ', ACTION_PAGE_DOWN }, { 'b', ACTION_PAGE_UP },
		{ 'h', ACTION_LEFT }, { 'l', ACTION_RIGHT },
		{ KEY_CTRL('d'), ACTION_PAGE_DOWN },
		{ KEY_CTRL('u'), ACTION_PAGE_UP },
		{ KEY_CODE_TAB, ACTION_NEXT_LINK },
		{ KEY_CODE_BACK_TAB, ACTION_PREVIOUS_LINK },
		{ KEY_CODE_ENTER, ACTION_OPEN }, { '<', ACTION_BACK },
		{ '>', ACTION_FORWARD }, { '[', ACTION_PREVIOUS_VIEW },
		{ ']', ACTION_NEXT_VIEW }, { KEY_CODE_ESCAPE, ACTION_CLOSE },
		{ '?', ACTION_HELP }, { 'q', ACTION_LEAVE },
		{ 'Q', ACTION_QUIT }, { KEY_CTRL('c'), ACTION_QUIT },
		{ KEY_CTRL('l'), ACTION_REDRAW },
		{ KEY_CTRL('z'), ACTION_SUSPEND } };

	for (size_t i = 0; i < COUNT(known); i++)
		ck_assert_int_eq(key_action(known[i].key), known[i].action);
}
END_TEST

START_TEST(other_keys_do_nothing)
{
	static const uint32_t others[] = { KEY_CODE_NONE, 'z', '~', 0xe9,
		0x90ae, 0x10ffff, UINT32_MAX };

	for (size_t i = 0; i < COUNT(others); i++)
		ck_assert_int_eq(key_action(others[i]), ACTION_NONE);
}
END_TEST

Suite *
keys_suite(void)
{
	Suite *suite = suite_create("keys");
	const TTest *const tests[] = {
		every_key_of_the_table_does_what_its_row_says,
		no_key_stands_in_two_rows, every_action_has_one_row,
		every_row_is_told, digits_and_dot_jump,
		keys_do_what_other_programs_taught, other_keys_do_nothing
	};

	ADD_TESTS(suite, "keys", tests);
	return suite;
}
