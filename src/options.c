#include "options.h"

#include <string.h>

/* One row an option: what is read, and what the help says of it. */
static const struct option {
	char letter;
	const char *word;
	const char *help;
} options_table[] = {
	{ 'l', "list",
	    "list what there is; operands narrow it: a pattern, or codes,\n"
	    "                 statuses, pairs, causes, servers, vendors, examples" },
	{ 's', "search",
	    "search the example replies for the operands; filters are\n"
	    "                 code:550 status:5.7.1 server:gmail cause:tls" },
	{ 'p', "plain", "plain text, also on a terminal" },
	{ 'j', "json", "JSON" },
	{ 'h', "help", "this help" },
	{ 'V', "version", "version, date and size of the reference" },
};

enum {
	OPTION_COUNT = sizeof(options_table) / sizeof(options_table[0]),
};

void
options_help(struct text *text)
{
	text_append(text,
	    "usage: smtpcode [-jp] [CODE | STATUS | CAUSE | SERVER | PATTERN | "
	    "REPLY]...\n"
	    "       smtpcode -l [-j] [PATTERN | KIND]...\n"
	    "       smtpcode -s [-j] [WORD | FILTER]...\n"
	    "\n"
	    "  smtpcode              the browser\n"
	    "  smtpcode 554          the browser, opened at 554\n"
	    "  smtpcode 554 5.7.1    a reply code with its status\n"
	    "  smtpcode 5.7.x, 55x   the list, narrowed to a pattern\n"
	    "  smtpcode '550 5.1.1 No such user'   what this reply is\n"
	    "  smtpcode 554 | less   the page as plain text\n"
	    "\n");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		text_printf(text, "  -%c, --%-8s %s\n", options_table[i].letter,
		    options_table[i].word, options_table[i].help);
}

/* Sets one mode, of which there may be but one. */
static bool
set_mode(struct options *options, enum mode mode, struct text *message)
{
	if (options->mode != MODE_PAGES && options->mode != mode) {
		text_append(message, "-l, -s, -h and -V exclude each other");
		return false;
	}
	options->mode = mode;
	return true;
}

static bool
apply(struct options *options, char letter, struct text *message)
{
	switch (letter) {
	case 'p':
		options->plain = true;
		return true;
	case 'j':
		options->json = true;
		return true;
	case 'l':
		return set_mode(options, MODE_LIST, message);
	case 's':
		return set_mode(options, MODE_SEARCH, message);
	case 'h':
		return set_mode(options, MODE_HELP, message);
	default:
		return set_mode(options, MODE_VERSION, message);
	}
}

static bool
apply_letters(struct options *options, const char *letters,
    struct text *message)
{
	for (; *letters != '\0'; letters++) {
		size_t i = 0;

		while (i < OPTION_COUNT && options_table[i].letter != *letters)
			i++;
		if (i == OPTION_COUNT) {
			text_append(message, "unknown option '-");
			text_append_inert(message, letters, 1, false);
			text_append(message, "'; there are");
			for (i = 0; i < OPTION_COUNT; i++)
				text_printf(message, " -%c",
				    options_table[i].letter);
			return false;
		}
		if (!apply(options, *letters, message))
			return false;
	}
	return true;
}

static bool
apply_word(struct options *options, const char *word, struct text *message)
{
	unsigned best = ~0u, distance;
	size_t nearest = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (strcmp(options_table[i].word, word) == 0)
			return apply(options, options_table[i].letter, message);
		distance = text_distance(options_table[i].word, word);
		if (distance < best) {
			best = distance;
			nearest = i;
		}
	}
	text_append(message, "unknown option '--");
	text_append_inert(message, word, strlen(word), false);
	text_printf(message, "'; nearest is --%s", options_table[nearest].word);
	return false;
}

bool
options_parse(struct options *options, int argc, char **argv,
    struct text *message)
{
	bool ended = false;
	int kept = 1;

	*options = (struct options) { 0 };
	for (int i = 1; i < argc; i++) {
		char *word = argv[i];

		if (ended || word[0] != '-' || word[1] == '\0') {
			argv[kept++] = word;
			continue;
		}
		if (strcmp(word, "--") == 0)
			ended = true;
		else if (word[1] == '-' ?
			!apply_word(options, word + 2, message) :
			!apply_letters(options, word + 1, message))
			return false;
	}
	if (options->plain && options->json) {
		text_append(message, "-p and -j exclude each other");
		return false;
	}
	options->operands = (const char **)argv + 1;
	options->operand_count = (size_t)(kept - 1);
	return true;
}
