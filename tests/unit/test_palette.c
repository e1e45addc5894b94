/* How styles look. */
#include "unit.h"

#include "palette.h"

/* Linear light of a channel of sRGB: thousandths of 0 to 255, as WCAG has it. */
static double
linear(unsigned channel)
{
	double value = channel / 255.0, base = (value + 0.055) / 1.055;
	double low = 0, high = 1, middle = 0;

	if (value <= 0.03928)
		return value / 12.92;
	/* The 2.4th power without libm: the x of which x^5 is base^12. */
	for (int i = 0; i < 60; i++) {
		double five, twelve = base * base * base;

		middle = (low + high) / 2;
		five = middle * middle * middle * middle * middle;
		twelve = twelve * twelve * twelve * twelve;
		if (five < twelve)
			low = middle;
		else
			high = middle;
	}
	return middle;
}

/* Relative luminance of one of the 256 colours that terminals have. */
static double
luminance(unsigned colour)
{
	static const unsigned first[][3] = { { 0, 0, 0 }, { 205, 0, 0 },
		{ 0, 205, 0 }, { 205, 205, 0 }, { 0, 0, 238 }, { 205, 0, 205 },
		{ 0, 205, 205 }, { 229, 229, 229 } };
	static const unsigned levels[] = { 0, 95, 135, 175, 215, 255 };
	unsigned channels[3];

	for (unsigned i = 0, step = 36; i < 3; i++, step /= 6)
		channels[i] = colour < 8 ? first[colour][i] :
		    colour < 232	 ? levels[(colour - 16) / step % 6] :
					   8 + 10 * (colour - 232);
	return 0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) +
	    0.0722 * linear(channels[2]);
}

/* WCAG asks for 3 where text is large; these have more on either side. */
START_TEST(each_colour_is_read_on_black_and_on_white)
{
	ck_assert(luminance(7) > 0.7 && luminance(7) < 0.9);
	for (enum style style = STYLE_TEXT; style < STYLES; style++)
		for (enum looks looks = LOOKS_FEW; looks <= LOOKS_MANY;
		     looks++) {
			unsigned colour = palette_colour(style, looks);
			double light;

			if (colour == 0)
				continue;
			ck_assert(colour < 8 || colour >= 16);
			light = luminance(colour) + 0.05;
			ck_assert_msg(light / 0.05 > 3.5, "%u on black",
			    colour);
			ck_assert_msg(1.05 / light > 3.5, "%u on white",
			    colour);
		}
}
END_TEST

static const struct {
	enum style style;
	enum looks looks;
	const char *expected;
} rows[] = {
	{ STYLE_HEADING, LOOKS_NONE, "WHY" },
	{ STYLE_HEADING, LOOKS_BARE, "\033[1mWHY\033[m" },
	{ STYLE_HEADING, LOOKS_MANY, "\033[1;38;5;30mWHY\033[m" },
	{ STYLE_LINK, LOOKS_FEW, "\033[4mWHY\033[m" },
	{ STYLE_PERMANENT, LOOKS_FEW, "\033[31mWHY\033[m" },
	{ STYLE_PERMANENT, LOOKS_BARE, "WHY" },
	{ STYLE_MATCH, LOOKS_MANY, "\033[1;7mWHY\033[m" },
	{ STYLE_TEXT, LOOKS_MANY, "WHY" },
};

START_TEST(a_sequence_begins_and_ends_each_look)
{
	struct text text = { 0 };

	palette_append(&text, "WHY?", 3, rows[_i].style, rows[_i].looks);
	ck_assert_str_eq(text_string(&text), rows[_i].expected);
	text_release(&text);
}
END_TEST

/* What stands out does so without a colour: NO_COLOR takes nothing away. */
START_TEST(what_matters_has_an_attribute)
{
	static const enum style styles[] = { STYLE_TITLE, STYLE_HEADING,
		STYLE_VERDICT, STYLE_LINK, STYLE_MATCH, STYLE_SELECTED };

	for (size_t i = 0; i < COUNT(styles); i++)
		ck_assert_uint_ne(palette[styles[i]].attributes, 0);
}
END_TEST

Suite *
palette_suite(void)
{
	Suite *suite = suite_create("palette");
	TCase *each = tcase_create("looks");
	const TTest *const tests[] = {
		each_colour_is_read_on_black_and_on_white,
		what_matters_has_an_attribute,
	};

	ADD_TESTS(suite, "palette", tests);
	tcase_add_loop_test(each, a_sequence_begins_and_ends_each_look, 0,
	    COUNT(rows));
	suite_add_tcase(suite, each);
	return suite;
}
