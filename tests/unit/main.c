/*
 * Runs all suites, each test in a process of its own. The last line is
 * `unit: N passed, N failed, N skipped`.
 */
#include <stdio.h>

#include "unit.h"

static Suite *(*const suites[])(void) = { arena_suite, browser_suite,
	catalog_suite, corpus_suite, counts_suite, code_suite, compile_suite,
	compile_hostile_suite, diagnostic_suite, digest_suite, digit_tree_suite,
	documents_suite, draw_suite, emit_suite, event_suite, frame_suite,
	hash_table_suite, identify_suite, json_suite, json_write_suite,
	judge_suite, keys_suite, known_hosts_suite, layout_suite, lines_suite,
	links_suite, listing_suite, log_lines_suite, log_suite, lookup_suite,
	mail_suite, mask_suite, model_suite, names_suite, normal_suite,
	options_suite, orders_suite, own_suite, page_suite, paint_suite,
	palette_suite, paste_suite, piece_suite, plain_suite, pool_suite,
	record_suite, reference_suite, reply_suite, report_suite, schema_suite,
	search_suite, sift_suite, sizes_suite, sketch_suite, tally_suite,
	text_suite, vocabulary_suite, walk_suite, web_suite, wrap_suite,
	intake_suite, browser_input_suite };

int
main(void)
{
	SRunner *runner = srunner_create(NULL);
	int run, failed;

	for (size_t i = 0; i < COUNT(suites); i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_NORMAL);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	printf("unit: %d passed, %d failed, 0 skipped\n", run - failed, failed);
	return failed == 0 && run > 0 ? 0 : 1;
}
