/*
 * keys COUNT ROWS COLUMNS MARK FIRST COMMAND...
 *
 * Presses the keys FIRST, then j and k again and again: in the list each
 * changes the selection and the page, in a text they scroll it. With a FIRST
 * that begins with / what follows is typed into the search and taken back letter
 * by letter instead, again and again. Waits for each
 * frame, and tells what a key costs the program: the processor's time, the time
 * until the frame's last byte has come, the bytes sent, and, in microseconds of
 * the processor's time, what two seconds without a key cost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"

enum {
	IDLE = 2,	  /* seconds */
	SWING = 40,	  /* so many entries down, then up again */
	QUIET = 5 * 1000, /* microseconds without output: the frame is whole */
};

/* Waits for a frame that must come; returns when its last byte was there. */
static double
take_frame(struct terminal *terminal)
{
	double last;

	terminal->length = 0;
	if (!terminal_take(terminal, PATIENCE * 1e6))
		give_up("no frame after a key");
	do
		last = now();
	while (terminal_take(terminal, QUIET));
	return last;
}

static double
press(struct terminal *terminal, char key)
{
	double start = now();

	if (write(terminal->master, &key, 1) != 1)
		give_up("write");
	return take_frame(terminal) - start;
}

/* The nth key: down and up, or the text behind / and as often Backspace. */
static char
key_at(const char *first, int n)
{
	int length = (int)strlen(first) - 1;

	if (first[0] != '/' || length < 1)
		return n / SWING % 2 == 0 ? 'j' : 'k';
	n %= 2 * length;
	return n < length ? first[n + 1] : '\177';
}

int
main(int argc, char **argv)
{
	struct terminal terminal;
	double *waits, before, cost, idle;
	size_t bytes = 0;
	int count;

	if (argc < 7 || (count = atoi(argv[1])) <= 0) {
		fprintf(stderr,
		    "usage: keys COUNT ROWS COLUMNS MARK FIRST A\n");
		return EXIT_FAILURE;
	}
	waits = calloc((size_t)count, sizeof(*waits));
	if (waits == NULL)
		give_up("calloc");
	terminal_start(&terminal, argv + 6, (unsigned)atoi(argv[2]),
	    (unsigned)atoi(argv[3]));
	while (!terminal_has(&terminal, 0, argv[4]))
		if (!terminal_take(&terminal, PATIENCE * 1e6))
			give_up("no first screen");
	for (const char *key = argv[5]; *key != '\0'; key++) {
		press(&terminal, *key);
		if (*key == '/')
			break;
	}
	for (int i = 0; i < SWING; i++)
		press(&terminal, key_at(argv[5], i));
	before = processor_time(terminal.program);
	for (int i = 0; i < count; i++) {
		waits[i] = press(&terminal, key_at(argv[5], SWING + i));
		bytes += terminal.length;
	}
	cost = (processor_time(terminal.program) - before) / count;
	before = processor_time(terminal.program);
	sleep(IDLE);
	idle = processor_time(terminal.program) - before;
	if (argv[5][0] == '/')
		press(&terminal, '\r');
	terminal_end(&terminal);
	printf("%.0f\t%.0f\t%zu\t%.0f\n", cost, median(waits, (size_t)count),
	    bytes / (size_t)count, idle);
	free(waits);
	return EXIT_SUCCESS;
}
