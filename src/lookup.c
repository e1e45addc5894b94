#include "lookup.h"

#include <stdlib.h>
#include <string.h>

#include "lookup_nearest.h"
#include "lookup_servers.h"

enum {
	NAME_WORDS = 6, /* a name holds no more blanks than that */
	SENSES = 16,
	QMAIL_BLANKS = 3, /* no name has as many _ */
};

void
lookup_release(struct lookup *lookup)
{
	free(lookup->targets);
	text_release(&lookup->message);
	text_release(&lookup->hint);
	text_release(&lookup->query);
	*lookup = (struct lookup) { 0 };
}

void
lookup_add(struct lookup *lookup, const struct target *target)
{
	void *targets = lookup->targets;

	if (!text_grow(&targets, &lookup->capacity, lookup->count + 1,
		sizeof(*lookup->targets))) {
		lookup->failed = true;
		return;
	}
	lookup->targets = targets;
	lookup->targets[lookup->count++] = *target;
}

struct target
lookup_entry(const struct reference *reference, uint32_t entry)
{
	const struct entry_row *row = reference_entry(reference, entry);

	return (struct target) {
		.kind = (enum entry_kind)row->kind,
		.entry = entry,
		.code = row->code,
		.status = {
			.classes = row->classes,
			.subject = row->subject,
			.detail_from = row->detail_from,
			.detail_to = row->detail_to,
		},
	};
}

void
target_name(struct text *name, const struct reference *reference,
    const struct target *target)
{
	unsigned class = status_class(target->status.classes);

	if (target->entry != TABLES_NONE) {
		text_append(name, reference_name(reference, target->entry));
		return;
	}
	if (target->kind != ENTRY_STATUS)
		text_printf(name, "%u", target->code);
	if (target->kind == ENTRY_PAIR)
		text_append_char(name, ' ');
	if (target->kind != ENTRY_CODE)
		text_printf(name, "%c.%u.%u",
		    class == 0 ? 'X' : (char)('0' + class),
		    target->status.subject, target->status.detail_from);
}

const char *
target_title(const struct reference *reference, const struct target *target)
{
	uint32_t senses[SENSES];

	if (target->entry != TABLES_NONE)
		return reference_title(reference, target->entry);
	if (target->kind != ENTRY_CODE &&
	    reference_find_status(reference, &target->status, true, senses,
		SENSES) > 0)
		return reference_title(reference, senses[0]);
	if (target->kind != ENTRY_STATUS)
		return reference_title(reference,
		    reference_find_code(reference, target->code));
	return "";
}

/* Adds all that a pattern matches, a status once for all its senses. */
static void
add_pattern(struct lookup *lookup, const struct reference *reference,
    const struct pattern *pattern)
{
	uint32_t count = reference_count(reference, pattern->kind);
	const struct target *last;
	struct target target;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, pattern->kind, i);

		if (!pattern_matches(pattern, reference, entry))
			continue;
		target = lookup_entry(reference, entry);
		if (pattern->kind == ENTRY_STATUS)
			target.status.classes &= pattern->classes;
		if (target.status.classes == 0)
			target.status.classes = pattern->classes;
		last = lookup->count > 0 ? &lookup->targets[lookup->count - 1] :
					   NULL;
		if (pattern->kind == ENTRY_STATUS && last != NULL &&
		    last->status.subject == target.status.subject &&
		    last->status.detail_from == target.status.detail_from &&
		    last->status.detail_to == target.status.detail_to) {
			lookup->targets[lookup->count - 1].status.classes |=
			    target.status.classes;
			continue;
		}
		lookup_add(lookup, &target);
	}
}

/* A code or a status is a name by its form, whether or not it is known. */
static bool
read_number_name(const struct reference *reference, const char *word,
    size_t length, struct target *target)
{
	uint32_t senses[SENSES];
	struct reply_head head;

	*target = (struct target) { .entry = TABLES_NONE };
	reply_head_parse(word, length, &head);
	if (head.separator == '-' && head.has_status &&
	    head.text_at == length) {
		target->kind = ENTRY_PAIR;
		target->code = head.code;
		target->status = head.status;
		target->entry = reference_find_pair(reference, head.code,
		    &head.status);
		return true;
	}
	if (code_parse(word, length, &target->code)) {
		target->kind = ENTRY_CODE;
		target->entry = reference_find_code(reference, target->code);
		return true;
	}
	if (!status_parse(word, length, &target->status))
		return false;
	target->kind = ENTRY_STATUS;
	if (reference_find_status(reference, &target->status, true, senses,
		SENSES) > 0)
		target->entry = senses[0];
	return true;
}

