/*
 * Stored screens: each tests/screens/NAME.keys is a script for the browser over
 * the fixture, and NAME.screen what the screen showed where the script says
 * `screen`. With --regen they are written anew.
 *
 *	# what this shows, in a sentence
 *	size 80x24	a new size of the screen
 *	open 554 5.7.1	the operands of the command line
 *	input FILE 9	a log or a bounce, in the folder of the tests, of which so
 *			many lines are there yet; without a number all of it
 *	more 5		so many further lines of it, or without a number the rest
 *	key j		keys, by name or as they are, separated by blanks
 *	paste a b\n c	what is pasted; \n is the end of a line
 *	click 3 10	a click on that row and column, from 0
 *	wheel down 3 10	the wheel, there
 *	wait 1000	milliseconds pass
 *	ascii		draw without line characters from here on
 *	screen		the screen as it is now
 *	own FILE	an admin's own records from there, and a new browser
 *
 * What a key asks of others, to copy or to open, is told where it does so.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "browser.h"
#include "compile_own.h"
#include "draw.h"
#include "reference.h"

void fixture_tables(struct tables *tables);

enum {
	LINE_SIZE = 1024,
	WORDS = 100,
};

struct script {
	struct browser browser;
	struct frame frame;
	const struct reference *reference;
	struct compiled own; /* what an admin has added */
	struct reference own_reference;
	struct text output;
	struct intake *intake; /* NULL: there is no input */
	struct text input;     /* all of it, */
	size_t read;	       /* and how much has been read */
	const char *folder;
	long now;
	bool unicode;
};

static const struct {
	const char *name;
	uint32_t key;
} key_names[] = {
	{ "Up", KEY_CODE_UP },
	{ "Down", KEY_CODE_DOWN },
	{ "Left", KEY_CODE_LEFT },
	{ "Right", KEY_CODE_RIGHT },
	{ "Home", KEY_CODE_HOME },
	{ "End", KEY_CODE_END },
	{ "PgUp", KEY_CODE_PAGE_UP },
	{ "PgDn", KEY_CODE_PAGE_DOWN },
	{ "Tab", KEY_CODE_TAB },
	{ "Shift-Tab", KEY_CODE_BACK_TAB },
	{ "Enter", KEY_CODE_ENTER },
	{ "Space", ' ' },
	{ "Backspace", KEY_CODE_BACKSPACE },
	{ "Esc", KEY_CODE_ESCAPE },
	{ "F1", KEY_CODE_F1 },
	{ "^L", KEY_CTRL('l') },
	{ "^D", KEY_CTRL('d') },
	{ "^U", KEY_CTRL('u') },
	{ "^W", KEY_CTRL('w') },
	{ "^Z", KEY_CTRL('z') },
};

static void
fail(const char *name, const char *what)
{
	fprintf(stderr, "screens: %s: %s\n", name, what);
	exit(2);
}

/* A key by its name, or the character that it is. */
static uint32_t
key_of(const char *word)
{
	uint32_t point;

	for (size_t i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++)
		if (strcmp(key_names[i].name, word) == 0)
			return key_names[i].key;
	if (text_decode(word, strlen(word), &point) != strlen(word))
		fail(word, "no such key");
	return point;
}

static void
append_file(struct text *text, const char *path)
{
	FILE *stream = fopen(path, "r");
	char block[4096];
	size_t length;

	if (stream == NULL)
		return;
	while ((length = fread(block, 1, sizeof(block), stream)) > 0)
		text_append_bytes(text, block, length);
	fclose(stream);
}

static size_t
split(char *line, const char **words)
{
	size_t count = 0;

	for (char *word = strtok(line, " \t"); word != NULL && count < WORDS;
	     word = strtok(NULL, " \t"))
		words[count++] = word;
	return count;
}

/*
 * Where the number before a percent sign ends: behind a blank, or at the end of
 * the row above, if the sign is the first of its row in the page.
 */
static size_t
end_of_share(const char *data, size_t from, size_t sign)
{
	size_t at = sign;

	while (at > from && data[at - 1] == ' ')
		at--;
	if (at < 3 || memcmp(data + at - 3, "\342\224\202", 3) != 0)
		return at;
	while (at > from && data[at - 1] != '\n')
		at--;
	return at > from ? at - 1 : at;
}

/* How sure it is of a cause changes with the model: NN % are shown as ## %. */
static void
hide_shares(struct text *output, size_t from)
{
	for (size_t i = from; i < output->length; i++) {
		if (output->data[i] != '%')
			continue;
		for (size_t j = end_of_share(output->data, from, i); j > from &&
		     output->data[j - 1] >= '0' && output->data[j - 1] <= '9';
		     j--)
			output->data[j - 1] = '#';
	}
}

