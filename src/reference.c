#include "reference.h"

#include <string.h>

#include "text.h"

void
reference_init(struct reference *reference, const struct tables *tables)
{
	reference->tables = *tables;
}

const char *
reference_string(const struct reference *reference, uint32_t string)
{
	const struct tables *tables = &reference->tables;

	if (string >= tables->pool_size)
		return tables->own_pool + (string - tables->pool_size);
	return tables->pool + string;
}

const struct entry_row *
reference_entry(const struct reference *reference, uint32_t entry)
{
	return &reference->tables.entries[entry];
}

uint32_t
reference_base_cause(const struct reference *reference, uint32_t cause)
{
	uint32_t parent = reference_entry(reference, cause)->parent;

	return parent != TABLES_NONE ? parent : cause;
}

const struct example_row *
reference_example(const struct reference *reference, uint32_t example)
{
	return &reference->tables.examples[example];
}

uint32_t
reference_count(const struct reference *reference, enum entry_kind kind)
{
	const struct tables *tables = &reference->tables;

	return tables->kinds[kind].count +
	    (kind == ENTRY_SERVER ? tables->own_servers.count : 0);
}

uint32_t
reference_nth(const struct reference *reference, enum entry_kind kind,
    uint32_t n)
{
	const struct tables *tables = &reference->tables;
	const struct slice *ours = &tables->kinds[kind];

	if (kind == ENTRY_SERVER && n >= ours->count)
		return tables->own_servers.first + n - ours->count;
	return ours->first + n;
}

static bool
is_in(struct slice slice, uint32_t n)
{
	return n >= slice.first && n - slice.first < slice.count;
}

bool
reference_is_own(const struct reference *reference, uint32_t entry)
{
	return is_in(reference->tables.own_servers, entry);
}

bool
reference_is_own_example(const struct reference *reference, uint32_t example)
{
	return is_in(reference->tables.own_examples, example);
}

uint32_t
reference_own_complaints(const struct reference *reference)
{
	return reference->tables.own_complaints;
}

uint32_t
reference_note_count(const struct reference *reference)
{
	return reference->tables.note_count;
}

const struct note_row *
reference_note(const struct reference *reference, uint32_t note)
{
	return &reference->tables.notes[note];
}

uint32_t
reference_example_count(const struct reference *reference)
{
	return reference->tables.example_count;
}

const char *
reference_date(const struct reference *reference)
{
	return reference_string(reference, reference->tables.date);
}

bool
reference_is_listed(const struct reference *reference, uint32_t entry)
{
	const struct entry_row *row = reference_entry(reference, entry);
	const struct entry_row *before;

	if (row->kind != ENTRY_STATUS || entry == 0)
		return true;
	before = row - 1;
	return before->kind != ENTRY_STATUS ||
	    before->subject != row->subject ||
	    before->detail_from != row->detail_from ||
	    before->detail_to != row->detail_to;
}

const char *
reference_name(const struct reference *reference, uint32_t entry)
{
	if (entry == TABLES_NONE)
		return "";
	return reference_string(reference,
	    reference_entry(reference, entry)->name);
}

const char *
reference_title(const struct reference *reference, uint32_t entry)
{
	if (entry == TABLES_NONE)
		return "";
	return reference_string(reference,
	    reference_entry(reference, entry)->title);
}

const struct who_row *
reference_who(const struct reference *reference, struct slice slice, uint32_t n)
{
	return &reference->tables.whos[slice.first + n];
}

bool
reference_has_direction(const struct reference *reference, struct slice who,
    enum direction direction)
{
	if (direction == DIRECTION_ANY)
		return false;
	for (uint32_t i = 0; i < who.count; i++)
		if (reference_who(reference, who, i)->direction == direction)
			return true;
	return false;
}

const struct why_row *
reference_why(const struct reference *reference, struct slice slice, uint32_t n)
{
	return &reference->tables.whys[slice.first + n];
}

const struct fix_row *
reference_fix(const struct reference *reference, struct slice slice, uint32_t n)
{
	return &reference->tables.fixes[slice.first + n];
}

const char *
reference_item(const struct reference *reference, struct slice slice,
    uint32_t n)
{
	return reference_string(reference,
	    reference->tables.strings[slice.first + n].text);
}

uint32_t
reference_link(const struct reference *reference, struct slice slice,
    uint32_t n)
{
	return reference->tables.links[slice.first + n].target;
}

const struct digit_row *
reference_digit(const struct reference *reference, enum digit_of of,
    unsigned value)
{
	for (uint32_t i = 0; i < reference->tables.digit_count; i++) {
		const struct digit_row *row = &reference->tables.digits[i];

		if (row->of == of && (row->value == value || of == DIGIT_THIRD))
			return row;
	}
	return NULL;
}

uint32_t
reference_find_code(const struct reference *reference, unsigned code)
{
	uint32_t low = 0, high = reference_count(reference, ENTRY_CODE);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t entry = reference_nth(reference, ENTRY_CODE, middle);
		uint32_t found = reference_entry(reference, entry)->code;

		if (found == code)
			return entry;
		if (found < code)
			low = middle + 1;
		else
			high = middle;
	}
	return TABLES_NONE;
}

uint32_t
reference_find_pair(const struct reference *reference, unsigned code,
    const struct status *status)
{
	uint32_t count = reference_count(reference, ENTRY_PAIR);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_PAIR, i);
		const struct entry_row *row = reference_entry(reference, entry);

		if (row->code == code && row->classes == status->classes &&
		    row->subject == status->subject &&
		    row->detail_from == status->detail_from)
			return entry;
	}
	return TABLES_NONE;
}

