#include "lookup_servers.h"

#include <string.h>

enum {
	SHARED = 8,	  /* entries that have the same other name */
	SERVER_WORDS = 3, /* that a server is called by */
	BESIDE = 3,	  /* words: more of them are a reply's */
};

/* Which part of the page of a server a word asks for. */
static const struct part {
	const char *word; /* or what begins so */
	size_t offset;	  /* of its slice in the row */
} parts[] = {
	{ "delist", offsetof(struct entry_row, delist) },
	{ "unblock", offsetof(struct entry_row, delist) },
	{ "removal", offsetof(struct entry_row, delist) },
	{ "postmaster", offsetof(struct entry_row, postmaster) },
	{ "contact", offsetof(struct entry_row, contact) },
	{ "support", offsetof(struct entry_row, contact) },
	{ "habits", offsetof(struct entry_row, habit) },
};

/* `microsoft is a name of exchange-online, exchange and outlook`. */
static void
tell_shared(struct text *message, const struct reference *reference,
    const char *word, size_t length, const uint32_t *entries, size_t count)
{
	text_append_inert(message, word, length, false);
	text_append(message, " is a name of");
	for (size_t i = 0; i < count; i++)
		text_printf(message, "%s%s",
		    i == 0	       ? " " :
			i + 1 == count ? " and " :
					 ", ",
		    reference_name(reference, entries[i]));
}

bool
lookup_add_aliases(struct lookup *lookup, const struct reference *reference,
    const char *word, size_t length)
{
	uint32_t entries[SHARED];
	size_t count = reference_find_aliases(reference, word, length, entries,
	    SHARED);

	for (size_t i = 0; i < count; i++) {
		struct target target = lookup_entry(reference, entries[i]);

		lookup_add(lookup, &target);
	}
	if (count < 2 || lookup->hint.length > 0)
		return count > 0;
	tell_shared(&lookup->hint, reference, word, length, entries, count);
	pattern_of_name(&lookup->pattern, word, length);
	return true;
}

void
lookup_servers_last(struct lookup *lookup)
{
	size_t kept = 0;

	/* Each server goes to the end in its turn: they keep their order. */
	for (size_t left = lookup->count; left > 0; left--) {
		struct target target = lookup->targets[kept];

		if (target.kind != ENTRY_SERVER) {
			kept++;
			continue;
		}
		memmove(&lookup->targets[kept], &lookup->targets[kept + 1],
		    (lookup->count - kept - 1) * sizeof(target));
		lookup->targets[lookup->count - 1] = target;
	}
}

/* Adds the servers that so many words name; false, and none, if they do not. */
static bool
add_servers(struct lookup *lookup, const struct reference *reference,
    const char *const *words, size_t count)
{
	struct text name = { 0 };
	size_t before = lookup->count;
	uint32_t entry;

	for (size_t i = 0; i < count; i++)
		text_printf(&name, "%s%s", i > 0 ? " " : "", words[i]);
	entry = reference_find_name(reference, ENTRY_SERVER, text_string(&name),
	    name.length);
	if (entry != TABLES_NONE) {
		struct target target = lookup_entry(reference, entry);

		lookup_add(lookup, &target);
	} else {
		lookup_add_aliases(lookup, reference, text_string(&name),
		    name.length);
	}
	lookup->failed = lookup->failed || name.failed;
	text_release(&name);
	if (lookup->count > before &&
	    lookup->targets[before].kind == ENTRY_SERVER)
		return true;
	lookup->count = before;
	text_clear(&lookup->hint);
	return false;
}

/* Has it what only the words of a reply have? */
static bool
is_plain_word(const char *word)
{
	for (; *word != '\0'; word++)
		if (strchr("-.", *word) == NULL && (*word & '\x80') == 0 &&
		    !text_is_digit(*word) && !text_is_letter(*word))
			return false;
	return true;
}

static const struct part *
part_of(const char *word)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (text_same_letters(word, parts[i].word,
			strlen(parts[i].word)))
			return &parts[i];
	return NULL;
}

static bool
has_part(const struct reference *reference, const struct target *target,
    const struct part *part)
{
	const char *row = (const char *)reference_entry(reference,
	    target->entry);
	const struct slice *slice = (const struct slice *)(const void *)(row +
	    part->offset);

	return slice->count > 0;
}

/* Puts those servers first that have the part. */
static void
prefer_part(struct lookup *lookup, const struct reference *reference,
    const struct part *part)
{
	size_t at = 0;

	for (size_t i = 0; i < lookup->count; i++) {
		struct target target = lookup->targets[i];

		if (!has_part(reference, &target, part))
			continue;
		memmove(&lookup->targets[at + 1], &lookup->targets[at],
		    (i - at) * sizeof(target));
		lookup->targets[at++] = target;
	}
}

bool
lookup_server_part(struct lookup *lookup, const struct reference *reference,
    const char *const *words, size_t count)
{
	const struct part *part = NULL;

	if (count < 2 || count > SERVER_WORDS + 1)
		return false;
	part = part_of(words[count - 1]);
	if (part == NULL) {
		part = part_of(words[0]);
		words++;
	}
	if (part == NULL || !add_servers(lookup, reference, words, count - 1))
		return false;
	prefer_part(lookup, reference, part);
	return true;
}

/* What to search for: the other words, at the server as it was called. */
static void
write_query(struct text *query, const char *server, const char *const *words,
    size_t count)
{
	text_printf(query, "server:%s", server);
	for (size_t i = 0; i < count; i++)
		text_printf(query, " %s", words[i]);
}

enum lookup_result
lookup_server_words(struct lookup *lookup, const struct reference *reference,
    const char *const *words, size_t count)
{
	size_t take = count - 1 < SERVER_WORDS ? count - 1 : SERVER_WORDS;
	size_t before = lookup->count, rest, at;

	for (size_t i = 0; i < count; i++)
		if (!is_plain_word(words[i]))
			return LOOKUP_TEXT;
	for (; take > 0 && count - take <= BESIDE; take--) {
		rest = count - take;
		at = 0;
		if (!add_servers(lookup, reference, words, take)) {
			at = rest;
			if (!add_servers(lookup, reference, words + at, take))
				continue;
		}
		/* A filter is one word. */
		write_query(&lookup->query,
		    take == 1 ? words[at] :
				reference_name(reference,
				    lookup->targets[before].entry),
		    at == 0 ? words + take : words, rest);
		return LOOKUP_SEARCH;
	}
	return LOOKUP_TEXT;
}
