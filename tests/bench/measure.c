#include "measure.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

_Noreturn void
give_up(const char *what)
{
	perror(what);
	_exit(EXIT_FAILURE);
}

static double
clock_time(clockid_t clock)
{
	struct timespec time;

	if (clock_gettime(clock, &time) != 0)
		give_up("clock_gettime");
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

double
now(void)
{
	return clock_time(CLOCK_MONOTONIC);
}

double
processor_time(pid_t program)
{
	clockid_t clock;

	if (clock_getcpuclockid(program, &clock) != 0)
		give_up("clock_getcpuclockid");
	return clock_time(clock);
}

void
samples_init(struct samples *samples, size_t capacity)
{
	samples->a = calloc(capacity, sizeof(double));
	samples->b = calloc(capacity, sizeof(double));
	samples->count = 0;
	samples->capacity = capacity;
	if (samples->a == NULL || samples->b == NULL)
		give_up("calloc");
}

void
samples_release(struct samples *samples)
{
	free(samples->a);
	free(samples->b);
}

void
samples_add(struct samples *samples, double a, double b)
{
	if (samples->count == samples->capacity)
		return;
	samples->a[samples->count] = a;
	samples->b[samples->count++] = b;
}

static int
compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

double
median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return count % 2 == 1 ? values[count / 2] :
				(values[count / 2 - 1] + values[count / 2]) / 2;
}

void
samples_print(struct samples *samples, const char *name)
{
	size_t last = samples->count - 1;
	double a = median(samples->a, samples->count);
	double b = median(samples->b, samples->count);

	printf("%s\t%.0f\t%.0f\t%.2f\t%.0f\t%.0f\t%.0f\t%.0f\n", name, a, b,
	    a / b, samples->a[0], samples->a[last], samples->b[0],
	    samples->b[last]);
}

char **
split_commands(char **first)
{
	for (char **at = first; *at != NULL; at++)
		if (strcmp(*at, "--") == 0 && at > first && at[1] != NULL) {
			*at = NULL;
			return at + 1;
		}
	fputs("expected two commands with -- between them\n", stderr);
	exit(EXIT_FAILURE);
}

_Noreturn static void
become_program(char **command, const char *name)
{
	int slave;

	setsid();
	slave = open(name, O_RDWR);
	if (slave < 0)
		give_up(name);
#ifdef TIOCSCTTY
	ioctl(slave, TIOCSCTTY, 0);
#endif
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
	if (slave > 2)
		close(slave);
	execv(command[0], command);
	give_up(command[0]);
}

void
terminal_start(struct terminal *terminal, char **command, unsigned rows,
    unsigned columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns };
	const char *name;

	*terminal = (struct terminal) { .capacity = 1 << 20 };
	terminal->output = malloc(terminal->capacity);
	terminal->master = posix_openpt(O_RDWR | O_NOCTTY);
	if (terminal->output == NULL || terminal->master < 0 ||
	    grantpt(terminal->master) != 0 || unlockpt(terminal->master) != 0)
		give_up("a pseudo-terminal");
	fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
	name = ptsname(terminal->master);
	if (name == NULL || ioctl(terminal->master, TIOCSWINSZ, &size) != 0)
		give_up("the size of a pseudo-terminal");
	terminal->program = fork();
	if (terminal->program < 0)
		give_up("fork");
	if (terminal->program == 0)
		become_program(command, name);
}

bool
terminal_take(struct terminal *terminal, double wait)
{
	struct pollfd file = { .fd = terminal->master, .events = POLLIN };
	size_t room = terminal->capacity - terminal->length - 1;
	ssize_t count;

	if (room == 0)
		give_up("more output than expected");
	if (poll(&file, 1, (int)(wait / 1000)) <= 0)
		return false;
	count = read(terminal->master, terminal->output + terminal->length,
	    room);
	if (count <= 0)
		return false;
	terminal->length += (size_t)count;
	terminal->output[terminal->length] = '\0';
	return true;
}

bool
terminal_has(const struct terminal *terminal, size_t from, const char *string)
{
	return from < terminal->length &&
	    strstr(terminal->output + from, string) != NULL;
}

void
terminal_end(struct terminal *terminal)
{
	double until = now() + PATIENCE * 1e6;

	if (write(terminal->master, "q", 1) != 1)
		give_up("write");
	terminal->length = 0;
	while (waitpid(terminal->program, NULL, WNOHANG) == 0) {
		if (now() > until) {
			kill(terminal->program, SIGKILL);
			waitpid(terminal->program, NULL, 0);
			fputs("a program does not end by q\n", stderr);
			exit(EXIT_FAILURE);
		}
		terminal_take(terminal, 1000);
		terminal->length = 0;
	}
	close(terminal->master);
	free(terminal->output);
}
