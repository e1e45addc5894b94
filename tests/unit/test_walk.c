/*
 * A random walk of the browser over the fixture: keys, mouse, pastes, pauses
 * and sizes, each of them drawn. After each step the state is one that can be.
 * WALK_STEPS says how many; the suite `walk` does more, under sanitizers.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "screen.h"

enum {
	STEPS = 10000,
};

static unsigned long
steps(void)
{
	const char *asked = getenv("WALK_STEPS");

	return asked != NULL ? strtoul(asked, NULL, 10) : STEPS;
}

/* A key, mostly one that does something. */
static uint32_t
random_key(uint32_t *seed)
{
	uint32_t number = next_random(seed) % 100;

	if (number < 15)
		return '0' + next_random(seed) % 10;
	if (number < 18)
		return '.';
	if (number < 20)
		return next_random(seed) % 0x110010;
	for (;;) {
		const struct binding *row =
		    &bindings[next_random(seed) % binding_count];
		uint32_t key = row->keys[next_random(seed) % BINDING_KEYS];

		if (key != KEY_CODE_NONE)
			return key;
	}
}

static void
random_resize(struct screen *screen, uint32_t *seed)
{
	static const unsigned sizes[][2] = { { 60, 200 }, { 40, 120 },
		{ 24, 80 }, { 20, 60 }, { 20, 59 }, { 15, 40 }, { 5, 20 },
		{ 1, 1 }, { 3, 2 }, { 8, 110 } };
	const unsigned *size = sizes[next_random(seed) % COUNT(sizes)];
	unsigned rows = size[0], columns = size[1];

	if (next_random(seed) % 2 == 0) {
		rows = next_random(seed) % 50;
		columns = next_random(seed) % 150;
	}
	browser_resize(&screen->browser, rows, columns);
	screen_check(screen);
}

/*
 * Draws it after a step. Every so often it is looked at too: it has its lines,
 * and nothing that does harm.
 */
static void
draw_step(struct screen *screen, unsigned long number)
{
	size_t lines = 0;

	if (number % 16 != 0) {
		screen_paint(screen);
		return;
	}
	screen_draw(screen);
	for (size_t i = 0; i < screen->dump.length; i++)
		lines += screen->dump.data[i] == '\n';
	EXPECT(lines == screen->browser.rows);
	EXPECT(is_harmless(text_string(&screen->dump), screen->dump.length));
}

static void
random_paste(struct screen *screen, uint32_t *seed)
{
	static const char *const parts[] = { "550 5.7.1 ", "554", "relay",
		" denied", "\r", "\n", "\033[200~", "\xff", "\xe9\x82\xae",
		"granite", "user@example.org ", "", " ", "\t" };
	struct text pasted = { 0 };

	for (unsigned i = next_random(seed) % 8; i > 0; i--)
		text_append(&pasted, parts[next_random(seed) % COUNT(parts)]);
	browser_paste(&screen->browser, text_string(&pasted), pasted.length,
	    screen->now);
	text_release(&pasted);
	screen_check(screen);
}

static void
random_mouse(struct screen *screen, uint32_t *seed)
{
	struct mouse mouse = { next_random(seed) % 3, next_random(seed) % 62,
		next_random(seed) % 202 };

	browser_mouse(&screen->browser, &mouse, screen->now);
	screen_check(screen);
}

static void
step(struct screen *screen, uint32_t *seed)
{
	long wait;

	switch (next_random(seed) % 40) {
	case 2:
		random_paste(screen, seed);
		break;
	case 3:
	case 4:
		random_mouse(screen, seed);
		break;
	case 0:
		random_resize(screen, seed);
		break;
	case 1:
		screen->now += 2000;
		browser_tick(&screen->browser, screen->now, &wait);
		EXPECT(wait == -1);
		screen_check(screen);
		break;
	default:
		screen_key(screen, random_key(seed));
		break;
	}
}

START_TEST(a_random_walk_never_leaves_what_can_be)
{
	uint32_t seed = 20260222;
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	for (unsigned long i = 0; i < steps(); i++) {
		step(&screen, &seed);
		draw_step(&screen, i);
	}
	screen_end(&screen);
}
END_TEST

/* Wherever it was opened, a walk from there is as safe. */
START_TEST(a_walk_may_begin_anywhere)
{
	static const char *const operands[] = { "554", "554 5.7.1", "5.7.1",
		"5.7.620", "x.2.x", "55x", "HB12", "mailbox-full", "granite",
		"550 554 5.7.1 granite" };
	uint32_t seed = 6;

	for (size_t i = 0; i < COUNT(operands); i++) {
		struct screen screen;

		screen_begin(&screen, 5 + (unsigned)i * 4,
		    10 + (unsigned)i * 15, operands[i]);
		for (unsigned j = 0; j < 1000; j++) {
			step(&screen, &seed);
			draw_step(&screen, j);
		}
		screen_end(&screen);
	}
}
END_TEST

