/*
 * Other programs: run without a shell, so that no text is ever taken for a
 * command. They find the signals as any program does.
 */
#ifndef HELPER_H
#define HELPER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Runs a program that reads the bytes and says nothing, and waits for it, some
 * seconds at most. Returns its exit status, -1 if it could not be run or did
 * not end.
 */
int helper_feed(const char *const *arguments, const char *bytes, size_t length);

/*
 * Starts a program that goes on by itself, apart from the terminal. Returns its
 * process, to be waited for when it ends, or -1 if it could not be started.
 */
pid_t helper_start(const char *const *arguments);

/*
 * Runs a program on the terminal, which must have been given back, until it
 * ends. Returns its exit status, or -1.
 */
int helper_run(const char *const *arguments);

#endif
