/* The compiler: what our own sentences, links and sources must be. */
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

enum {
	TITLE_COLUMNS = 48,
	WORD_COLUMNS = 52,
	SENTENCE_COLUMNS = 60, /* shorter ones may well stand twice */
};

void
prose_value(struct text *text, const char *value)
{
	const char *rest = value, *part;
	size_t length;
	bool glue = false;

	while (rest != NULL) {
		length = text_split(&rest, '\n', &part);
		if (length == 0) {
			text_append_char(text, '\n');
			glue = false;
			continue;
		}
		if (glue)
			text_append_char(text, ' ');
		text_append_bytes(text, part, length);
		glue = true;
	}
}

static bool
starts_with(const char *string, const char *start)
{
	return strncmp(string, start, strlen(start)) == 0;
}

static bool
is_word_char(char c)
{
	return text_is_letter(c) || text_is_digit(c) || c == '-' || c == '_' ||
	    c == '.' || c == '+';
}

/* Does the domain of that length end in one of the names for examples? */
static bool
is_example_domain(const char *domain, size_t length)
{
	static const char *const ends[] = { "example.org", "example.com",
		"example.net", ".example" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t end = strlen(ends[i]);

		if (length >= end &&
		    memcmp(domain + length - end, ends[i], end) == 0)
			return true;
	}
	return false;
}

static bool
is_contact(const struct compiler *compiler, const char *address, size_t length)
{
	const char *pool = compiler->contact_pool.bytes.data;
	size_t end = compiler->contact_pool.bytes.length;

	for (size_t at = 1; at < end; at += strlen(pool + at) + 1)
		if (strlen(pool + at) == length &&
		    memcmp(pool + at, address, length) == 0)
			return true;
	return false;
}

/* The address around an @, from *start; returns its length, or 0 if none. */
static size_t
address_around(const char *text, const char *at, const char **start)
{
	const char *end = at + 1;
	const char *dot;

	*start = at;
	while (*start > text && is_word_char((*start)[-1]))
		(*start)--;
	while (is_word_char(*end))
		end++;
	while (end > at + 1 && (end[-1] == '.' || end[-1] == '-'))
		end--;
	dot = memchr(at, '.', (size_t)(end - at));
	if (*start == at || dot == NULL)
		return 0;
	return (size_t)(end - *start);
}

void
check_addresses(const struct place *place, const char *text)
{
	const struct compiler *compiler = place->compiler;
	const char *at, *start;
	size_t length, domain;

	if (strcmp(place->field->name, "Contact") == 0)
		return;
	for (at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
		length = address_around(text, at, &start);
		if (length == 0)
			continue;
		domain = length - (size_t)(at + 1 - start);
		if (is_example_domain(at + 1, domain) ||
		    is_contact(compiler, start, length) ||
		    find_word(compiler, RECORD_ROLE, start,
			(size_t)(at - start)) != NULL)
			continue;
		complain_at(place,
		    "`%.*s` is neither a role account, nor of "
		    "an example domain, nor a `Contact`; in a "
		    "reply write <address>",
		    (int)length, start);
	}
}

/* The addresses of a `Contact:` may stand in sentences as well. */
void
note_contact(struct compiler *compiler, const char *value)
{
	const char *at, *start;
	size_t length;

	for (at = strchr(value, '@'); at != NULL; at = strchr(at + 1, '@')) {
		length = address_around(value, at, &start);
		if (length > 0)
			pool_add(&compiler->contact_pool, start, length);
	}
}

static void
check_words(const struct place *place, const char *prose)
{
	const char *at = prose, *end;
	bool literal = false, was_literal;
	size_t width;

	while (*at != '\0') {
		was_literal = literal;
		for (end = at; *end != '\0' && *end != ' ' && *end != '\n';
		     end++)
			if (*end == '`') {
				literal = !literal;
				was_literal = true;
			}
		width = text_width(at, (size_t)(end - at));
		if (width > WORD_COLUMNS && !was_literal &&
		    strstr(at, "https://") != at)
			complain_at(place,
			    "a word is %u columns long: `%.*s...`",
			    (unsigned)width, 20, at);
		at = *end == '\0' ? end : end + 1;
	}
	if (literal)
		complain_at(place, "a backquote is not closed");
}

void
check_title(const struct place *place, const char *title)
{
	size_t width = text_width(title, strlen(title));

	if (strchr(title, '\n') != NULL)
		complain_at(place, "a title is one line");
	if (width > TITLE_COLUMNS)
		complain_at(place, "the title is %u columns wide, more than %u",
		    (unsigned)width, (unsigned)TITLE_COLUMNS);
}

void
check_url(const struct place *place, const char *value)
{
	if (!starts_with(value, "https://") || value[8] == '\0' ||
	    strchr(value, ' ') != NULL)
		complain_at(place, "expected a link that begins with https://");
}

