#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"

enum {
	PATIENCE = 3000, /* milliseconds */
	STEP = 5,
	CANNOT_RUN = 127,
};

/* Signals as they are for a program that a shell has started. */
static void
reset_signals(void)
{
	static const int numbers[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP,
		SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD, SIGPIPE, SIGABRT, SIGSEGV,
		SIGBUS, SIGFPE, SIGILL };
	sigset_t none;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		signal(numbers[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Becomes the program; if that fails, its error goes into the pipe. */
_Noreturn static void
become(const char *const *arguments, int report)
{
	int error;

	/* execvp() does not change them, whatever its type says. */
	execvp(arguments[0], (char *const *)(uintptr_t)arguments);
	error = errno;
	while (write(report, &error, sizeof(error)) < 0 && errno == EINTR)
		;
	_exit(CANNOT_RUN);
}

/* Waits for its end, whatever signals come. */
static pid_t
wait_for(pid_t child, int *status)
{
	pid_t ended;

	do
		ended = waitpid(child, status, 0);
	while (ended < 0 && errno == EINTR);
	return ended;
}

static bool
close_on_exec(int descriptor)
{
	return fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

/*
 * Starts a program whose input is a descriptor and which, unless it has the
 * terminal, sees nothing of it. Returns -1 if it could not be executed.
 */
static pid_t
start(const char *const *arguments, int input, bool on_terminal)
{
	int report[2], error, null, status;
	ssize_t got;
	pid_t child;

	if (pipe(report) != 0)
		return -1;
	child = fork();
	if (child == 0) {
		null = open("/dev/null", O_RDWR | O_CLOEXEC);
		if (!close_on_exec(report[1]) || null < 0)
			_exit(CANNOT_RUN);
		if (!on_terminal) {
			setsid();
			dup2(input >= 0 ? input : null, STDIN_FILENO);
			dup2(null, STDOUT_FILENO);
			dup2(null, STDERR_FILENO);
		}
		close(report[0]);
		reset_signals();
		become(arguments, report[1]);
	}
	close(report[1]);
	do
		got = child < 0 ? 1 : read(report[0], &error, sizeof(error));
	while (got < 0 && errno == EINTR);
	close(report[0]);
	if (got == 0 || child < 0)
		return child;
	wait_for(child, &status);
	return -1;
}

/* Waits until the time is over, then ends it. Returns its exit status or -1. */
static int
wait_until(pid_t child, int64_t end)
{
	struct timespec step = { 0, STEP * 1000000L };
	int status;
	pid_t ended;

	while ((ended = waitpid(child, &status, WNOHANG)) == 0 &&
	    clock_now() < end)
		nanosleep(&step, NULL);
	if (ended == 0) {
		kill(child, SIGKILL);
		wait_for(child, &status);
		return -1;
	}
	return ended == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Writes into a pipe that may be slow, or closed. */
static bool
feed(int pipe_end, const char *bytes, size_t length, int64_t end)
{
	struct pollfd poll_end = { pipe_end, POLLOUT, 0 };
	ssize_t written;

	fcntl(pipe_end, F_SETFL, O_NONBLOCK);
	while (length > 0 && clock_now() < end) {
		written = write(pipe_end, bytes, length);
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		} else if (written < 0 && errno == EAGAIN) {
			poll(&poll_end, 1, STEP);
		} else if (errno != EINTR) {
			return false;
		}
	}
	return length == 0;
}

int
helper_feed(const char *const *arguments, const char *bytes, size_t length)
{
	struct sigaction ignored = { .sa_handler = SIG_IGN }, before;
	int64_t end = clock_now() + PATIENCE;
	int ends[2], status;
	bool fed;
	pid_t child;

	if (pipe(ends) != 0)
		return -1;
	if (!close_on_exec(ends[0]) || !close_on_exec(ends[1])) {
		close(ends[0]);
		close(ends[1]);
		return -1;
	}
	child = start(arguments, ends[0], false);
	close(ends[0]);
	sigaction(SIGPIPE, &ignored, &before);
	fed = child > 0 && feed(ends[1], bytes, length, end);
	sigaction(SIGPIPE, &before, NULL);
	close(ends[1]);
	if (child < 0)
		return -1;
	status = wait_until(child, end);
	return fed ? status : -1;
}

pid_t
helper_start(const char *const *arguments)
{
	return start(arguments, -1, false);
}

int
helper_run(const char *const *arguments)
{
	pid_t child = start(arguments, -1, true);
	int status;

	if (child < 0)
		return -1;
	return wait_for(child, &status) == child && WIFEXITED(status) ?
	    WEXITSTATUS(status) :
	    -1;
}
