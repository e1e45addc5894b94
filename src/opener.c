#include "opener.h"

#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "terminal.h"

enum {
	WORDS = 16,
	COMMAND_SIZE = 1024,
};

/* Browsers that need the terminal themselves. */
static bool
is_for_terminal(const char *path)
{
	static const char *const names[] = { "w3m", "lynx", "links", "links2",
		"elinks", "www-browser", "browsh", "carbonyl", "chawan",
		"cha" };
	const char *name = strrchr(path, '/');

	name = name != NULL ? name + 1 : path;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static enum opened
run(const char *const *words, pid_t *process)
{
	int status;

	if (!is_for_terminal(words[0])) {
		*process = helper_start(words);
		return *process > 0 ? OPENED_APART : OPENED_NOWHERE;
	}
	terminal_suspend();
	status = helper_run(words);
	terminal_resume();
	return status < 0 ? OPENED_NOWHERE : OPENED_HERE;
}

/* The word with the address in place of its %s. */
static void
place_address(struct text *word, const char *pattern, const char *at,
    const char *address)
{
	text_append_bytes(word, pattern, (size_t)(at - pattern));
	text_append(word, address);
	text_append(word, at + strlen("%s"));
}

/*
 * Runs a command of $BROWSER: words at blanks, no quoting; %s is the address,
 * which else comes behind them.
 */
static enum opened
run_command(char *command, const char *address, pid_t *process)
{
	const char *words[WORDS + 2], *at;
	struct text placed = { 0 };
	enum opened opened = OPENED_NOWHERE;
	size_t count = 0;

	for (char *word = strtok(command, " "); word != NULL && count < WORDS;
	     word = strtok(NULL, " ")) {
		at = placed.data == NULL ? strstr(word, "%s") : NULL;
		if (at != NULL)
			place_address(&placed, word, at, address);
		words[count++] = at != NULL ? text_string(&placed) : word;
	}
	if (count > 0 && placed.data == NULL)
		words[count++] = address;
	words[count] = NULL;
	if (count > 1 && !placed.failed)
		opened = run(words, process);
	text_release(&placed);
	return opened;
}

/* The commands of $BROWSER, separated by colons, until one can be run. */
static enum opened
run_chosen(const char *commands, const char *address, pid_t *process)
{
	enum opened opened = OPENED_NOWHERE;
	const char *rest = commands, *part;
	char command[COMMAND_SIZE];

	while (rest != NULL && opened == OPENED_NOWHERE) {
		size_t length = text_split(&rest, ':', &part);

		if (length >= sizeof(command))
			continue;
		memcpy(command, part, length);
		command[length] = '\0';
		opened = run_command(command, address, process);
	}
	return opened;
}

enum opened
opener_open(const char *address, pid_t *process)
{
	/* What a system has, and by what it shows that there is a display. */
	static const struct {
		const char *display, *program;
	} systems[] = {
		{ "WAYLAND_DISPLAY", "xdg-open" },
		{ "DISPLAY", "xdg-open" },
		{ "WSL_DISTRO_NAME", "wslview" },
#ifdef __APPLE__
		{ "HOME", "open" },
#endif
	};
	const char *words[] = { NULL, address, NULL };
	enum opened opened = OPENED_NOWHERE;

	if (getenv("BROWSER") != NULL)
		opened = run_chosen(getenv("BROWSER"), address, process);
	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++) {
		if (opened != OPENED_NOWHERE ||
		    getenv(systems[i].display) == NULL)
			continue;
		words[0] = systems[i].program;
		opened = run(words, process);
	}
	return opened;
}