static void
dump(struct script *script)
{
	size_t at;

	static const char *const results[] = { "list", "page" };

	if (!draw_browser(&script->frame, &script->browser, script->unicode))
		fail("frame", "out of memory");
	text_printf(&script->output, "== %ux%u, keys go to the %s\n",
	    script->browser.columns, script->browser.rows,
	    results[script->browser.pane]);
	at = script->output.length;
	frame_dump(&script->frame, &script->output);
	hide_shares(&script->output, at);
}

/* Tells what the browser asks for; nobody here does it. */
static void
tell(struct script *script, enum browser_result result)
{
	static const char *const asked[] = {
		[BROWSER_COPY] = "copy the page",
		[BROWSER_REPORT] = "copy a report",
		[BROWSER_OPEN] = "open ",
		[BROWSER_MOUSE] = "take or leave the mouse",
		[BROWSER_QUIT] = "quit",
	};

	if (result < BROWSER_COPY || asked[result] == NULL)
		return;
	text_printf(&script->output, "== asks to %s%s\n", asked[result],
	    result == BROWSER_OPEN ? text_string(&script->browser.order) : "");
}

static void
paste(struct script *script, const char **words, size_t count)
{
	struct text pasted = { 0 };

	for (size_t i = 0; i < count; i++) {
		const char *end = strstr(words[i], "\\n");
		size_t length = end != NULL ? (size_t)(end - words[i]) :
					      strlen(words[i]);

		text_append_bytes(&pasted, words[i], length);
		text_append_char(&pasted, end != NULL ? '\n' : ' ');
	}
	tell(script,
	    browser_paste(&script->browser, text_string(&pasted), pasted.length,
		script->now));
	text_release(&pasted);
}

static void
use_mouse(struct script *script, enum mouse_act act, const char **words)
{
	struct mouse mouse = { act, (unsigned)atoi(words[0]),
		(unsigned)atoi(words[1]) };

	tell(script, browser_mouse(&script->browser, &mouse, script->now));
}

static void
press(struct script *script, const char **words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		tell(script,
		    browser_key(&script->browser, key_of(words[i]),
			script->now));
}

static void
open_operands(struct script *script, const char **words, size_t count)
{
	struct lookup lookup = { 0 };

	lookup_operands(&lookup, script->reference, words, count);
	browser_open(&script->browser, &lookup);
	lookup_release(&lookup);
}

/* Reads so many lines of the input; 0: the rest, and that is all of it. */
static void
read_lines(struct script *script, unsigned count)
{
	const char *from = text_string(&script->input) + script->read;
	const char *end = from;

	if (script->intake == NULL)
		fail("more", "there is no input");
	for (unsigned i = 0; i < count && strchr(end, '\n') != NULL; i++)
		end = strchr(end, '\n') + 1;
	if (count == 0)
		end = text_string(&script->input) + script->input.length;
	intake_feed(script->intake, from, (size_t)(end - from));
	script->read += (size_t)(end - from);
	if (count == 0)
		intake_end(script->intake);
	browser_refresh_input(&script->browser, count > 0);
}

static void
open_input(struct script *script, const char **words, size_t count)
{
	struct text path = { 0 };

	text_printf(&path, "%s/../%s", script->folder, words[0]);
	append_file(&script->input, text_string(&path));
	script->intake = malloc(sizeof(*script->intake));
	/* 1 December 2026. */
	if (script->input.length == 0 || script->intake == NULL ||
	    !intake_init(script->intake, script->reference, 1796083200))
		fail(words[0], "cannot be read");
	text_release(&path);
	intake_begin(script->intake);
	browser_open_input(&script->browser, script->intake, NULL, 0);
	read_lines(script, count > 1 ? (unsigned)atoi(words[1]) : 0);
}

static void
set_size(struct script *script, const char *size)
{
	unsigned columns, rows;

	if (sscanf(size, "%ux%u", &columns, &rows) != 2)
		fail(size, "expected a size as in 80x24");
	browser_resize(&script->browser, rows, columns);
}

static void
begin(struct script *script)
{
	if (!browser_init(&script->browser, script->reference))
		fail("browser", "out of memory");
	browser_resize(&script->browser, 24, 80);
}

/* Begins anew with the records of a file, in which nothing is wrong. */
static void
add_own(struct script *script, const char *path)
{
	struct diagnostics errors = { 0 };
	struct record_file file;
	struct text bytes = { 0 };

	append_file(&bytes, path);
	if (!record_file_read(&file, path, text_string(&bytes), bytes.length,
		&errors) ||
	    !compile_own(&script->own, &file, 1, &script->reference->tables,
		&errors) ||
	    errors.count > 0 || file.record_count == 0)
		fail(path, "not read");
	browser_release(&script->browser);
	reference_init(&script->own_reference, &script->own.tables);
	script->reference = &script->own_reference;
	begin(script);
	record_file_release(&file);
	text_release(&bytes);
}

