#include "find.h"

#include <string.h>

#include "code.h"

enum {
	TOKEN_LETTERS = 6, /* in front of a vendor's code, at most */
	OWNER_LETTERS = 3, /* of what may go on to a server's name */
	OWNERS = 6, /* servers: a word of more titles names none of them */
	CAUSE_LETTERS = 4, /* of what names a cause */
	OWNER_CAUSES = 12, /* that one word names, at most */
};

static bool
is_letter(char c)
{
	return text_is_letter(c) || (c & '\x80') != 0;
}

/* Does a word of the text begin with it? */
static bool
has_word(const char *text, const char *word, size_t length)
{
	for (const char *at = text; *at != '\0'; at++)
		if ((at == text || !is_letter(at[-1])) &&
		    text_same_letters(at, word, length))
			return true;
	return false;
}

/*
 * Does a word stand in the title, with a capital or a digit in front as names
 * are written? With begins set the title's may be longer.
 */
static bool
has_name(const char *title, const char *word, size_t length, bool begins)
{
	for (const char *at = title; *at != '\0'; at++)
		if ((at == title || !is_letter(at[-1])) &&
		    (*at < 'a' || *at > 'z') &&
		    text_same_letters(at, word, length) &&
		    (begins || !is_letter(at[length])))
			return true;
	return false;
}

/* Is it the server's name, or the beginning of it? */
static bool
is_called(const char *name, const char *word, size_t length, bool begins)
{
	for (size_t i = 0; i < length; i++)
		if (name[i] != text_lower(word[i]))
			return false;
	return begins || name[length] == '\0' || name[length] == '-';
}

/* Is it another name of the server, or the beginning of one? */
static bool
has_alias(const struct reference *reference, uint32_t server, const char *word,
    size_t length, bool begins)
{
	struct slice aliases = reference_entry(reference, server)->aliases;
	const char *alias;

	for (uint32_t i = 0; i < aliases.count; i++) {
		alias = reference_item(reference, aliases, i);
		if (text_same_letters(alias, word, length) &&
		    (begins || alias[length] == '\0'))
			return true;
	}
	return false;
}

/* The servers that a word names: `google`, `exchange`, `gma`. */
static size_t
find_servers(const struct reference *reference, const char *word, size_t length,
    bool begins, uint32_t servers[OWNERS])
{
	uint32_t all = reference_count(reference, ENTRY_SERVER);
	size_t count = 0;

	for (uint32_t n = 0; n < all; n++) {
		uint32_t server = reference_nth(reference, ENTRY_SERVER, n);

		if (!is_called(reference_name(reference, server), word, length,
			begins) &&
		    !has_alias(reference, server, word, length, begins) &&
		    !has_name(reference_title(reference, server), word, length,
			begins))
			continue;
		if (count == OWNERS)
			return 0;
		servers[count++] = server;
	}
	return count;
}

/*
 * The causes whose name or title begins with the word, but for its ending:
 * `greylisting` names greylisted.
 */
static size_t
find_causes(const struct reference *reference, const char *word, size_t length,
    uint32_t causes[OWNER_CAUSES])
{
	uint32_t all = reference_count(reference, ENTRY_CAUSE);
	size_t stem = length > CAUSE_LETTERS + 2 ? length - 3 : length;
	size_t count = 0;

	for (uint32_t n = 0; n < all && count < OWNER_CAUSES; n++) {
		uint32_t cause = reference_nth(reference, ENTRY_CAUSE, n);

		if (has_word(reference_name(reference, cause), word, stem) ||
		    has_word(reference_title(reference, cause), word, stem))
			causes[count++] = cause;
	}
	return count;
}

static bool
holds(const uint32_t *entries, size_t count, uint32_t entry)
{
	while (count > 0 && entries[count - 1] != entry)
		count--;
	return count > 0;
}

/* See search_owners: of its server, and where nothing else is, of its cause. */
static uint32_t
owners(void *context, const char *word, size_t length, bool begins, bool wide,
    unsigned char *owned)
{
	const struct find *find = context;
	const struct reference *reference = find->reference;
	uint32_t examples = reference_example_count(reference), count = 0;
	uint32_t servers[OWNERS], causes[OWNER_CAUSES];
	size_t server_count = 0, cause_count = 0;

	begins = begins && length >= OWNER_LETTERS;
	if (length > 1)
		server_count = find_servers(reference, word, length, begins,
		    servers);
	if (wide && length >= CAUSE_LETTERS)
		cause_count = find_causes(reference, word, length, causes);
	if (server_count + cause_count == 0)
		return 0;
	for (uint32_t i = 0; i < examples; i++) {
		const struct example_row *row = reference_example(reference, i);

		owned[i] = holds(servers, server_count, row->server) ||
		    holds(causes, cause_count, row->cause);
		count += owned[i];
	}
	return count;
}

/* Is it an example of a server that most admins meet? */
static bool
is_common(const struct reference *reference, uint32_t example)
{
	uint32_t server = reference_example(reference, example)->server;

	return reference_entry(reference, server)->common != 0;
}

bool
find_init(struct find *find, const struct reference *reference)
{
	*find = (struct find) { .reference = reference };
	reference_index(reference, &find->index);
	if (!search_init(&find->search, &find->index, NULL))
		return false;
	for (uint32_t i = 0; i < find->index.document_count; i++)
		if (is_common(reference, i))
			search_favour(&find->search, i);
	for (uint32_t i = find->index.document_count;
	     i-- > 0 && reference_is_own_example(reference, i);)
		search_prefer(&find->search, i);
	find->search.owners = owners;
	find->search.owners_context = find;
	return true;
}

void
find_release(struct find *find)
{
	search_release(&find->search);
	query_release(&find->query);
	*find = (struct find) { 0 };
}