static bool
status_fits(const struct entry_row *row, const struct status *status,
    bool any_class)
{
	return row->detail_from <= status->detail_from &&
	    row->detail_to >= status->detail_to &&
	    (any_class || ((row->classes | row->seen) & status->classes) != 0);
}

/* Is a sense more fitting than another? The narrower range is. */
static bool
fits_better(const struct reference *reference, uint32_t left, uint32_t right)
{
	const struct entry_row *a = reference_entry(reference, left);
	const struct entry_row *b = reference_entry(reference, right);

	return a->detail_to - a->detail_from < b->detail_to - b->detail_from;
}

/* The first status of a subject, or of one behind it: they are sorted so. */
static uint32_t
first_of_subject(const struct reference *reference, uint32_t subject)
{
	uint32_t low = 0, high = reference_count(reference, ENTRY_STATUS);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (reference_entry(reference,
			reference_nth(reference, ENTRY_STATUS, middle))
			->subject < subject)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
reference_find_status(const struct reference *reference,
    const struct status *status, bool any_class, uint32_t *entries, size_t room)
{
	uint32_t total = reference_count(reference, ENTRY_STATUS);
	size_t found = 0, at;

	for (uint32_t i = first_of_subject(reference, status->subject);
	     i < total; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_STATUS, i);
		const struct entry_row *row = reference_entry(reference, entry);

		if (row->subject != status->subject)
			break;
		if (!status_fits(row, status, any_class))
			continue;
		if (found == room)
			return found;
		/* They stand in order but for the width of their ranges. */
		for (at = found++;
		     at > 0 && fits_better(reference, entry, entries[at - 1]);
		     at--)
			entries[at] = entries[at - 1];
		entries[at] = entry;
	}
	return found;
}

void
reference_index(const struct reference *reference, struct index *index)
{
	index_of_tables(index, &reference->tables);
}

/* Reads a number of at most 9 digits; returns how many it has. */
static size_t
read_number(const char *at, const char *end, unsigned long *number)
{
	size_t digits = 0;

	*number = 0;
	while (at + digits < end && text_is_digit(at[digits]) && digits < 9) {
		*number = *number * 10 + (unsigned long)(at[digits] - '0');
		digits++;
	}
	return digits;
}

/* Matches 1300-1340 in a pattern against a number; moves both behind it. */
static bool
match_range(const char **pattern, const char **at, const char *end)
{
	const char *start = *pattern, *stop = start + strlen(start);
	unsigned long from, to, number;
	size_t first, second, digits;

	first = read_number(start, stop, &from);
	if (first == 0 || start[first] != '-')
		return false;
	second = read_number(start + first + 1, stop, &to);
	digits = read_number(*at, end, &number);
	if (second == 0 || digits == 0 || number < from || number > to)
		return false;
	*pattern = start + first + 1 + second;
	*at += digits;
	return true;
}

/* Do two numbers with a hyphen between them begin here? */
static bool
is_range(const char *pattern)
{
	const char *at = pattern;

	while (text_is_digit(*at))
		at++;
	return at > pattern && *at == '-' && text_is_digit(at[1]);
}

static bool
is_same_name(const char *name, const char *word, size_t length)
{
	return text_same_letters(name, word, length) && name[length] == '\0';
}

static bool
match_name(const char *pattern, const char *at, const char *end)
{
	while (*pattern != '\0') {
		if (is_range(pattern)) {
			if (!match_range(&pattern, &at, end))
				return false;
			continue;
		}
		if (*pattern == '#' || *pattern == '*') {
			/* The longest first: what follows is hardly a digit. */
			const char *stop = at, *least = at;

			/*
			 * At least one digit, or nothing at all; none also for
			 * what is spoken of without: OFR_506.
			 */
			least += *pattern == '#' && pattern[1] != '_';
			while (stop < end &&
			    (*pattern == '*' ? *stop != ' ' :
					       text_is_digit(*stop)))
				stop++;
			for (; stop >= least; stop--)
				if (match_name(pattern + 1, stop, end))
					return true;
			return false;
		}
		if (at == end || text_lower(*pattern) != text_lower(*at))
			return false;
		pattern++;
		at++;
	}
	return at == end;
}

uint32_t
reference_find_name(const struct reference *reference, enum entry_kind kind,
    const char *name, size_t length)
{
	uint32_t count = reference_count(reference, kind);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, kind, i);

		const char *own = reference_name(reference, entry);

		if (is_same_name(own, name, length) ||
		    (kind == ENTRY_VENDOR &&
			match_name(own, name, name + length)))
			return entry;
	}
	return TABLES_NONE;
}

bool
reference_has_alias(const struct reference *reference, uint32_t entry,
    const char *word, size_t length)
{
	struct slice aliases = reference_entry(reference, entry)->aliases;

	for (uint32_t i = 0; i < aliases.count; i++)
		if (is_same_name(reference_item(reference, aliases, i), word,
			length))
			return true;
	return false;
}

size_t
reference_find_aliases(const struct reference *reference, const char *word,
    size_t length, uint32_t *entries, size_t room)
{
	static const enum entry_kind kinds[] = { ENTRY_SERVER, ENTRY_CAUSE };
	size_t found = 0;

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		uint32_t count = reference_count(reference, kinds[k]);

		for (uint32_t i = 0; i < count && found < room; i++) {
			uint32_t entry = reference_nth(reference, kinds[k], i);

			if (reference_has_alias(reference, entry, word, length))
				entries[found++] = entry;
		}
	}
	return found;
}
