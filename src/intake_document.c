#include "intake_document.h"

#include <string.h>

enum {
	LIMIT = 4 << 20, /* bytes of an object that are kept */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct piece
trim(struct piece line)
{
	while (line.length > 0 && is_blank(line.bytes[0])) {
		line.bytes++;
		line.length--;
	}
	while (line.length > 0 && is_blank(line.bytes[line.length - 1]))
		line.length--;
	return line;
}

/* The first sign that is no blank, from a place on; NUL if there is none. */
static char
sign_at(struct piece line, size_t at)
{
	while (at < line.length && is_blank(line.bytes[at]))
		at++;
	return at < line.length ? line.bytes[at] : '\0';
}

/* May an object or a list of them begin on this line, and go on? */
static bool
begins(struct piece line)
{
	char second, last;

	if (line.length == 0)
		return false;
	second = sign_at(line, 1);
	last = line.bytes[line.length - 1];
	if (line.bytes[0] == '[')
		return second == '\0' ||
		    (second == '{' && strchr("{,\"[:", last) != NULL) ||
		    (second == '{' && last == '}');
	return line.bytes[0] == '{' && (second == '"' || second == '\0') &&
	    strchr("{,\"[:", last) != NULL;
}

/* A number or a word of JSON, and no more. */
static bool
is_scalar(struct piece line)
{
	static const char *const words[] = { "true", "false", "null" };

	if (line.length > 0 && line.bytes[line.length - 1] == ',')
		line.length--;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (line.length == strlen(words[i]) &&
		    memcmp(line.bytes, words[i], line.length) == 0)
			return true;
	for (size_t i = 0; i < line.length; i++)
		if (strchr("0123456789+-.eE", line.bytes[i]) == NULL)
			return false;
	return true;
}

/* May the line stand within a document? */
static bool
goes_on(struct piece line)
{
	if (line.length == 0)
		return true;
	return strchr("\"{}[],", line.bytes[0]) != NULL || is_scalar(line);
}

/* Behind an object: the end of a list, or nothing. */
static bool
is_end(struct piece line)
{
	for (size_t i = 0; i < line.length; i++)
		if (strchr("], \t\r", line.bytes[i]) == NULL)
			return false;
	return true;
}

/*
 * Moves *at behind the end of the object that is open, or begins there. False
 * if it goes on in the next line. Strings do not go on over lines.
 */
static bool
find_end(struct intake *intake, struct piece line, size_t *at)
{
	bool quoted = false;

	while (*at < line.length) {
		char c = line.bytes[(*at)++];

		if (quoted) {
			*at += c == '\\' && *at < line.length;
			quoted = c != '"';
		} else if (c == '"') {
			quoted = true;
		} else if (c == '{' || c == '[') {
			intake->document_depth++;
		} else if (c == '}' || c == ']') {
			if (intake->document_depth > 0)
				intake->document_depth--;
			if (intake->document_depth == 0)
				return true;
		}
	}
	return false;
}

static void
drop(struct intake *intake)
{
	text_clear(&intake->document);
	intake->document_depth = 0;
}

/* Hands the object on that is whole, as one line. */
static void
hand_on(struct intake *intake, intake_taker *take)
{
	struct text *document = &intake->document;
	struct piece whole = { text_string(document), document->length };

	for (size_t i = 0; i < document->length; i++)
		if (document->data[i] == '\n')
			document->data[i] = ' ';
	take(intake, &whole);
	drop(intake);
}

void
intake_document_end(struct intake *intake, intake_taker *take)
{
	const char *at = text_string(&intake->document);
	const char *end = at + intake->document.length;

	for (; at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		struct piece line = { at,
			(size_t)((feed == NULL ? end : feed) - at) };

		take(intake, &line);
		at = feed == NULL ? end : feed + 1;
	}
	drop(intake);
	intake->document_listed = false;
}

/* Drops commas and blanks in front. */
static struct piece
skip_commas(struct piece line)
{
	while (line.length > 0 && strchr(", \t\r", line.bytes[0]) != NULL) {
		line.bytes++;
		line.length--;
	}
	return line;
}

/* Appends a line, and hands on what gets whole by that. */
static void
append(struct intake *intake, struct piece line, intake_taker *take)
{
	while (line.length > 0) {
		size_t at = 0;
		bool closed = find_end(intake, line, &at);

		text_append_bytes(&intake->document, line.bytes, at);
		if (!closed) {
			text_append_char(&intake->document, '\n');
			return;
		}
		hand_on(intake, take);
		line = skip_commas(
		    (struct piece) { line.bytes + at, line.length - at });
		if (is_end(line))
			return;
		if (line.bytes[0] != '{') {
			take(intake, &line);
			return;
		}
	}
}

bool
intake_document_take(struct intake *intake, const struct piece *whole,
    intake_taker *take)
{
	struct piece line = trim(*whole);

	if (intake->document.length > 0) {
		if (goes_on(line) &&
		    intake->document.length + line.length <= LIMIT) {
			append(intake, line, take);
			return true;
		}
		intake_document_end(intake, take);
	}
	/* the end of a list, or another of its objects */
	if (intake->document_listed && line.length > 0) {
		if (is_end(line)) {
			intake->document_listed = memchr(line.bytes, ']',
						      line.length) == NULL;
			return true;
		}
		line = skip_commas(line);
		if (line.bytes[0] == '{') {
			append(intake, line, take);
			return true;
		}
	}
	if (!begins(line))
		return false;
	intake->documents_met = true;
	if (line.bytes[0] == '[') {
		intake->document_listed = true;
		line = trim((struct piece) { line.bytes + 1, line.length - 1 });
	}
	append(intake, line, take);
	return true;
}
