/*
 * The real program on a pseudo-terminal: what a person sees there, and that
 * the terminal is left as it was, whichever way the program ends.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "expect.h"

enum {
	TEST_SECONDS = 100, /* several times what a test waits at most */
};

static int
add_tests(Suite *suite, const char *name, int (*add)(TCase *tests))
{
	TCase *tests = tcase_create(name);

	tcase_set_timeout(tests, TEST_SECONDS);
	suite_add_tcase(suite, tests);
	return add(tests);
}

int
main(int argc, char **argv)
{
	Suite *suite = suite_create("pty");
	SRunner *runner = srunner_create(suite);
	int run, failed, skipped = 0;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PROGRAM\n", argv[0]);
		return 2;
	}
	program = argv[1];
	signal(SIGPIPE, SIG_IGN);
	skipped += add_tests(suite, "screens", add_screen_tests);
	skipped += add_tests(suite, "jobs", add_job_tests);
	skipped += add_tests(suite, "start", add_start_tests);
	skipped += add_tests(suite, "tasks", add_task_tests);
	skipped += add_tests(suite, "tmux", add_tmux_tests);
	srunner_run_all(runner, CK_NORMAL);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	printf("pty: %d passed, %d failed, %d skipped\n", run - failed, failed,
	    skipped);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
