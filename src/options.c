#include "options.h"

#include <stdlib.h>
#include <string.h>

/* Options that have no letter. */
enum {
	LONG_EACH = 1,
	LONG_TALLY,
	LONG_SINCE,
	LONG_UNTIL,
	LONG_REDACT,
	LONG_COLOR,
	LONG_LAST = LONG_COLOR,
};

/* One row an option: what is read, and what the help says of it. */
static const struct option {
	char letter; /* or one of the above */
	const char *word;
	const char *value; /* what stands behind it, or NULL */
	const char *help;
} options_table[] = {
	{ 'l', "list", NULL,
	    "list what there is; operands narrow it: a pattern, or\n"
	    "                    codes, statuses, pairs, causes, servers, "
	    "vendors, examples" },
	{ 's', "search", NULL,
	    "search the example replies for the operands; filters are\n"
	    "                    code:550 status:5.7.1 server:gmail cause:tls" },
	{ 'f', "file", "FILE",
	    "read a log, a queue, bounces or tallies; may be repeated,\n"
	    "                    - is standard input" },
	{ LONG_EACH, "each", NULL, "answer each line of input by itself" },
	{ LONG_TALLY, "tally", NULL,
	    "what was counted in the input, as lines that add up" },
	{ LONG_SINCE, "since", "TIME",
	    "only what happened since: 2026-11-28 13:00, 2h, yesterday" },
	{ LONG_UNTIL, "until", "TIME", "only what happened before then" },
	{ LONG_REDACT, "redact", NULL,
	    "mask addresses, hosts and ids of the input" },
	{ 'p', "plain", NULL, "plain text, also on a terminal" },
	{ LONG_COLOR, "color", "WHEN",
	    "looks and links in text: auto (on a terminal), always,\n"
	    "                    never" },
	{ 'j', "json", NULL, "JSON" },
	{ 'h', "help", NULL, "this help" },
	{ 'V', "version", NULL, "version, date and size of the reference" },
};

enum {
	OPTION_COUNT = sizeof(options_table) / sizeof(options_table[0]),
	HELP_COLUMN = 14, /* of the words that explain, behind the letter */
};

bool
options_nth(size_t n, struct option_row *row)
{
	if (n >= OPTION_COUNT)
		return false;
	*row = (struct option_row) {
		.letter = options_table[n].letter,
		.word = options_table[n].word,
		.value = options_table[n].value,
		.help = options_table[n].help,
	};
	if (row->letter <= LONG_LAST)
		row->letter = '\0';
	return true;
}

/* A line of help: letter, word and value, then what it does. */
static void
help_option(struct text *text, const struct option *option)
{
	size_t before;

	if (option->letter > LONG_LAST)
		text_printf(text, "  -%c, ", option->letter);
	else
		text_append(text, "      ");
	before = text->length;
	text_printf(text, "--%s", option->word);
	if (option->value != NULL)
		text_printf(text, " %s", option->value);
	if (text->length - before < HELP_COLUMN)
		text_append_repeated(text, ' ',
		    HELP_COLUMN - (text->length - before));
	text_printf(text, "%s\n", option->help);
}

void
options_help(struct text *text)
{
	text_append(text,
	    "usage: smtpcode [-jp] [CODE | STATUS | CAUSE | SERVER | PATTERN | "
	    "REPLY]...\n"
	    "       smtpcode [-jp] [-f FILE]... [NAME | PATTERN]... [<INPUT]\n"
	    "       smtpcode --each | --tally [-j] [-f FILE]... [<INPUT]\n"
	    "       smtpcode -l [-j] [PATTERN | KIND]...\n"
	    "       smtpcode -s [-j] [-f FILE]... [WORD | FILTER]...\n"
	    "\n"
	    "  smtpcode              the browser\n"
	    "  smtpcode 554          the browser, opened at 554\n"
	    "  smtpcode 554 5.7.1    a reply code with its status\n"
	    "  smtpcode 5.7.x, 55x   the list, narrowed to a pattern\n"
	    "  smtpcode '550 5.1.1 No such user'   what this reply is\n"
	    "  smtpcode <bounce.eml, smtpcode -f mail.log   what failed, and "
	    "why\n"
	    "  smtpcode 554 | less   the page as plain text\n"
	    "\n");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		help_option(text, &options_table[i]);
}

/* Sets one mode, of which there may be but one. */
static bool
set_mode(struct options *options, enum mode mode, struct text *message)
{
	if (options->mode != MODE_PAGES && options->mode != mode) {
		text_append(message,
		    "-l, -s, --each, --tally, -h and -V exclude each other");
		return false;
	}
	options->mode = mode;
	return true;
}

static bool
set_when(struct options *options, const char *value, struct text *message)
{
	static const char *const names[] = {
		[WHEN_AUTO] = "auto",
		[WHEN_ALWAYS] = "always",
		[WHEN_NEVER] = "never",
	};

	for (enum when when = WHEN_AUTO; when <= WHEN_NEVER; when++)
		if (strcmp(value, names[when]) == 0) {
			options->color = when;
			return true;
		}
	text_append(message, "--color is auto, always or never, not '");
	text_append_inert(message, value, strlen(value), false);
	text_append_char(message, '\'');
	return false;
}

