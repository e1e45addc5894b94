/* Threads, for work that is worth one. Part of the shell. */
#ifndef THREAD_H
#define THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Is there a processor for another thread? */
bool thread_has_room(void);

/*
 * Starts a thread, with a stack of one size whatever the system's is. False if
 * it cannot.
 */
bool thread_start(pthread_t *thread, void *(*run)(void *), void *argument);

#endif
