/*
 * The reference as it is built in: each name of tests/reference/names, each
 * code with each status of the examples, and each entry there is answers with a
 * page that has no empty part; its first screen, made in haste, is that of the
 * whole page; what is searched for, with slips, is found; a reply that was cut
 * off has the cause of the example that it begins.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "browser_moves.h"
#include "builtin.h"
#include "draw.h"
#include "find.h"
#include "identify.h"
#include "lookup.h"
#include "page.h"

enum {
	LINE_SIZE = 256,
	EXAMPLES_STEP = 41, /* each of so many is opened */
};

static unsigned passed, failed;

static void
expect(bool right, const char *name, const char *what)
{
	if (right) {
		passed++;
		return;
	}
	failed++;
	printf("reference: %s: %s\n", name, what);
}

static size_t
count_blocks(const struct page *page, enum block_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < page->count; i++)
		count += page->blocks[i].kind == kind;
	return count;
}

/* Does what was asked for mean that a mail did not get through? */
static bool
fails(const struct target *target)
{
	unsigned bad = 1u << 4 | 1u << 5;

	if (target->kind == ENTRY_CODE || target->kind == ENTRY_PAIR)
		return target->code >= 400 && target->code < 600;
	if (target->kind == ENTRY_STATUS)
		return (target->status.classes & bad) != 0;
	return target->kind == ENTRY_CAUSE;
}

static void
check_page(const struct reference *reference, const struct target *target,
    const char *name)
{
	struct page page = { 0 };
	bool numbers = target->kind <= ENTRY_PAIR;

	page_add(&page, reference, target);
	expect(!page.failed && page.count > 0 &&
		page.blocks[0].kind == BLOCK_HEAD &&
		page.blocks[0].label[0] != '\0',
	    name, "the page has no title");
	if (target->kind != ENTRY_SERVER) {
		expect(count_blocks(&page, BLOCK_RETRY) > 0, name,
		    "the page does not say whether it is tried again");
		expect(count_blocks(&page, BLOCK_WHO) > 0, name,
		    "the page does not say who acts");
		expect(count_blocks(&page, BLOCK_SUMMARY) > 0, name,
		    "the page does not say what it means");
	}
	if (numbers)
		expect(count_blocks(&page, BLOCK_DIGIT) >= 3, name,
		    "the page does not explain the digits");
	if (fails(target) && target->kind != ENTRY_CAUSE)
		expect(count_blocks(&page, BLOCK_WHY) > 0, name,
		    "the page has no cause");
	if (fails(target) && strcmp(name, "success") != 0)
		expect(count_blocks(&page, BLOCK_FIX) > 0, name,
		    "the page has no fix");
	page_release(&page);
}

static void
check_name(const struct reference *reference, const char *name)
{
	struct lookup lookup = { 0 };
	enum lookup_result result;

	result = lookup_operands(&lookup, reference, &name, 1);
	expect(result == LOOKUP_FOUND, name, "it is not found");
	for (size_t i = 0; i < lookup.count; i++)
		check_page(reference, &lookup.targets[i], name);
	lookup_release(&lookup);
}

static void
check_names(const struct reference *reference, const char *path)
{
	FILE *stream = fopen(path, "r");
	char line[LINE_SIZE];

	if (stream == NULL) {
		expect(false, path, strerror(errno));
		return;
	}
	while (fgets(line, sizeof(line), stream) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#' && line[0] != '\0')
			check_name(reference, line);
	}
	fclose(stream);
}

static void
check_entries(const struct reference *reference)
{
	for (int kind = 0; kind < ENTRY_KINDS; kind++) {
		uint32_t count = reference_count(reference,
		    (enum entry_kind)kind);

		expect(count > 0, entry_kind_names[kind], "there are none");
		for (uint32_t i = 0; i < count; i++) {
			uint32_t entry = reference_nth(reference,
			    (enum entry_kind)kind, i);
			struct target target = lookup_entry(reference, entry);

			check_page(reference, &target,
			    reference_name(reference, entry));
		}
	}
}

/* Each pair that a server sends is answered as one entry. */
static void
check_pairs(const struct reference *reference)
{
	uint32_t count = reference_example_count(reference);

	for (uint32_t i = 0; i < count; i++) {
		const struct example_row *row = reference_example(reference, i);
		const char *words[2] = { reference_string(reference, row->code),
			reference_string(reference, row->status) };
		struct lookup lookup = { 0 };

		expect(row->sources.count > 0,
		    reference_string(reference, row->id), "has no source");
		if (words[0][0] == '\0' || words[1][0] == '\0')
			continue;
		/* Some send a status that nobody has listed. */
		expect(lookup_operands(&lookup, reference, words, 2) <=
			    LOOKUP_UNKNOWN &&
			lookup.count == 1,
		    reference_string(reference, row->text),
		    "its code and status do not make one entry");
		if (lookup.count == 1)
			check_page(reference, &lookup.targets[0],
			    reference_string(reference, row->text));
		lookup_release(&lookup);
	}
}

/* Shows an entry in a browser, and draws the rows above the bars below. */
static void
draw_entry(struct browser *browser, uint32_t entry, struct text *dump)
{
	struct target target = lookup_entry(browser->reference, entry);
	struct frame frame = { 0 };

	browser_show(browser, &target);
	browser_clamp(browser);
	if (draw_browser(&frame, browser, true)) {
		frame.rows -= 2;
		frame_dump(&frame, dump);
	}
	frame_release(&frame);
}

/* A page made for the screen alone has the same first screen, and is finished
   to the same page. */