static bool
apply(struct options *options, const struct option *option, const char *value,
    struct text *message)
{
	switch (option->letter) {
	case 'p':
		options->plain = true;
		return true;
	case 'j':
		options->json = true;
		return true;
	case 'f':
		options->files[options->file_count++] = value;
		return true;
	case LONG_REDACT:
		options->redact = true;
		return true;
	case LONG_COLOR:
		return set_when(options, value, message);
	case LONG_SINCE:
		options->since = value;
		return true;
	case LONG_UNTIL:
		options->until = value;
		return true;
	case LONG_EACH:
		return set_mode(options, MODE_EACH, message);
	case LONG_TALLY:
		return set_mode(options, MODE_TALLY, message);
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

/* The arguments while they are read; an option may take the next one. */
struct arguments {
	struct options *options;
	char **words;
	int count, next;
	struct text *message;
};

/*
 * Applies an option; its value is what stands behind it in the same word, or
 * NULL, and then the next word.
 */
static bool
apply_option(struct arguments *arguments, const struct option *option,
    const char *value)
{
	if (option->value == NULL)
		return apply(arguments->options, option, NULL,
		    arguments->message);
	if (value == NULL && arguments->next < arguments->count)
		value = arguments->words[arguments->next++];
	if (value == NULL || value[0] == '\0') {
		text_printf(arguments->message, "--%s wants %s: --%s %s",
		    option->word, option->value, option->word, option->value);
		return false;
	}
	return apply(arguments->options, option, value, arguments->message);
}

static bool
unknown_letter(const char *letter, struct text *message)
{
	text_append(message, "unknown option '-");
	text_append_inert(message, letter, 1, false);
	text_append(message, "'; there are");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (options_table[i].letter > LONG_LAST)
			text_printf(message, " -%c", options_table[i].letter);
	return false;
}

static bool
apply_letters(struct arguments *arguments, const char *letters)
{
	for (; *letters != '\0'; letters++) {
		const struct option *option = options_table;
		const struct option *end = options_table + OPTION_COUNT;

		while (option < end && option->letter != *letters)
			option++;
		if (option == end || *letters <= LONG_LAST)
			return unknown_letter(letters, arguments->message);
		if (option->value != NULL)
			return apply_option(arguments, option,
			    letters[1] != '\0' ? letters + 1 : NULL);
		if (!apply_option(arguments, option, NULL))
			return false;
	}
	return true;
}

static bool
unknown_word(const char *word, const struct option *nearest,
    struct text *message)
{
	text_append(message, "unknown option '--");
	text_append_inert(message, word, strlen(word), false);
	text_printf(message, "'; nearest is --%s", nearest->word);
	return false;
}

static bool
apply_word(struct arguments *arguments, const char *word)
{
	const struct option *nearest = options_table;
	const char *equals = strchr(word, '=');
	size_t length = equals != NULL ? (size_t)(equals - word) : strlen(word);
	unsigned best = ~0u, distance;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option *option = &options_table[i];

		if (strncmp(option->word, word, length) == 0 &&
		    option->word[length] == '\0' &&
		    (equals == NULL || option->value != NULL))
			return apply_option(arguments, option,
			    equals != NULL ? equals + 1 : NULL);
		distance = text_distance(option->word, word);
		if (distance < best) {
			best = distance;
			nearest = option;
		}
	}
	return unknown_word(word, nearest, arguments->message);
}

/* What does not go together, or is of no use without another. */
static bool
check(const struct options *options, struct text *message)
{
	bool reads = options->mode == MODE_PAGES ||
	    options->mode == MODE_EACH || options->mode == MODE_TALLY;

	if (options->plain && options->json)
		text_append(message, "-p and -j exclude each other");
	else if (options->plain && options->mode == MODE_TALLY)
		text_append(message, "--tally writes JSON lines; it has no -p");
	else if (options->mode == MODE_EACH && options->operand_count > 0)
		text_append(message,
		    "--each takes no operand, it answers the lines of its "
		    "input; -f FILE reads a file");
	else if (options->file_count > 0 && !reads &&
	    options->mode != MODE_SEARCH)
		text_append(message, "-l, -h and -V read no file");
	else if ((options->since != NULL || options->until != NULL) &&
	    (!reads || options->mode == MODE_EACH))
		text_append(message,
		    "--since and --until are for what is counted of an input");
	else
		return true;
	return false;
}

/* Reads the words; those that are no options move to the front, in order. */
static bool
read_words(struct arguments *arguments)
{
	struct options *options = arguments->options;
	char **words = arguments->words;
	bool ended = false;
	int kept = 1;

	while (arguments->next < arguments->count) {
		char *word = words[arguments->next++];

		if (ended || word[0] != '-' || word[1] == '\0') {
			words[kept++] = word;
			continue;
		}
		if (strcmp(word, "--") == 0)
			ended = true;
		else if (word[1] == '-' ? !apply_word(arguments, word + 2) :
					  !apply_letters(arguments, word + 1))
			return false;
	}
	options->operands = (const char **)words + 1;
	options->operand_count = (size_t)(kept - 1);
	return true;
}

bool
options_parse(struct options *options, int argc, char **argv,
    struct text *message)
{
	struct arguments arguments = { options, argv, argc, 1, message };

	*options = (struct options) { 0 };
	options->files = calloc((size_t)argc + 1, sizeof(*options->files));
	if (options->files == NULL)
		text_append(message, "out of memory");
	else if (read_words(&arguments) && check(options, message))
		return true;
	options_release(options);
	return false;
}

void
options_join(struct text *joined, const struct options *options)
{
	for (size_t i = 0; i < options->operand_count; i++) {
		if (i > 0)
			text_append_char(joined, ' ');
		text_append(joined, options->operands[i]);
	}
}

void
options_release(struct options *options)
{
	free(options->files);
	*options = (struct options) { 0 };
}
