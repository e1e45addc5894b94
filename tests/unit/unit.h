/*
 * What the unit tests share: the suites, the fixture (tests/fixture), and how
 * to look at what came out.
 */
#ifndef UNIT_H
#define UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <check.h>

#include "compile.h"
#include "harmless.h"
#include "lookup.h"
#include "reference.h"
#include "text.h"

Suite *arena_suite(void);
Suite *browser_suite(void);
Suite *browser_input_suite(void);
Suite *catalog_suite(void);
Suite *corpus_suite(void);
Suite *counts_suite(void);
Suite *code_suite(void);
Suite *compile_suite(void);
Suite *compile_hostile_suite(void);
Suite *diagnostic_suite(void);
Suite *digest_suite(void);
Suite *digit_tree_suite(void);
Suite *documents_suite(void);
Suite *draw_suite(void);
Suite *emit_suite(void);
Suite *event_suite(void);
Suite *frame_suite(void);
Suite *identify_suite(void);
Suite *intake_suite(void);
Suite *json_suite(void);
Suite *judge_suite(void);
Suite *json_write_suite(void);
Suite *keys_suite(void);
Suite *hash_table_suite(void);
Suite *known_hosts_suite(void);
Suite *layout_suite(void);
Suite *lines_suite(void);
Suite *links_suite(void);
Suite *listing_suite(void);
Suite *log_lines_suite(void);
Suite *log_suite(void);
Suite *lookup_suite(void);
Suite *mail_suite(void);
Suite *mask_suite(void);
Suite *model_suite(void);
Suite *names_suite(void);
Suite *normal_suite(void);
Suite *options_suite(void);
Suite *orders_suite(void);
Suite *own_suite(void);
Suite *page_suite(void);
Suite *paint_suite(void);
Suite *palette_suite(void);
Suite *paste_suite(void);
Suite *plain_suite(void);
Suite *piece_suite(void);
Suite *pool_suite(void);
Suite *record_suite(void);
Suite *reference_suite(void);
Suite *reply_suite(void);
Suite *report_suite(void);
Suite *schema_suite(void);
Suite *search_suite(void);
Suite *sizes_suite(void);
Suite *sift_suite(void);
Suite *sketch_suite(void);
Suite *tally_suite(void);
Suite *text_suite(void);
Suite *vocabulary_suite(void);
Suite *walk_suite(void);
Suite *web_suite(void);
Suite *wrap_suite(void);

/* Sets the tables of the fixture: build/fixture_tables.c. */
void fixture_tables(struct tables *tables);

/* The fixture's handle. */
const struct reference *fixture(void);

/* What a line of operands names in the fixture; ends the test if nothing. */
struct target fixture_target(const char *operands);

/* The entry that a name stands for. */
uint32_t fixture_entry(enum entry_kind kind, const char *name);

/* Every target of the fixture in turn, and some that it does not have. */
size_t fixture_target_count(void);
struct target fixture_nth_target(size_t n);

/*
 * Compiles one file, named a.rec, of these bytes. Returns what is wrong with
 * it, to be freed; "" if nothing is.
 */
char *compile_bytes(struct compiled *compiled, const char *bytes,
    size_t length);

/* Adds tests to a suite, as one case that no slow machine ends too early. */
void add_tests(Suite *suite, const char *name, const TTest *const *tests,
    size_t count);

/*
 * Bytes of an input that shows that the time is in proportion to it. With the
 * sanitizers, which take a time of their own, less shows what they look for.
 */
#if defined(__SANITIZE_ADDRESS__)
#define LARGE_INPUT ((size_t)1 << 18)
#else
#define LARGE_INPUT ((size_t)1 << 20)
#endif

/* As ck_assert, but for loops: Check tells its parent of each assertion. */
#define EXPECT(condition) \
	do { \
		if (!(condition)) \
			ck_abort_msg("expected %s", #condition); \
	} while (0)

#define ADD_TESTS(suite, name, tests) \
	add_tests(suite, name, tests, sizeof(tests) / sizeof((tests)[0]))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
