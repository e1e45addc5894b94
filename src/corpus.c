#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "normal_atom.h"

void
corpus_init(struct corpus *corpus, const struct known_hosts *known, int64_t now)
{
	*corpus = (struct corpus) { .known = known, .log.now = now };
}

void
corpus_release(struct corpus *corpus)
{
	lines_release(&corpus->lines);
	log_release(&corpus->log);
	normal_release(&corpus->normal);
	text_release(&corpus->said);
	query_release(&corpus->query);
	text_release(&corpus->literals);
	text_release(&corpus->words);
	index_builder_release(&corpus->builder);
	text_release(&corpus->samples);
	free(corpus->starts);
	free(corpus->counts);
	search_release(&corpus->search);
	*corpus = (struct corpus) { 0 };
}

/* Where a host that begins in the bytes ends. */
static size_t
host_length(const char *host, const char *end)
{
	const char *at = host;

	while (at < end &&
	    ((atom_byte(*at) & (BYTE_LETTER | BYTE_DIGIT)) != 0 || *at == '.' ||
		*at == '-'))
		at++;
	return (size_t)(at - host);
}

/* Is the term the owner of a host that the reference knows? */
static bool
is_known_host(const struct corpus *corpus, const struct term *term,
    const char *bytes, size_t length)
{
	const char *host = bytes + term->from;

	return term->kind == TERM_HOST && corpus->known != NULL &&
	    known_hosts_has(corpus->known, host,
		host_length(host, bytes + length));
}

/* Does a word become nothing but a placeholder, and is it none itself? */
static bool
is_literal(struct corpus *corpus, const char *word, size_t length)
{
	const struct normal *normal = &corpus->normal;
	const char *text;

	normal_make(&corpus->normal, word, length);
	text = text_string(&normal->text);
	for (size_t i = 0; i < normal->count; i++)
		if (normal->terms[i].kind != TERM_HOST ||
		    is_known_host(corpus, &normal->terms[i], word, length))
			return false;
	return text[0] == '<' && strchr(text, ' ') == NULL &&
	    strncmp(text, word, length) != 0;
}

/* Parts the words of the query: those that are literal, and the others. */
static void
part_words(struct corpus *corpus, struct text *literals, struct text *others)
{
	const char *rest = text_string(&corpus->query.words), *word;
	size_t length;

	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		if (is_literal(corpus, word, length)) {
			if (literals == NULL)
				continue;
			text_append_bytes(literals, word, length);
			text_append_char(literals, '\0');
		} else if (others != NULL) {
			if (others->length > 0)
				text_append_char(others, ' ');
			text_append_bytes(others, word, length);
		}
	}
}

void
corpus_narrow(struct corpus *corpus, const char *query)
{
	query_read(&corpus->query, query);
	text_clear(&corpus->literals);
	part_words(corpus, &corpus->literals, NULL);
}

static bool
holds(const struct piece *line, const char *word, size_t length)
{
	const char *at = line->bytes, *end = line->bytes + line->length;

	while ((size_t)(end - at) >= length) {
		at = memchr(at, word[0], (size_t)(end - at) - length + 1);
		if (at == NULL)
			return false;
		if (memcmp(at, word, length) == 0)
			return true;
		at++;
	}
	return false;
}

static bool
holds_literals(const struct corpus *corpus, const struct piece *line)
{
	const char *at = text_string(&corpus->literals);
	const char *end = at + corpus->literals.length;

	for (; at < end; at += strlen(at) + 1)
		if (!holds(line, at, strlen(at)))
			return false;
	return true;
}

/* Keeps a text that has just been normalised for the first time. */
static void
keep(struct corpus *corpus, const struct piece *said)
{
	void *starts = corpus->starts, *counts = corpus->counts;
	size_t number = corpus->builder.document_count;
	bool done = text_grow(&starts, &corpus->start_capacity, number + 1,
	    sizeof(*corpus->starts));

	corpus->starts = starts;
	done = text_grow(&counts, &corpus->count_capacity, number + 1,
		   sizeof(*corpus->counts)) &&
	    done;
	corpus->counts = counts;
	if (!done || corpus->samples.length + said->length > UINT32_MAX) {
		corpus->failed = true;
		return;
	}
	corpus->starts[number] = (uint32_t)corpus->samples.length;
	corpus->counts[number] = 1;
	text_append_bytes(&corpus->samples, said->bytes, said->length);
	index_add(&corpus->builder, &corpus->normal);
	corpus->failed = corpus->failed || corpus->builder.failed ||
	    corpus->samples.failed;
}

/* The reply without the command that Postfix tells behind it. */
static struct piece
without_command(struct piece reply)
{
	static const char behind[] = " (in reply to ";
	size_t length = sizeof(behind) - 1;

	for (size_t at = 0; at + length < reply.length; at++)
		if (reply.bytes[at] == ' ' &&
		    memcmp(reply.bytes + at, behind, length) == 0)
			reply.length = at;
	return reply;
}

/* What an event says: its code and status before its reply. */
static struct piece
said_by(struct corpus *corpus, const struct event *event)
{
	struct piece reply = without_command(event->reply);
	struct text *said = &corpus->said;
	unsigned code;

	if (reply.length >= 3 && code_parse(reply.bytes, 3, &code))
		return reply;
	text_clear(said);
	if (event->code != 0)
		text_printf(said, "%u ", event->code);
	text_append_bytes(said, event->status.bytes, event->status.length);
	if (event->status.length > 0)
		text_append_char(said, ' ');
	text_append_bytes(said, reply.bytes, reply.length);
	return (struct piece) { text_string(said), said->length };
}

