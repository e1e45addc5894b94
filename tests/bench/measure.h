/*
 * What the measuring programs share: clocks, programs that are started, and
 * what many runs come to. Times are microseconds.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum {
	PATIENCE = 10, /* seconds that anything may take */
	WARM_UP = 3,   /* runs that are not counted */
};

/* Two commands in turns: as many runs of each, as pairs. */
struct samples {
	double *a, *b;
	size_t count, capacity;
};

/* A program on a new pseudo-terminal, the leader of a session there. */
struct terminal {
	int master;
	pid_t program;
	char *output; /* all that it has written */
	size_t length, capacity;
};

_Noreturn void give_up(const char *what);

double now(void);

/* The processor's time, user and system, that a process has had so far. */
double processor_time(pid_t program);

void samples_init(struct samples *samples, size_t capacity);
void samples_release(struct samples *samples);
void samples_add(struct samples *samples, double a, double b);

/*
 * Prints a line of tab-separated words: name, median of a and of b, ratio of
 * the medians, least and greatest of a, and of b.
 */
void samples_print(struct samples *samples, const char *name);

double median(double *values, size_t count);

/* Splits `A ... -- B ...` into two commands; returns the second one. */
char **split_commands(char **first);

void terminal_start(struct terminal *terminal, char **command, unsigned rows,
    unsigned columns);

/* Waits so long for output and takes it. Returns false if none came. */
bool terminal_take(struct terminal *terminal, double wait);

/* Does the output, from a place on, hold the string? */
bool terminal_has(const struct terminal *terminal, size_t from,
    const char *string);

/* Presses q, and waits until the program has ended. */
void terminal_end(struct terminal *terminal);

#endif
