#include "redact.h"

#include <stdlib.h>
#include <string.h>

#include "normal_atom.h"

enum {
	SMALLEST = 256,	  /* places of the table */
	LEAST_ID = 5,	  /* characters; shorter ones tell nobody */
	LEAST_DIGITS = 8, /* of an id of digits alone: a telephone number */
	LONGEST_HOST = 255,
	FRONT = 64, /* bytes of a line in which its host stands */
};

enum kind {
	KIND_USER,
	KIND_HOST,
	KIND_IP,
	KIND_ID,
	KINDS,
};

void
redact_init(struct redact *redact, const struct reference *reference)
{
	*redact = (struct redact) { 0 };
	known_hosts_init(&redact->known, reference);
	redact->failed = redact->known.failed;
}

void
redact_release(struct redact *redact)
{
	known_hosts_release(&redact->known);
	free(redact->values);
	*redact = (struct redact) { 0 };
}

static uint64_t
hash_of(enum kind kind, const char *bytes, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) + kind;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text_lower(bytes[i])) *
		    UINT64_C(0x100000001b3);
	return hash == 0 ? 1 : hash;
}

/* Where the hash is in the table, or is to be put. */
static struct redact_value *
place_of(struct redact_value *values, size_t capacity, uint64_t hash)
{
	size_t place = hash & (capacity - 1);

	while (values[place].hash != 0 && values[place].hash != hash)
		place = (place + 1) & (capacity - 1);
	return &values[place];
}

static bool
make_room(struct redact *redact)
{
	size_t capacity = redact->capacity == 0 ? SMALLEST :
						  2 * redact->capacity;
	struct redact_value *values;

	if (redact->count * 2 < redact->capacity)
		return true;
	values = calloc(capacity, sizeof(*values));
	if (values == NULL)
		return false;
	for (size_t i = 0; i < redact->capacity; i++)
		if (redact->values[i].hash != 0)
			*place_of(values, capacity,
			    redact->values[i].hash) = redact->values[i];
	free(redact->values);
	redact->values = values;
	redact->capacity = capacity;
	return true;
}

static bool
is_letter(char c)
{
	return (atom_byte(c) & BYTE_LETTER) != 0;
}

/* The number of a value among those of its kind, from 1; 0 without memory. */
static uint32_t
number_of(struct redact *redact, enum kind kind, const char *bytes,
    size_t length)
{
	uint64_t hash = hash_of(kind, bytes, length);
	struct redact_value *value;

	if (!make_room(redact)) {
		redact->failed = true;
		return 0;
	}
	value = place_of(redact->values, redact->capacity, hash);
	if (value->hash == 0) {
		value->hash = hash;
		value->number = ++redact->numbers[kind];
		redact->count++;
	}
	return value->number;
}

static void
append_mask(struct redact *redact, struct text *text, enum kind kind,
    const char *bytes, size_t length)
{
	static const char *const names[KINDS] = { "user", "host", "ip", "id" };
	uint32_t number = number_of(redact, kind, bytes, length);

	if (number == 0)
		text_append(text, "<text>");
	else
		text_printf(text, "%s-%u", names[kind], (unsigned)number);
}

/* A host keeps its last label, a known one all. */
static void
append_host(struct redact *redact, struct text *text, const char *host,
    size_t length)
{
	size_t last = length;

	if (known_hosts_has(&redact->known, host, length)) {
		text_append_bytes(text, host, length);
		return;
	}
	while (last > 0 && host[last - 1] != '.')
		last--;
	append_mask(redact, text, KIND_HOST, host, length);
	if (last > 0) {
		text_append_char(text, '.');
		text_append_bytes(text, host + last, length - last);
	}
}

static void
append_address(struct redact *redact, struct text *text,
    const struct atom *atom)
{
	const char *sign = atom->start + atom->length - 1;

	while (*sign != '@')
		sign--;
	append_mask(redact, text, KIND_USER, atom->start,
	    (size_t)(sign - atom->start));
	text_append_char(text, '@');
	append_host(redact, text, sign + 1,
	    (size_t)(atom->start + atom->length - sign - 1));
}

/* The day and the hour in front of 12:34: 2026-11-28T10. */
static bool
is_date(const struct atom *atom)
{
	static const char shape[] = "dddd-dd-ddTdd";

	if (atom->length != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < atom->length; i++)
		if (shape[i] == 'd' ?
			(atom_byte(atom->start[i]) & BYTE_DIGIT) == 0 :
			atom->start[i] != shape[i])
			return false;
	return true;
}

static bool
is_private_id(const struct atom *atom)
{
	if (is_date(atom))
		return false;
	if (atom->digits == atom->length)
		return atom->length >= LEAST_DIGITS;
	return atom->length >= LEAST_ID && atom_is_id(atom) &&
	    !atom_is_vendor_token(atom);
}

/* Labels of which the last is of letters, however they are written. */
static bool
is_any_host(const struct atom *atom)
{
	const char *end = atom->start + atom->length, *last = end;

	if (atom->dots == 0 || atom->length > LONGEST_HOST)
		return false;
	while (last > atom->start && is_letter(last[-1]))
		last--;
	return end - last >= 2 && last - atom->start >= 2 && last[-1] == '.' &&
	    last[-2] != '.';
}

/* <john>: a mailbox without its domain; but <ip> and the like are no name. */
static bool
is_bare_user(const struct atom *atom, const char *bytes, const char *end)
{
	static const char *const placeholders[] = { "address", "ip", "domain",
		"host", "url", "id", "n", "text", "user", "date" };
	const char *stop = atom->start + atom->length;

	if (atom->signs > 0 || atom->dots > 0 || atom->letters == 0 ||
	    atom->start == bytes || atom->start[-1] != '<' || stop == end ||
	    *stop != '>')
		return false;
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders);
	     i++)
		if (strlen(placeholders[i]) == atom->length &&
		    memcmp(placeholders[i], atom->start, atom->length) == 0)
			return false;
	return true;
}

