/* The browser drawn into a frame; whole screens are in tests/screens. */
#include "unit.h"

#include <string.h>

#include "screen.h"

START_TEST(the_selected_row_has_a_mark_and_a_style)
{
	struct screen screen;
	const struct cell *cell;

	screen_begin(&screen, 24, 80, NULL);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "\n> 421 T "));
	for (unsigned row = 0; row < 24; row++) {
		cell = &screen.frame.cells[row * 80];
		ck_assert_int_eq(cell->points[0] == '>',
		    cell->style == STYLE_SELECTED);
	}
	screen_type(&screen, "l");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "\n> 421 T "));
	for (unsigned row = 0; row < 24; row++)
		ck_assert_uint_ne(screen.frame.cells[row * 80].style,
		    STYLE_SELECTED);
	screen_end(&screen);
}
END_TEST

/* Class is told by a letter, never by colour alone. */
START_TEST(every_code_has_the_letter_of_its_class)
{
	struct screen screen;
	const char *dump;

	screen_begin(&screen, 40, 80, NULL);
	dump = screen_draw(&screen);
	ck_assert_ptr_nonnull(strstr(dump, "  250 S Done"));
	ck_assert_ptr_nonnull(strstr(dump, "  354 I Send"));
	ck_assert_ptr_nonnull(strstr(dump, "  450 T Mailbox"));
	ck_assert_ptr_nonnull(strstr(dump, "  554 P Trans"));
	screen_end(&screen);
}
END_TEST

START_TEST(borders_are_ascii_unless_unicode_is_asked_for)
{
	struct screen screen;
	struct text dump = { 0 };
	const char *ascii;

	screen_begin(&screen, 24, 80, "354");
	ascii = screen_draw(&screen);
	for (const char *at = ascii; *at != '\0'; at++)
		ck_assert((*at >= ' ' && *at <= '~') || *at == '\n');
	ck_assert(draw_browser(&screen.frame, &screen.browser, true));
	frame_dump(&screen.frame, &dump);
	ck_assert_ptr_nonnull(strstr(dump.data, "\xe2\x94\x82"));
	text_release(&dump);
	screen_end(&screen);
}
END_TEST

START_TEST(what_is_cut_has_a_mark)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "450 T Mailbox not avai~|"));
	screen_end(&screen);
}
END_TEST

/* The footer names how to get help and out, as long as there is one. */
START_TEST(help_and_quit_are_in_every_footer)
{
	struct screen screen;

	for (unsigned columns = 20; columns < 140; columns++) {
		screen_begin(&screen, 24, columns, NULL);
		ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "? help"));
		ck_assert_ptr_nonnull(strstr(screen.dump.data, "q quit"));
		screen_end(&screen);
	}
}
END_TEST

START_TEST(the_position_tells_what_is_shown)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "354");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "line 1-1"));
	screen_end(&screen);
	screen_begin(&screen, 12, 80, "554");
	screen_type(&screen, "jj");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "line 3-10 of "));
	screen_end(&screen);
}
END_TEST

START_TEST(a_narrowed_list_says_how_to_widen_it)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "55x");
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "3 codes (Esc: all)"));
	screen_end(&screen);
	/* one is one */
	screen_begin(&screen, 24, 80, "22x");
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "1 code (Esc: all)"));
	screen_end(&screen);
}
END_TEST

START_TEST(wide_and_combining_characters_keep_the_columns)
{
	struct screen screen;

	screen_begin(&screen, 80, 80, "552");
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "552 \xe9\x82\xae\xe7\xae\xb1"));
	for (unsigned row = 0; row < 80; row++)
		if (screen.frame.cells[row * 80 + 25].points[0] != '|')
			ck_assert(row < 2 || row > 77);
	screen_end(&screen);
	screen_begin(&screen, 80, 80, "blocklisted/northlist");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "Refuse\xcc\x81"));
	screen_end(&screen);
}
END_TEST

START_TEST(the_same_state_is_drawn_the_same_way)
{
	struct screen screen;
	struct text first = { 0 };

	screen_begin(&screen, 24, 80, "554");
	text_append(&first, screen_draw(&screen));
	for (unsigned i = 0; i < 3; i++)
		ck_assert_str_eq(screen_draw(&screen), first.data);
	text_release(&first);
	screen_end(&screen);
}
END_TEST

Suite *
draw_suite(void)
{
	Suite *suite = suite_create("draw");
	const TTest *const tests[] = { the_selected_row_has_a_mark_and_a_style,
		every_code_has_the_letter_of_its_class,
		borders_are_ascii_unless_unicode_is_asked_for,
		what_is_cut_has_a_mark, help_and_quit_are_in_every_footer,
		the_position_tells_what_is_shown,
		a_narrowed_list_says_how_to_widen_it,
		wide_and_combining_characters_keep_the_columns,
		the_same_state_is_drawn_the_same_way };

	ADD_TESTS(suite, "draw", tests);
	return suite;
}
