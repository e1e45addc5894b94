/*
 * runtime PAIRS COMMAND... -- COMMAND...
 *
 * Runs two programs in turns, with /dev/null for input and output, and takes
 * the time of each from the fork until it was waited for, and what it had of
 * the processor.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

struct times {
	double wall, processor;
};

/* What all children that were waited for have had. */
static double
children_time(void)
{
	struct rusage usage;

	if (getrusage(RUSAGE_CHILDREN, &usage) != 0)
		give_up("getrusage");
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
	    (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static struct times
run(char **command, int null)
{
	double start = now(), before = children_time();
	pid_t program = fork();
	int status;

	if (program < 0)
		give_up("fork");
	if (program == 0) {
		dup2(null, 0);
		dup2(null, 1);
		execv(command[0], command);
		give_up(command[0]);
	}
	if (waitpid(program, &status, 0) != program || status != 0) {
		fprintf(stderr, "%s: wait status %#x\n", command[0],
		    (unsigned)status);
		exit(EXIT_FAILURE);
	}
	return (struct times) { now() - start, children_time() - before };
}

int
main(int argc, char **argv)
{
	struct samples wall, processor;
	struct times a, b;
	char **second;
	int pairs, null = open("/dev/null", O_RDWR);

	if (argc < 5 || (pairs = atoi(argv[1])) <= 0 || null < 0) {
		fprintf(stderr, "usage: runtime PAIRS A -- B\n");
		return EXIT_FAILURE;
	}
	second = split_commands(argv + 2);
	samples_init(&wall, (size_t)pairs);
	samples_init(&processor, (size_t)pairs);
	for (int i = -WARM_UP; i < pairs; i++) {
		a = run(argv + 2, null);
		b = run(second, null);
		if (i < 0)
			continue;
		samples_add(&wall, a.wall, b.wall);
		samples_add(&processor, a.processor, b.processor);
	}
	samples_print(&wall, "wall");
	samples_print(&processor, "cpu");
	samples_release(&wall);
	samples_release(&processor);
	return EXIT_SUCCESS;
}