static bool
begins_with(const char *string, const char *start)
{
	return strncmp(string, start, strlen(start)) == 0;
}

/* Is it the cause, or does its refinement begin so: cause:spamhaus? */
static bool
is_cause(const char *name, const char *asked)
{
	const char *kind = strchr(name, '/');

	return begins_with(name, asked) ||
	    (kind != NULL && begins_with(kind + 1, asked));
}

/* A cause is meant with its refinements, a status with X in any class. */
static bool
accept(void *context, uint32_t example)
{
	const struct find *find = context;
	const struct query_filter *filter = &find->query.filter;
	const struct reference *reference = find->reference;
	const struct example_row *row = reference_example(reference, example);

	return query_matches_number(reference_string(reference, row->code),
		   filter->code) &&
	    query_matches_number(reference_string(reference, row->status),
		filter->status) &&
	    (begins_with(reference_name(reference, row->server),
		 filter->server) ||
		has_alias(reference, row->server, filter->server,
		    strlen(filter->server), true)) &&
	    is_cause(reference_name(reference, row->cause), filter->cause);
}

/*
 * Vendors' codes have capitals, by which they are told from ids: s3140 is
 * written as S3140.
 */
static void
raise_tokens(struct text *words)
{
	char *at = words->data, *word;
	size_t letters, length;

	while (at != NULL && *at != '\0') {
		word = at;
		at += strcspn(at, " ");
		length = (size_t)(at - word);
		at += strspn(at, " ");
		letters = strspn(word, "abcdefghijklmnopqrstuvwxyz");
		if (letters == 0 || letters > TOKEN_LETTERS ||
		    letters == length ||
		    letters + strspn(word + letters, "0123456789_") != length)
			continue;
		for (size_t i = 0; i < letters; i++)
			word[i] = (char)(word[i] & ~0x20);
	}
}

/* Takes a word out of the words, with the blank beside it. */
static void
take_out(struct text *words, size_t at, size_t length)
{
	size_t behind = at + length;

	if (words->data[behind] == ' ')
		behind++;
	else if (at > 0)
		at--;
	memmove(words->data + at, words->data + behind,
	    words->length - behind + 1);
	words->length -= behind - at;
}

static bool
is_server(const struct reference *reference, const char *word, size_t length)
{
	uint32_t entry;

	return reference_find_name(reference, ENTRY_SERVER, word, length) !=
	    TABLES_NONE ||
	    (reference_find_aliases(reference, word, length, &entry, 1) == 1 &&
		reference_entry(reference, entry)->kind == ENTRY_SERVER);
}

/*
 * `gmail 5.7.26`: beside a status the name of a server, which few replies
 * hold, asks for what this server says.
 */
static bool
take_server(struct find *find)
{
	struct text *words = &find->query.words;
	const char *rest = text_string(words), *word, *name = NULL;
	char *server = find->query.filter.server;
	size_t length, name_length = 0;
	struct status status;
	bool has_status = false;

	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		has_status = has_status || status_parse(word, length, &status);
		if (length > 0 && length < FILTER_SIZE &&
		    is_server(find->reference, word, length)) {
			name = word;
			name_length = length;
		}
	}
	if (name == NULL || !has_status || server[0] != '\0')
		return false;
	for (size_t i = 0; i < name_length; i++)
		server[i] = text_lower(name[i]);
	server[name_length] = '\0';
	take_out(words, (size_t)(name - words->data), name_length);
	return true;
}

static void
search_words(struct find *find, bool typing)
{
	const struct text *words = &find->query.words;
	const struct query_filter *filter = &find->query.filter;
	bool filtered = filter->code[0] != '\0' || filter->status[0] != '\0' ||
	    filter->server[0] != '\0' || filter->cause[0] != '\0';

	search_run(&find->search, text_string(words), words->length, typing,
	    filtered ? accept : NULL, find);
}

void
find_run(struct find *find, const char *query, bool typing)
{
	const struct text *words = &find->query.words;
	bool narrowed;

	query_read(&find->query, query);
	narrowed = take_server(find);
	raise_tokens(&find->query.words);
	search_words(find, typing);
	if (narrowed && find->search.hit_count == 0) {
		query_read(&find->query, query);
		raise_tokens(&find->query.words);
		search_words(find, typing);
	}
	find->search.failed = find->search.failed || words->failed ||
	    find->query.others.failed;
}

/* Does some example pass the filter? */
static bool
is_passed(struct find *find)
{
	uint32_t count = reference_example_count(find->reference);

	for (uint32_t i = 0; i < count; i++)
		if (accept(find, i))
			return true;
	return false;
}

bool
find_unmet(struct find *find, struct text *unmet)
{
	struct query_filter *filter = &find->query.filter, asked = *filter;
	struct {
		const char *name;
		const char *asked;
		char *alone;
	} parts[] = {
		{ "code", asked.code, filter->code },
		{ "status", asked.status, filter->status },
		{ "server", asked.server, filter->server },
		{ "cause", asked.cause, filter->cause },
	};
	bool passed = true;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && passed;
	     i++) {
		*filter = (struct query_filter) { 0 };
		strcpy(parts[i].alone, parts[i].asked);
		passed = is_passed(find);
		if (!passed)
			text_printf(unmet, "%s:%s", parts[i].name,
			    parts[i].asked);
	}
	*filter = asked;
	return !passed;
}

bool
find_holds(const struct reference *reference, const char *query)
{
	struct find find;
	bool holds;

	holds = find_init(&find, reference);
	if (holds) {
		find_run(&find, query, false);
		holds = !find.search.failed && find.search.all &&
		    find.search.hit_count > 0;
	}
	find_release(&find);
	return holds;
}