/* Lines of a log, of all kinds. */
static void
feed_line(struct intake *intake, uint32_t *seed)
{
	static const char *const said[] = {
		"550 5.1.1 <a@b.example>: no such user",
		"554 5.7.1 <a@b.example>: Relay denied",
		"452 4.2.2 The mailbox a@b.example is over quota",
		"550 \351\202\256\347\256\261", "\033[2J\xff"
	};
	static const char *const ends[] = { "bounced", "deferred", "sent" };
	struct text line = { 0 };

	text_printf(&line,
	    "Nov 24 10:00:01 mx postfix/smtp[9]: 4F2D81C0%02X: "
	    "to=<a@b.example>, relay=c.example[192.0.2.1]:25, delay=1, "
	    "delays=0/0/0/1, dsn=4.0.0, status=%s (host "
	    "c.example[192.0.2.1] said: %s word%u)\n",
	    (unsigned)(next_random(seed) % 256),
	    ends[next_random(seed) % COUNT(ends)],
	    said[next_random(seed) % COUNT(said)],
	    (unsigned)(next_random(seed) % 40));
	intake_feed(intake, text_string(&line), line.length);
	text_release(&line);
}

/* The same over an input, of which more and more is read. */
START_TEST(a_walk_over_an_input_is_as_safe)
{
	struct intake *intake = malloc(sizeof(*intake));
	uint32_t seed = 1128;
	struct screen screen;

	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	screen_begin(&screen, 24, 80, NULL);
	feed_line(intake, &seed);
	browser_open_input(&screen.browser, intake, NULL, 0);
	browser_refresh_input(&screen.browser, true);
	for (unsigned long i = 0; i < steps(); i++) {
		step(&screen, &seed);
		draw_step(&screen, i);
		if (i % 50 != 0 || i > steps() / 2)
			continue;
		feed_line(intake, &seed);
		browser_refresh_input(&screen.browser, true);
		screen_check(&screen);
	}
	screen_end(&screen);
	intake_release(intake);
	free(intake);
}
END_TEST

/*
 * The layout on the screen is that of the page: laid out anew at the same
 * size it has the same lines.
 */
START_TEST(what_is_shown_is_always_the_page)
{
	uint32_t seed = 5321;
	struct screen screen;
	struct layout anew = { 0 };

	screen_begin(&screen, 24, 80, NULL);
	for (unsigned i = 0; i < STEPS; i++) {
		const struct browser *browser = &screen.browser;
		struct layout_options options = {
			.width = browser->layout_width,
			.prose = BROWSER_PROSE,
			.first_causes = browser->layout_causes,
			.break_words = true,
		};

		step(&screen, &seed);
		if (browser_geometry(browser).page_columns == 0)
			continue;
		options.width = browser->layout_width;
		options.first_causes = browser->layout_causes;
		options.cut_replies = browser->cut_replies;
		options.reply_rows = browser->layout_reply;
		layout_page(&anew, &browser->page, &options);
		ck_assert_msg(anew.line_count == browser->layout.line_count,
		    "step %u: another page is shown than that of %s", i,
		    screen_page(&screen));
	}
	layout_release(&anew);
	screen_end(&screen);
}
END_TEST

/* The cells of what is drawn, as bytes. */
static void
take_cells(struct text *cells, struct screen *screen)
{
	const struct frame *frame = &screen->frame;

	screen_paint(screen);
	text_clear(cells);
	text_append_bytes(cells, (const char *)frame->cells,
	    (size_t)frame->rows * frame->columns * sizeof(*frame->cells));
}

/* What need not be drawn again has not changed. */
START_TEST(the_same_is_the_same)
{
	uint32_t seed = 821;
	struct screen screen;
	struct text before = { 0 }, after = { 0 };

	screen_begin(&screen, 24, 80, NULL);
	for (unsigned i = 0; i < STEPS; i++) {
		uint32_t key = random_key(&seed);

		take_cells(&before, &screen);
		if (screen_key(&screen, key) != BROWSER_SAME)
			continue;
		take_cells(&after, &screen);
		ck_assert_msg(before.length == after.length &&
			memcmp(before.data, after.data, after.length) == 0,
		    "step %u, key %u:\n%s", i, (unsigned)key,
		    screen_draw(&screen));
	}
	text_release(&before);
	text_release(&after);
	screen_end(&screen);
}
END_TEST

Suite *
walk_suite(void)
{
	Suite *suite = suite_create("walk");
	const TTest *const tests[] = { a_random_walk_never_leaves_what_can_be,
		a_walk_may_begin_anywhere, a_walk_over_an_input_is_as_safe,
		what_is_shown_is_always_the_page, the_same_is_the_same };

	ADD_TESTS(suite, "walk", tests);
	return suite;
}