/* A reply by itself: no line of a log begins with three digits alone. */
static bool
is_bare(const struct piece *line)
{
	unsigned code;

	return line->length > 3 && code_parse(line->bytes, 3, &code) &&
	    (line->bytes[3] == ' ' || line->bytes[3] == '-');
}

/*
 * Normalises a text. The known hosts of it are named behind it, so that texts
 * differ by them.
 */
static void
normalise(struct corpus *corpus, const struct piece *said, bool text_only)
{
	struct normal *normal = &corpus->normal;

	if (text_only)
		normal_make_text(normal, said->bytes, said->length);
	else
		normal_make(normal, said->bytes, said->length);
	for (size_t i = 0; i < normal->count; i++) {
		const struct term *term = &normal->terms[i];

		if (!is_known_host(corpus, term, said->bytes, said->length))
			continue;
		text_append_char(&normal->text, ' ');
		text_append_bytes(&normal->text, normal_term(normal, i),
		    term->length);
	}
}

/* Counts a text that has been met before; false if it has not. */
static bool
count_known(struct corpus *corpus, const struct piece *said)
{
	const struct text *text = &corpus->normal.text;
	uint32_t number;

	/* Where most have been met before, only what is new gets its words. */
	corpus->text_only = corpus->builder.document_count <
	    corpus->line_count / 4;
	normalise(corpus, said, corpus->text_only);
	if (text->length == 0)
		return true;
	number = catalog_find(&corpus->builder.texts, text_string(text),
	    text->length);
	if (number == CATALOG_NONE)
		return false;
	corpus->counts[number] += corpus->counts[number] < UINT32_MAX;
	return true;
}

/* Keeps what count_known() did not know. */
static void
add_text(struct corpus *corpus, const struct piece *said)
{
	if (corpus->text_only)
		normalise(corpus, said, false);
	keep(corpus, said);
}

/*
 * Is a line that is no bare reply of no log either? Behind one that was of none
 * it is looked for as it stands first: that is quicker.
 */
static void
add_other(struct corpus *corpus, const struct piece *line)
{
	bool foreign = corpus->foreign;
	struct piece said = *line;
	struct event event;
	enum log_result result;

	if (foreign && count_known(corpus, line))
		return;
	result = log_read(&corpus->log, line->bytes, line->length, &event);
	corpus->foreign = result == LOG_FOREIGN;
	if (result == LOG_EVENT)
		said = said_by(corpus, &event);
	if ((foreign && result != LOG_EVENT) || !count_known(corpus, &said))
		add_text(corpus, &said);
}

static void
add_line(struct corpus *corpus, const struct piece *line)
{
	corpus->line_count++;
	if (corpus->failed || !holds_literals(corpus, line))
		return;
	if (!is_bare(line))
		add_other(corpus, line);
	else if (!count_known(corpus, line))
		add_text(corpus, line);
	corpus->failed = corpus->failed || corpus->normal.failed ||
	    corpus->said.failed || corpus->log.failed;
}

void
corpus_feed(struct corpus *corpus, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	struct piece line;

	while (lines_next(&corpus->lines, &bytes, end, &line))
		add_line(corpus, &line);
}

void
corpus_end(struct corpus *corpus)
{
	struct piece line;

	if (lines_last(&corpus->lines, &line))
		add_line(corpus, &line);
	corpus->failed = corpus->failed || corpus->lines.pending.failed;
	log_restart(&corpus->log);
}

bool
corpus_finish(struct corpus *corpus)
{
	corpus->failed = corpus->failed ||
	    !index_finish(&corpus->builder, &corpus->index) ||
	    !search_init(&corpus->search, &corpus->index, corpus->counts);
	return !corpus->failed;
}

/* Does the text hold such a status? Its words are parted by blanks. */
static bool
has_status(const char *text, const char *asked)
{
	char status[16];
	const char *word;
	size_t length;

	while (text != NULL) {
		length = text_split(&text, ' ', &word);
		if (length < 5 || length >= sizeof(status) || word[1] != '.')
			continue;
		memcpy(status, word, length);
		status[length] = '\0';
		if (query_matches_number(status, asked))
			return true;
	}
	return false;
}

static bool
accept(void *context, uint32_t document)
{
	const struct corpus *corpus = context;
	const struct query_filter *filter = &corpus->query.filter;
	const char *text = corpus->index.texts +
	    corpus->index.documents[document].text;
	char code[4] = "";

	if (filter->code[0] != '\0') {
		if (strcspn(text, " ") == 3)
			memcpy(code, text, 3);
		if (code[0] < '2' || code[0] > '5' ||
		    !query_matches_number(code, filter->code))
			return false;
	}
	return filter->status[0] == '\0' || has_status(text, filter->status);
}

void
corpus_search(struct corpus *corpus, const char *query, bool typing)
{
	const struct text *words = &corpus->query.words;
	bool filtered;

	query_read(&corpus->query, query);
	if (corpus->literals.length > 0) {
		text_clear(&corpus->words);
		part_words(corpus, NULL, &corpus->words);
		words = &corpus->words;
	}
	filtered = corpus->query.filter.code[0] != '\0' ||
	    corpus->query.filter.status[0] != '\0';
	search_run(&corpus->search, text_string(words), words->length, typing,
	    filtered ? accept : NULL, corpus);
	corpus->search.failed = corpus->search.failed || words->failed ||
	    corpus->query.others.failed || corpus->literals.failed;
}

struct piece
corpus_text(const struct corpus *corpus, uint32_t document)
{
	size_t from = corpus->starts[document];
	size_t to = document + 1 < corpus->index.document_count ?
	    corpus->starts[document + 1] :
	    corpus->samples.length;

	return (struct piece) { corpus->samples.data + from, to - from };
}