static void
run_line(struct script *script, char *line)
{
	const char *words[WORDS];
	size_t count = split(line, words);
	long wait;

	if (count == 0 || words[0][0] == '#')
		return;
	if (strcmp(words[0], "screen") == 0)
		dump(script);
	else if (strcmp(words[0], "ascii") == 0)
		script->unicode = false;
	else if (strcmp(words[0], "more") == 0)
		read_lines(script, count > 1 ? (unsigned)atoi(words[1]) : 0);
	else if (count < 2)
		fail(words[0], "unknown, or something is missing behind it");
	else if (strcmp(words[0], "size") == 0)
		set_size(script, words[1]);
	else if (strcmp(words[0], "own") == 0)
		add_own(script, words[1]);
	else if (strcmp(words[0], "open") == 0)
		open_operands(script, words + 1, count - 1);
	else if (strcmp(words[0], "input") == 0)
		open_input(script, words + 1, count - 1);
	else if (strcmp(words[0], "wait") == 0)
		script->now += atol(words[1]);
	else if (strcmp(words[0], "paste") == 0)
		paste(script, words + 1, count - 1);
	else if (strcmp(words[0], "click") == 0 && count > 2)
		use_mouse(script, MOUSE_CLICK, words + 1);
	else if (strcmp(words[0], "wheel") == 0 && count > 3)
		use_mouse(script,
		    strcmp(words[1], "up") == 0 ? MOUSE_WHEEL_UP :
						  MOUSE_WHEEL_DOWN,
		    words + 2);
	else if (strcmp(words[0], "key") == 0)
		press(script, words + 1, count - 1);
	else
		fail(words[0], "unknown, or something is missing behind it");
	browser_tick(&script->browser, script->now, &wait);
}

static void
run_script(struct script *script, const char *path)
{
	FILE *stream = fopen(path, "r");
	char line[LINE_SIZE];

	if (stream == NULL)
		fail(path, strerror(errno));
	begin(script);
	while (fgets(line, sizeof(line), stream) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#')
			text_printf(&script->output, "%s\n", line);
		run_line(script, line);
	}
	fclose(stream);
	browser_release(&script->browser);
	if (script->intake != NULL)
		intake_release(script->intake);
	free(script->intake);
	text_release(&script->input);
	frame_release(&script->frame);
	compiled_release(&script->own);
}

static void
write_file(const struct text *text, const char *path)
{
	FILE *stream = fopen(path, "w");

	if (stream == NULL ||
	    fwrite(text_string(text), 1, text->length, stream) !=
		text->length ||
	    fclose(stream) != 0)
		fail(path, strerror(errno));
}

/* Prints the first line in which they differ. */
static void
tell_difference(const char *name, const char *expected, const char *actual)
{
	unsigned line = 1;
	const char *e = expected, *a = actual, *e_line = e, *a_line = a;

	while (*e != '\0' && *e == *a) {
		if (*e == '\n') {
			line++;
			e_line = e + 1;
			a_line = a + 1;
		}
		e++;
		a++;
	}
	printf("%s.screen:%u: expected and actual line\n%.*s\n%.*s\n", name,
	    line, (int)strcspn(e_line, "\n"), e_line,
	    (int)strcspn(a_line, "\n"), a_line);
}

/* Runs one script. Returns whether it showed what is stored. */
static bool
check(const struct reference *reference, const char *folder, const char *name,
    bool regenerate)
{
	struct script script = { .reference = reference,
		.folder = folder,
		.unicode = true };
	struct text path = { 0 }, expected = { 0 };
	bool same = true;

	text_printf(&path, "%s/%s.keys", folder, name);
	run_script(&script, text_string(&path));
	text_clear(&path);
	text_printf(&path, "%s/%s.screen", folder, name);
	if (regenerate) {
		write_file(&script.output, text_string(&path));
	} else {
		append_file(&expected, text_string(&path));
		same = strcmp(text_string(&expected),
			   text_string(&script.output)) == 0;
		if (!same)
			tell_difference(name, text_string(&expected),
			    text_string(&script.output));
	}
	text_release(&script.output);
	text_release(&expected);
	text_release(&path);
	return same;
}

int
main(int argc, char **argv)
{
	bool regenerate = argc > 1 && strcmp(argv[1], "--regen") == 0;
	const char *folder = argv[argc - 1];
	struct dirent **entries;
	struct tables tables = { 0 };
	struct reference reference;
	unsigned passed = 0, failed = 0;
	int count;

	fixture_tables(&tables);
	reference_init(&reference, &tables);
	count = scandir(folder, &entries, NULL, alphasort);
	if (count < 0)
		fail(folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		char *end = strstr(entries[i]->d_name, ".keys");

		if (end != NULL && end[5] == '\0') {
			*end = '\0';
			if (check(&reference, folder, entries[i]->d_name,
				regenerate))
				passed++;
			else
				failed++;
		}
		free(entries[i]);
	}
	free(entries);
	printf("screens: %u passed, %u failed, 0 skipped\n", passed, failed);
	return failed > 0;
}
