#include "digest_relay.h"

#include <string.h>

#include "normal_atom.h"

static bool
has(char c, unsigned set)
{
	return (atom_byte(c) & set) != 0;
}

/* Does a sentence tell hosts, and not links or words? */
static bool
tells_hosts(const char *sentence)
{
	static const char *const starts[] = { "MX ", "Host", "Domain",
		"Submission host", "The host", "Its host" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (strncmp(sentence, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* Drops the first label if hosts are numbered by it, or DOMAIN stands there. */
static struct piece
without_number(struct piece host)
{
	const char *point = memchr(host.bytes, '.', host.length);
	size_t label = (size_t)(point - host.bytes);
	struct piece rest = { point + 1, host.length - label - 1 };
	bool number = false;

	for (size_t i = 0; i < label; i++)
		number = number || has(host.bytes[i], BYTE_DIGIT | BYTE_UPPER);
	return number && memchr(rest.bytes, '.', rest.length) != NULL ? rest :
									host;
}

static void
add_hosts(struct digest_relay *relay, const char *sentence)
{
	const char *end = sentence + strlen(sentence), *at = sentence;
	struct atom atom;

	while (at < end && relay->count < DIGEST_RELAY_HOSTS) {
		if (!has(*at, BYTE_ATOM)) {
			at++;
			continue;
		}
		at = atom_read(&atom, at, end);
		if (atom.dots > 0 && atom.signs == 0 && atom.humps == 0 &&
		    has(atom.start[atom.length - 1], BYTE_LETTER))
			relay->hosts[relay->count++] = without_number(
			    (struct piece) { atom.start, atom.length });
	}
}

void
digest_relay_init(struct digest_relay *relay, const struct reference *reference,
    uint32_t server)
{
	const struct entry_row *row = reference_entry(reference, server);

	relay->count = 0;
	for (uint32_t i = 0; i < row->recognise.count; i++) {
		const char *sentence = reference_item(reference, row->recognise,
		    i);

		if (tells_hosts(sentence))
			add_hosts(relay, sentence);
	}
}

/* Is it the name of one of the hosts, or below one? */
static bool
is_host_of(const struct digest_relay *relay, const char *name)
{
	size_t length = strcspn(name, "[: ");

	for (size_t i = 0; i < relay->count; i++) {
		const struct piece *host = &relay->hosts[i];
		size_t at = 0, front = length - host->length;

		if (length < host->length ||
		    (front > 0 && name[front - 1] != '.'))
			continue;
		while (at < host->length &&
		    text_lower(name[front + at]) == host->bytes[at])
			at++;
		if (at == host->length)
			return true;
	}
	return false;
}

bool
digest_relay_said(const struct digest_relay *relay,
    const struct counted *counted)
{
	struct toplist_row tops[TOPLIST_NAMES];
	size_t count;
	uint64_t theirs = 0;

	if (relay->count == 0 || counted->key.direction == DIRECTION_LOCAL)
		return false;
	/* A tally tells of one line alone by whom it was said. */
	if (counted->relays.count == 0)
		return counted->sample.bytes != NULL &&
		    is_host_of(relay, counted->sample.relay);
	count = toplist_tops(&counted->relays, counted->count, tops);
	for (size_t i = 0; i < count; i++)
		if (is_host_of(relay, tops[i].name))
			theirs += tops[i].count;
	return theirs * 2 > counted->count;
}