void
check_rfc(const struct place *place, const char *value)
{
	if (starts_with(value, "https://")) {
		check_url(place, value);
		return;
	}
	if (starts_with(value, "draft-"))
		return;
	if (!starts_with(value, "RFC ") || value[4] < '1' || value[4] > '9')
		complain_at(place,
		    "expected `RFC n section`, a draft's name "
		    "or an https link");
}

/* Two digits as a number. */
static int
number_at(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* Does the string end in a date after 2000, as YYYY-MM-DD? */
static bool
ends_in_date(const char *value)
{
	size_t length = strlen(value);
	static const char form[] = "20dd-dd-dd";

	if (length < 10)
		return false;
	value += length - 10;
	for (size_t i = 0; i < 10; i++)
		if (form[i] == 'd' ? value[i] < '0' || value[i] > '9' :
				     value[i] != form[i])
			return false;
	return number_at(value + 5) >= 1 && number_at(value + 5) <= 12 &&
	    number_at(value + 8) >= 1 && number_at(value + 8) <= 31;
}

void
check_date(const struct place *place, const char *value)
{
	if (strlen(value) != 10 || !ends_in_date(value))
		complain_at(place, "expected a date as in 2026-08-22");
}

void
check_source(const struct place *place, const char *value)
{
	size_t length = strlen(value);

	check_addresses(place, value);
	if (!starts_with(value, "https://") && !starts_with(value, "github:") &&
	    !starts_with(value, "RFC ") && !starts_with(value, "page: "))
		complain_at(place,
		    "a source begins with https://, github:, "
		    "`RFC ` or `page: `");
	if (!ends_in_date(value) || length < 12 || value[length - 11] != ' ')
		complain_at(place,
		    "a source ends with the date on which it "
		    "was looked at, as in 2026-08-22");
}

/* May the same be said elsewhere? Of a verdict it may. */
static bool
says_its_own(const struct place *place)
{
	const char *name = place->field->name;

	return !starts_with(name, "Retry") && !starts_with(name, "Who") &&
	    strcmp(name, "Meaning") != 0 && strcmp(name, "Differs") != 0;
}

static void
note_sentence(const struct place *place, const char *start, size_t length)
{
	struct compiler *compiler = place->compiler;
	void *items = compiler->sentences;
	struct sentence sentence = {
		.file = place->subject->file->name,
		.line = place->field->line,
		.record = place->subject->file
			      ->fields[place->subject->record->first]
			      .line,
	};

	if (text_width(start, length) < SENTENCE_COLUMNS)
		return;
	if (!text_grow(&items, &compiler->sentence_capacity,
		compiler->sentence_count + 1, sizeof(sentence))) {
		compiler->failed = true;
		return;
	}
	compiler->sentences = items;
	sentence.text = pool_add(&compiler->sentence_pool, start, length);
	compiler->sentences[compiler->sentence_count++] = sentence;
}

static void
note_sentences(const struct place *place, const char *prose)
{
	const char *start = prose, *end;

	if (!says_its_own(place))
		return;
	while (*start != '\0') {
		end = start;
		while (*end != '\0' && *end != '\n' &&
		    !((*end == '.' || *end == '?') &&
			(end[1] == ' ' || end[1] == '\n')))
			end++;
		note_sentence(place, start, (size_t)(end - start));
		start = *end == '\0' ? end : end + 1;
		while (*start == ' ' || *start == '\n')
			start++;
	}
}

void
check_prose(const struct place *place, const char *prose)
{
	check_addresses(place, prose);
	check_words(place, prose);
	if (strstr(prose, "http://") != NULL)
		complain_at(place, "a link must begin with https://");
	if (strstr(prose, "  ") != NULL)
		complain_at(place, "two blanks in a row");
	note_sentences(place, prose);
}

static int
compare_sentences(const void *left, const void *right)
{
	const struct sentence *a = left, *b = right;
	int files;

	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	files = strcmp(a->file, b->file);
	if (files != 0)
		return files;
	return a->line < b->line ? -1 : a->line > b->line;
}

void
check_sentences(struct compiler *compiler)
{
	struct sentence *all = compiler->sentences;

	if (compiler->sentence_count == 0)
		return;
	qsort(all, compiler->sentence_count, sizeof(*all), compare_sentences);
	for (size_t i = 1; i < compiler->sentence_count; i++) {
		const struct sentence *first = &all[i - 1];
		const char *text;

		if (first->text != all[i].text ||
		    (first->file == all[i].file &&
			first->record == all[i].record))
			continue;
		text = pool_string(&compiler->sentence_pool, first->text);
		diagnostics_add(compiler->errors, all[i].file, all[i].line,
		    "this sentence stands at %s:%u too: `%.40s...`",
		    first->file, first->line, text);
	}
}
