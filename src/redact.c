#include "redact.h"

#include <stdlib.h>
#include <string.h>

#include "normal_atom.h"

enum {
	SMALLEST = 256,	  /* places of the table */
	LEAST_ID = 5,	  /* characters; shorter ones tell nobody */
	LEAST_DIGITS = 8, /* of an id of digits alone: a telephone number */
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

static bool
is_private_id(const struct atom *atom)
{
	if (atom->digits == atom->length)
		return atom->length >= LEAST_DIGITS;
	return atom->length >= LEAST_ID && atom_is_id(atom) &&
	    !atom_is_vendor_token(atom);
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
	else if (atom_is_host(atom))
		append_host(redact, text, atom->start, atom->length);
	else if (is_private_id(atom))
		append_mask(redact, text, KIND_ID, atom->start, atom->length);
	else
		text_append_bytes(text, atom->start, atom->length);
}

void
redact_append(struct redact *redact, struct text *text, const char *bytes,
    size_t length)
{
	const char *at = bytes, *end = bytes + length, *stop;
	struct atom atom;
	size_t ipv6;

	while (at < end) {
		if ((atom_byte(*at) & BYTE_HIGH) != 0 ||
		    ((atom_byte(*at) & BYTE_ATOM) == 0 && *at != ':')) {
			text_append_char(text, *at++);
			continue;
		}
		ipv6 = atom_ipv6_length(at, end);
		if (ipv6 > 0) {
			append_mask(redact, text, KIND_IP, at, ipv6);
			at += ipv6;
			continue;
		}
		if (*at == ':') {
			text_append_char(text, *at++);
			continue;
		}
		stop = atom_read_ascii(&atom, at, end);
		text_append_bytes(text, at, (size_t)(atom.start - at));
		if (atom.length > 0)
			append_atom(redact, text, &atom);
		at = atom.start + atom.length;
		text_append_bytes(text, at, (size_t)(stop - at));
		at = stop;
	}
}
