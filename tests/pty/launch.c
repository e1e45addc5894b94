#include "launch.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum {
	LIFETIME = 100, /* seconds: after that a session ends by itself */
};

_Noreturn void
give_up(const char *what)
{
	perror(what);
	_exit(EXIT_FAILURE);
}

int
checked(int result, const char *what)
{
	if (result < 0)
		give_up(what);
	return result;
}

static void
set_variable(const char *name, const char *value)
{
	if (value == NULL || value[0] == '\0')
		unsetenv(name);
	else
		setenv(name, value, 1);
}

/* The program's part of the fork: a foreground job of the session. */
_Noreturn static void
become_program(const struct launch *launch, int slave, int pipe_end)
{
	static const struct rlimit no_core = { 0, 0 };
	static const char *const unset[] = { "LINES", "COLUMNS", "ESCDELAY",
		"TMUX", "STY", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY",
		"WSL_DISTRO_NAME" };
	char *arguments[10] = { (char *)(uintptr_t)launch->program };

	if (launch->keys == KEYS_NOWHERE || launch->keys == KEYS_FAR) {
		setsid();
	} else {
		setpgid(0, 0);
		if (!launch->background)
			tcsetpgrp(slave, getpid());
	}
	setrlimit(RLIMIT_CORE, &no_core);
	signal(SIGHUP, SIG_DFL);
	signal(SIGTTOU, SIG_DFL);
	set_variable("TERM",
	    launch->term == NULL ? "xterm-256color" : launch->term);
	set_variable("LC_ALL",
	    launch->locale == NULL ? "C.UTF-8" : launch->locale);
	set_variable("NO_COLOR", launch->no_color);
	/* tmux runs commands in the user's shell, which may be nologin. */
	set_variable("SHELL", "/bin/sh");
	if (launch->curses_leaks)
		setenv("LSAN_OPTIONS", "detect_leaks=0", 1);
	for (size_t i = 0; i < sizeof(unset) / sizeof(unset[0]); i++)
		unsetenv(unset[i]);
	for (int i = 0; i < 4 && launch->environment[i] != NULL; i++)
		putenv(launch->environment[i]);
	dup2(launch->keys == KEYS_ON_STDIN || launch->keys == KEYS_FAR ?
		slave :
		pipe_end,
	    0);
	if (launch->keys == KEYS_CLOSED)
		close(0);
	dup2(slave, 1);
	dup2(slave, 2);
	close(slave);
	close(pipe_end);
	for (int i = 0; i < 8 && launch->arguments[i] != NULL; i++)
		arguments[i + 1] = (char *)(uintptr_t)launch->arguments[i];
	execvp(launch->program, arguments);
	give_up(launch->program);
}

/* Tells its process ID, then each change of its state. */
static void
report(pid_t program, int reports)
{
	int status = (int)program;
	ssize_t written = write(reports, &status, sizeof(status));

	while (written == sizeof(status) &&
	    waitpid(program, &status, WUNTRACED) == program)
		written = write(reports, &status, sizeof(status));
}

/* What the leader does when it is asked to: brings the program to the front. */
static volatile sig_atomic_t led;

static void
bring_to_front(int number)
{
	int terminal = open("/dev/tty", O_RDWR);

	(void)number;
	tcsetpgrp(terminal, (pid_t)led);
	close(terminal);
	kill((pid_t)led, SIGCONT);
}

/*
 * The session's leader. A program can be stopped by its terminal only if its
 * parent is of the same session, so this stands between it and the test. It
 * outlives the program and the terminal, until it is killed.
 */
_Noreturn static void
lead_session(const struct launch *launch, const char *terminal, int reports,
    int pipe_end)
{
	struct sigaction front = { .sa_handler = bring_to_front,
		.sa_flags = SA_RESTART };
	int slave, null;
	pid_t program;

	/* Check's own handler is not for this process. */
	signal(SIGALRM, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	alarm(LIFETIME);
	setsid();
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	slave = checked(open(terminal, O_RDWR), terminal);
#ifdef TIOCSCTTY
	ioctl(slave, TIOCSCTTY, 0);
#endif
	program = checked(fork(), "fork");
	if (program == 0) {
		close(reports);
		become_program(launch, slave, pipe_end);
	}
	led = program;
	sigaction(SIGUSR1, &front, NULL);
	/* Nothing of the test's own is held open by what may be left over. */
	null = checked(open("/dev/null", O_RDWR), "/dev/null");
	for (int i = 0; i < 3; i++)
		dup2(null, i);
	close(slave);
	close(pipe_end);
	report(program, reports);
	for (;;)
		pause();
}

void
launch_start(struct job *job, const struct launch *launch, const char *terminal,
    const int ours[2])
{
	int reports[2], pipe_ends[2], id;

	checked(pipe(reports), "pipe");
	checked(pipe(pipe_ends), "pipe");
	job->shell = checked(fork(), "fork");
	if (job->shell == 0) {
		close(ours[0]);
		close(ours[1]);
		close(reports[0]);
		close(pipe_ends[1]);
		lead_session(launch, terminal, reports[1], pipe_ends[0]);
	}
	close(reports[1]);
	close(pipe_ends[0]);
	job->reports = reports[0];
	job->stdin_pipe = pipe_ends[1];
	if (read(job->reports, &id, sizeof(id)) != sizeof(id))
		give_up("no program");
	job->program = (pid_t)id;
}

void
launch_to_front(struct job *job)
{
	kill(job->shell, SIGUSR1);
}

void
launch_end(struct job *job)
{
	if (!job->reported || WIFSTOPPED(job->status))
		kill(job->program, SIGKILL);
	kill(job->shell, SIGKILL);
	waitpid(job->shell, NULL, 0);
	close(job->reports);
	close(job->stdin_pipe);
}
