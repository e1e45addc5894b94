/* The compiler: finding records by what they are called. */
#include <string.h>

#include "compiler.h"

static bool
same_name(const char *name, const char *word, size_t length)
{
	return strlen(name) == length && memcmp(name, word, length) == 0;
}

/* A status is found by any class it has: 5.1.1 is the X.1.1 of the registry. */
static bool
status_is_named(const struct subject *subject, const struct status *status)
{
	return subject->status.subject == status->subject &&
	    subject->status.detail_from == status->detail_from &&
	    subject->status.detail_to == status->detail_to &&
	    (subject->status.classes & status->classes) != 0;
}

uint32_t
find_named(const struct compiler *compiler, enum entry_kind kind,
    const char *name, size_t length)
{
	bool by_number;
	struct status status;

	by_number = kind == ENTRY_STATUS && status_parse(name, length, &status);
	for (size_t i = 0; i < compiler->entries.count; i++) {
		const struct subject *subject = &compiler->entries.items[i];

		if (entry_kind(subject->kind) != kind)
			continue;
		if (by_number ? status_is_named(subject, &status) :
				same_name(subject->name, name, length))
			return (uint32_t)i;
	}
	return TABLES_NONE;
}

uint32_t
find_entry(const struct compiler *compiler, const char *name)
{
	uint32_t found = TABLES_NONE;

	for (int kind = 0; kind < ENTRY_KINDS && found == TABLES_NONE; kind++)
		found = find_named(compiler, (enum entry_kind)kind, name,
		    strlen(name));
	return found;
}

const struct subject *
find_word(const struct compiler *compiler, enum record_kind kind,
    const char *word, size_t length)
{
	for (size_t i = 0; i < compiler->names.count; i++) {
		const struct subject *subject = &compiler->names.items[i];

		if (subject->kind == kind &&
		    same_name(subject->name, word, length))
			return subject;
	}
	return NULL;
}

const char *
nearest_name(const struct compiler *compiler, enum entry_kind kind,
    const char *name)
{
	unsigned best = ~0u, distance;
	const char *found = "";

	for (size_t i = 0; i < compiler->entries.count; i++) {
		const struct subject *subject = &compiler->entries.items[i];

		if (entry_kind(subject->kind) != kind)
			continue;
		distance = text_distance(name, subject->name);
		if (distance < best) {
			best = distance;
			found = subject->name;
		}
	}
	return found;
}

/* Is it small letters, digits, `-` and `.`, with a letter, in words? */
static bool
is_alias(const char *alias)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	size_t length = strlen(alias);

	return strspn(alias, "abcdefghijklmnopqrstuvwxyz0123456789-. ") ==
	    length &&
	    alias[strcspn(alias, letters)] != '\0' && alias[0] != ' ' &&
	    alias[length - 1] != ' ' && strstr(alias, "  ") == NULL;
}

void
check_alias(const struct place *place, const char *alias)
{
	if (!is_alias(alias))
		complain_at(place,
		    "another name is of small letters, digits, `-`, `.` and "
		    "single blanks, with a letter");
	else if (find_entry(place->compiler, alias) != TABLES_NONE)
		complain_at(place, "`%s` is the name of an entry already",
		    alias);
}