void
redact_note_host(struct redact *redact, const char *name, size_t length)
{
	if (length > 0 && memchr(name, '.', length) == NULL &&
	    number_of(redact, KIND_HOST, name, length) == 0)
		redact->failed = true;
}

/* A host that has been told, at the beginning of a line? */
static bool
is_noted_host(const struct redact *redact, const struct atom *atom,
    const char *bytes)
{
	uint64_t hash;

	if (redact->capacity == 0 || atom->dots > 0 ||
	    atom->start - bytes >= FRONT)
		return false;
	hash = hash_of(KIND_HOST, atom->start, atom->length);
	return place_of(redact->values, redact->capacity, hash)->hash == hash;
}

static void
append_atom(struct redact *redact, struct text *text, const struct atom *atom)
{
	if (atom_is_address(atom))
		append_address(redact, text, atom);
	else if (atom_is_ipv4(atom))
		append_mask(redact, text, KIND_IP, atom->start, atom->length);
	else if (atom_is_status(atom))
		text_append_bytes(text, atom->start, atom->length);
	else if (is_any_host(atom))
		append_host(redact, text, atom->start, atom->length);
	else if (is_private_id(atom))
		append_mask(redact, text, KIND_ID, atom->start, atom->length);
	else
		text_append_bytes(text, atom->start, atom->length);
}

/* What hangs together, and what is known of it. */
struct run {
	const char *bytes, *end; /* of the whole text */
	const char *looked;	 /* up to where addresses have been sought */
	struct atom wide;	 /* one beyond ASCII */
	const char *counted;	 /* where the run ends, */
	const char *equals;	 /* its next = at or behind a place, */
	bool has_sign;		 /* and does it hold an @? */
};

/* Where the atom at a place ends at most: key=value are two. */
static const char *
limit_of(struct run *run, const char *at)
{
	if (at >= run->counted) {
		run->has_sign = false;
		run->counted = at;
		while (run->counted < run->end &&
		    (atom_byte(*run->counted) & BYTE_ATOM) != 0)
			run->has_sign = *run->counted++ == '@' || run->has_sign;
		run->equals = at;
	}
	if (run->has_sign)
		return run->end;
	while (run->equals < run->counted &&
	    (run->equals < at || *run->equals != '='))
		run->equals++;
	return run->equals + (run->equals == at);
}

/* A name of a host in letters of any alphabet: all of the run, or none. */
static bool
is_wide_host(struct atom *atom, const struct run *run, const char *at)
{
	const char *last;

	atom_read(atom, at, run->counted);
	last = atom->start + atom->length;
	if (atom->others == 0 || atom->dots == 0 ||
	    atom->length > LONGEST_HOST || run->has_sign ||
	    memchr(atom->start, '=', atom->length) != NULL)
		return false;
	while (last[-1] != '.') {
		last--;
		if ((atom_byte(*last) & BYTE_DIGIT) != 0)
			return false;
	}
	return true;
}

/* Masks what begins at a place. Returns where it ends. */
static const char *
append_run(struct redact *redact, struct text *text, struct run *run,
    const char *at)
{
	struct atom atom;
	const char *stop, *limit;
	bool begins = at >= run->counted;

	if (at >= run->looked)
		run->looked = atom_find_address(&run->wide, at, run->end);
	if (run->wide.length > 0 && run->wide.start == at) {
		append_address(redact, text, &run->wide);
		return at + run->wide.length;
	}
	limit = limit_of(run, at);
	if (begins && is_wide_host(&atom, run, at)) {
		text_append_bytes(text, at, (size_t)(atom.start - at));
		append_host(redact, text, atom.start, atom.length);
		return atom.start + atom.length;
	}
	if ((atom_byte(*at) & BYTE_HIGH) != 0) {
		text_append_char(text, *at);
		return at + 1;
	}
	if (run->wide.length > 0 && run->wide.start > at &&
	    run->wide.start < limit)
		limit = run->wide.start;
	stop = atom_read_ascii(&atom, at, limit);
	text_append_bytes(text, at, (size_t)(atom.start - at));
	if (atom.length > 0 && is_bare_user(&atom, run->bytes, run->end))
		append_mask(redact, text, KIND_USER, atom.start, atom.length);
	else if (atom.length > 0 && is_noted_host(redact, &atom, run->bytes))
		append_mask(redact, text, KIND_HOST, atom.start, atom.length);
	else if (atom.length > 0)
		append_atom(redact, text, &atom);
	at = atom.start + atom.length;
	text_append_bytes(text, at, (size_t)(stop - at));
	return stop;
}

void
redact_append(struct redact *redact, struct text *text, const char *bytes,
    size_t length)
{
	const char *at = bytes, *end = bytes + length;
	struct run run = { bytes, end, bytes, { 0 }, bytes, bytes, false };
	size_t ipv6;

	while (at < end) {
		if ((atom_byte(*at) & BYTE_ATOM) == 0 && *at != ':') {
			text_append_char(text, *at++);
			continue;
		}
		ipv6 = atom_ipv6_length(at, end);
		if (ipv6 > 0) {
			append_mask(redact, text, KIND_IP, at, ipv6);
			at += ipv6;
		} else if (*at == ':') {
			text_append_char(text, *at++);
		} else {
			at = append_run(redact, text, &run, at);
		}
	}
}