/* The only cause that refines another and is called so: spf, spamhaus. */
static uint32_t
find_refinement(const struct reference *reference, const char *word,
    size_t length)
{
	uint32_t count = reference_count(reference, ENTRY_CAUSE);
	uint32_t found = TABLES_NONE;

	for (uint32_t n = 0; n < count; n++) {
		uint32_t cause = reference_nth(reference, ENTRY_CAUSE, n);
		const char *part = strchr(reference_name(reference, cause),
		    '/');

		if (part == NULL || strlen(part + 1) != length ||
		    !text_same_letters(part + 1, word, length))
			continue;
		if (found != TABLES_NONE)
			return TABLES_NONE;
		found = cause;
	}
	return found;
}

static bool
read_name(const struct reference *reference, const char *word, size_t length,
    struct target *target)
{
	static const enum entry_kind kinds[] = { ENTRY_VENDOR, ENTRY_CAUSE,
		ENTRY_SERVER };
	uint32_t entry;

	/* No name looks like a code or a status: the others need no search. */
	if (read_number_name(reference, word, length, target))
		return true;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		entry = reference_find_name(reference, kinds[i], word, length);
		if (entry == TABLES_NONE)
			continue;
		*target = lookup_entry(reference, entry);
		return true;
	}
	entry = find_refinement(reference, word, length);
	if (entry != TABLES_NONE)
		*target = lookup_entry(reference, entry);
	return entry != TABLES_NONE;
}

/* Makes one target of a code and the status behind it. */
static bool
join_pair(struct lookup *lookup, const struct reference *reference,
    const struct target *status)
{
	struct target *code;

	if (lookup->count == 0 || status->kind != ENTRY_STATUS ||
	    status_class(status->status.classes) == 0)
		return false;
	code = &lookup->targets[lookup->count - 1];
	if (code->kind != ENTRY_CODE)
		return false;
	code->kind = ENTRY_PAIR;
	code->status = status->status;
	code->entry = reference_find_pair(reference, code->code,
	    &status->status);
	return true;
}

/* Is anything of the target in the reference? */
static bool
is_known(const struct reference *reference, const struct target *target)
{
	uint32_t senses[SENSES];

	if (target->kind == ENTRY_PAIR)
		return target->entry != TABLES_NONE ||
		    (reference_find_code(reference, target->code) !=
			    TABLES_NONE &&
			reference_find_status(reference, &target->status, true,
			    senses, SENSES) > 0);
	return target->entry != TABLES_NONE;
}

/* Joins words from first with blanks into *joined. */
static void
join_words(struct text *joined, const char *const *words, size_t count)
{
	text_clear(joined);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_append_char(joined, ' ');
		text_append(joined, words[i]);
	}
}

/* Reads the longest name or pattern at the words; how many it takes, or 0. */
static size_t
read_longest(struct lookup *lookup, const struct reference *reference,
    const char *const *words, size_t count, struct text *joined)
{
	struct pattern pattern;
	struct target target;
	size_t take = count < NAME_WORDS ? count : NAME_WORDS;

	for (; take > 0; take--) {
		join_words(joined, words, take);
		if (read_name(reference, text_string(joined), joined->length,
			&target)) {
			if (!join_pair(lookup, reference, &target))
				lookup_add(lookup, &target);
			return take;
		}
		if (lookup_add_aliases(lookup, reference, text_string(joined),
			joined->length))
			return take;
	}
	if (!pattern_parse(words[0], strlen(words[0]), &pattern))
		return 0;
	lookup->has_pattern = count == 1 && lookup->count == 0;
	lookup->pattern = pattern;
	add_pattern(lookup, reference, &pattern);
	if (lookup->count == 0)
		text_printf(&lookup->message, "no code matches %s", words[0]);
	return 1;
}

/* Says what is not known of the targets; true if something is not. */
static bool
tell_unknown(struct lookup *lookup, const struct reference *reference)
{
	for (size_t i = 0; i < lookup->count; i++) {
		const struct target *target = &lookup->targets[i];

		if (is_known(reference, target))
			continue;
		if (target->kind != ENTRY_STATUS &&
		    reference_find_code(reference, target->code) == TABLES_NONE)
			lookup_name_codes(&lookup->message, reference,
			    target->code);
		else
			text_append(&lookup->message,
			    "this status is in no list that is known; its "
			    "class and subject say this much");
		return true;
	}
	return false;
}