static void
check_haste(const struct reference *reference, unsigned rows, unsigned columns)
{
	struct browser slow, hasty;

	expect(browser_init(&slow, reference) &&
		browser_init(&hasty, reference),
	    "haste", "there is no browser");
	browser_resize(&slow, rows, columns);
	browser_resize(&hasty, rows, columns);
	hasty.hasty = true;
	for (uint32_t i = 0; i < reference->tables.entry_count; i++) {
		struct text whole = { 0 }, first = { 0 };
		const char *name = reference_name(reference, i);

		draw_entry(&slow, i, &whole);
		draw_entry(&hasty, i, &first);
		expect(strcmp(text_string(&whole), text_string(&first)) == 0,
		    name, "the first screen in haste is another one");
		browser_finish(&hasty);
		expect(!hasty.page.partial && !hasty.layout.partial &&
			hasty.page.count == slow.page.count &&
			hasty.layout.line_count == slow.layout.line_count,
		    name, "what was made in haste is not finished");
		text_release(&whole);
		text_release(&first);
	}
	browser_release(&slow);
	browser_release(&hasty);
}

/* What a search has found is opened where it stands, also in haste. */
static void
check_opened_examples(const struct reference *reference)
{
	uint32_t count = reference_example_count(reference);
	struct browser browser;

	expect(browser_init(&browser, reference), "opened",
	    "there is no browser");
	browser_resize(&browser, 24, 80);
	browser.hasty = true;
	for (uint32_t i = 0; i < count; i += EXAMPLES_STEP) {
		const char *text = reference_string(reference,
		    reference_example(reference, i)->text);

		browser_open_example(&browser, i);
		expect(browser.top > 0 &&
			browser.top == browser_line_of(&browser, text),
		    text, "is not where the page was opened");
	}
	browser_release(&browser);
}

/*
 * Searches as they are typed in a hurry, and what the texts hold that are
 * wanted: one of the first three has to.
 */
static const char *const searches[][2] = {
	{ "relya acess denied", "Relay access denied" },
	{ "denied relay", "Relay" },
	{ "greylsited", "reylisted" },
	{ "mailbx ful", "ailbox full" },
	{ "spamhaus blocekd using", "blocked using" },
	{ "user unkown virtual mailbox tabel", "virtual mailbox table" },
	{ "too many hopps", "too many hops" },
	{ "sender adress rejected not onwed", "not owned by user" },
	{ "recipient adress unknwon", "User unknown in" },
	{ "message to large size limt", "too large" },
	{ "athentication requried", "uthentication required" },
	{ "reverse dns lokup faild", "Reverse DNS lookup failed" },
	{ "dmarc polcy reject", "DMARC policy" },
	{ "certificate verfiy failed", "certificate verify failed" },
	{ "quota exceded mailbox", "uota exceeded" },
	{ "attachment type not alowed", "attachment" },
	{ "helo comand rejected", "Helo command rejected" },
	{ "domain not fond", "Domain name not found" },
	{ "gmail blocked spam", "gmail" },
	{ "554 5.7.1 blacklist", "lacklist" },
};

static void
check_searches(const struct reference *reference)
{
	struct find find;

	expect(find_init(&find, reference), "searches", "there is no search");
	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++) {
		bool found = false;

		find_run(&find, searches[i][0], false);
		for (size_t n = 0; n < 3 && n < find.search.hit_count; n++) {
			const struct example_row *row = reference_example(
			    reference, find.search.hits[n].document);
			const char *text = reference_string(reference,
			    row->text);

			found = found || strstr(text, searches[i][1]) != NULL ||
			    strcmp(reference_name(reference, row->server),
				searches[i][1]) == 0;
		}
		expect(found, searches[i][0], searches[i][1]);
	}
	find_release(&find);
}

/* Replies that were cut off: what is left would tell another cause. */
static const char *const beginnings[][2] = {
	{ "550-5.7.26 This mail has been bloc", "sender-auth" },
	{ "452 4.2.2 The email acc", "mailbox-full" },
	{ "550 5.7.1 Unfortunately, messages from", "blocklisted" },
	{ "550 Verification failed for <a@example.org>", "bad-sender" },
	{ "550 5.4.1 Recipient addr", "unknown-user" },
	/* A shorter example stands in these, and loses. */
	{ "550 5.7.0 Email rejected per send", "sender-auth" },
	{ "452 4.5.3 Service unavailable, batch limit", "rate-limited" },
};

static void
check_beginnings(const struct reference *reference)
{
	struct identify *identify = malloc(sizeof(*identify));
	size_t count = sizeof(beginnings) / sizeof(beginnings[0]);
	struct identification found;

	expect(identify != NULL, "beginnings", "there is no memory");
	if (identify == NULL)
		return;
	identify_init(identify, reference);
	for (size_t i = 0; i < count; i++) {
		const char *text = beginnings[i][0], *wanted = beginnings[i][1];

		identify_run(identify, text, strlen(text), &found);
		expect(found.cause != TABLES_NONE &&
			strncmp(reference_name(reference, found.cause), wanted,
			    strlen(wanted)) == 0,
		    text, wanted);
		expect(found.mark_count == 1, text, "is not marked at once");
	}
	identify_release(identify);
	free(identify);
}

int
main(int argc, char **argv)
{
	struct tables tables = { 0 };
	struct reference reference;

	reference_tables(&tables);
	reference_init(&reference, &tables);
	check_names(&reference, argc > 1 ? argv[1] : "tests/reference/names");
	check_entries(&reference);
	check_pairs(&reference);
	check_haste(&reference, 24, 80);
	check_haste(&reference, 100, 200);
	check_opened_examples(&reference);
	check_searches(&reference);
	check_beginnings(&reference);
	printf("reference: %u passed, %u failed, 0 skipped\n", passed, failed);
	return failed > 0;
}
