#include "thread.h"

#include <unistd.h>

enum {
	STACK = 4 << 20, /* bytes: JSON is parsed as deep as it nests */
};

bool
thread_has_room(void)
{
	return sysconf(_SC_NPROCESSORS_ONLN) > 1;
}

bool
thread_start(pthread_t *thread, void *(*run)(void *), void *argument)
{
	pthread_attr_t attributes;
	bool started;

	if (pthread_attr_init(&attributes) != 0)
		return false;
	started = pthread_attr_setstacksize(&attributes, STACK) == 0 &&
	    pthread_create(thread, &attributes, run, argument) == 0;
	pthread_attr_destroy(&attributes);
	return started;
}