/* Codes and status in front of the words, as in `550-5.7.26 This mail`. */
static void
read_front(struct lookup *lookup, const struct reference *reference,
    const char *line)
{
	struct target target = { .kind = ENTRY_CODE, .entry = TABLES_NONE };
	struct reply_head head;

	reply_head_parse(line, strlen(line), &head);
	lookup->count = 0;
	if (!head.has_code)
		return;
	target.code = head.code;
	target.entry = reference_find_code(reference, head.code);
	lookup_add(lookup, &target);
	if (head.has_status) {
		target = (struct target) { .kind = ENTRY_STATUS,
			.status = head.status };
		join_pair(lookup, reference, &target);
	}
}

/* Are its blanks written as _, as qmail does: Remote_host_said:_553_sorry? */
static bool
is_sentence(const char *word)
{
	unsigned blanks = 0;

	for (; *word != '\0'; word++)
		blanks += *word == '_';
	return blanks >= QMAIL_BLANKS;
}

/* The words are no names: is it a reply, a slip, or nonsense? */
static enum lookup_result
explain_words(struct lookup *lookup, const struct reference *reference,
    const char *const *words, size_t count)
{
	const char *first = words[0];
	struct text joined = { 0 };

	if (count > 1) {
		join_words(&joined, words, count);
		read_front(lookup, reference, text_string(&joined));
		lookup->failed = lookup->failed || joined.failed;
		text_release(&joined);
		return lookup->count > 0 ?
		    LOOKUP_TEXT :
		    lookup_server_words(lookup, reference, words, count);
	}
	if (is_sentence(first))
		return LOOKUP_TEXT;
	if (first[0] < '0' || first[0] > '9') {
		lookup_name_words(&lookup->message, reference, first);
		return LOOKUP_UNKNOWN;
	}
	text_append_char(&lookup->message, '\'');
	text_append_inert(&lookup->message, first, strlen(first), false);
	text_append(&lookup->message,
	    "' is no code: expected three digits (554), a status (5.7.1, each "
	    "part up to 999) or a pattern (55x, 5.7.x)");
	return LOOKUP_INVALID;
}

static enum lookup_result
lookup_words(struct lookup *lookup, const struct reference *reference,
    const char *const *words, size_t count)
{
	struct text joined = { 0 };
	size_t at = 0, taken = 1;

	if (lookup_server_part(lookup, reference, words, count))
		return LOOKUP_FOUND;
	while (at < count && taken > 0) {
		taken = read_longest(lookup, reference, words + at, count - at,
		    &joined);
		at += taken;
	}
	lookup->failed = lookup->failed || joined.failed;
	text_release(&joined);
	if (taken == 0) {
		text_clear(&lookup->hint);
		return explain_words(lookup, reference, words, count);
	}
	lookup_servers_last(lookup);
	if (lookup->message.length > 0 || tell_unknown(lookup, reference))
		return LOOKUP_UNKNOWN;
	return LOOKUP_FOUND;
}

/* Were the servers alone asked for that share a name? */
static bool
is_shared_name(const struct lookup *lookup, const struct reference *reference)
{
	if (lookup->count < 2 || lookup->hint.length == 0)
		return false;
	for (size_t i = 0; i < lookup->count; i++)
		if (!pattern_matches(&lookup->pattern, reference,
			lookup->targets[i].entry))
			return false;
	return true;
}

/* Cuts the string at its blanks. Returns how many words it has. */
static size_t
cut_words(char *string, const char **words, size_t room)
{
	size_t count = 0;

	for (char *at = string; *at != '\0' && count < room; count++) {
		while (text_is_space(*at))
			at++;
		if (*at == '\0')
			break;
		words[count] = at;
		while (*at != '\0' && !text_is_space(*at))
			at++;
		if (*at != '\0')
			*at++ = '\0';
	}
	return count;
}

static bool
is_empty(const char *operand)
{
	while (text_is_space(*operand))
		operand++;
	return *operand == '\0';
}

enum lookup_result
lookup_operands(struct lookup *lookup, const struct reference *reference,
    const char *const *operands, size_t count)
{
	enum lookup_result result = LOOKUP_INVALID;
	struct text joined = { 0 };
	const char **words;
	size_t word_count;

	for (size_t i = 0; i < count; i++)
		if (is_empty(operands[i])) {
			text_append(&lookup->message,
			    "an operand is empty: expected a code (554), a "
			    "status (5.7.1), a cause or a server");
			return LOOKUP_INVALID;
		}
	join_words(&joined, operands, count);
	words = calloc(joined.length / 2 + 1, sizeof(*words));
	if (words == NULL || joined.failed) {
		lookup->failed = true;
	} else {
		word_count = cut_words(joined.data, words,
		    joined.length / 2 + 1);
		result = lookup_words(lookup, reference, words, word_count);
		if (result == LOOKUP_FOUND && is_shared_name(lookup, reference))
			lookup->has_pattern = true;
	}
	free(words);
	text_release(&joined);
	return result;
}
