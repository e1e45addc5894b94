#include "redact.h"

#include <string.h>

#include "code.h"
#include "normal_atom.h"
#include "redact_names.h"

enum {
	LONGEST_HOST = 255,
	LONGEST_USER = 64, /* RFC 5321 4.5.3.1.1 */
	LEAST_USER = 3,
	MAILBOXES = 8, /* of a text that are looked for elsewhere in it */
	FRONT = 64,    /* bytes of a line in which its host stands */
};

void
redact_init(struct redact *redact, const struct reference *reference)
{
	*redact = (struct redact) { 0 };
	known_hosts_init(&redact->known, reference);
	redact_public_init(&redact->public, reference);
	redact->failed = redact->known.failed || redact->public.failed;
}

void
redact_release(struct redact *redact)
{
	known_hosts_release(&redact->known);
	redact_public_release(&redact->public);
	redact_values_release(&redact->values);
	*redact = (struct redact) { 0 };
}

static void
append_mask(struct redact *redact, struct text *text, enum redact_kind kind,
    const char *bytes, size_t length)
{
	static const char *const names[REDACT_KINDS] = { "user", "host", "ip",
		"id" };
	uint32_t number;

	if (redact->fixed) {
		text_printf(text, "<%s>", names[kind]);
		return;
	}
	number = redact_number(&redact->values, kind, bytes, length);
	if (number == 0) {
		redact->failed = true;
		text_append(text, "<text>");
	} else {
		text_printf(text, "%s-%u", names[kind], (unsigned)number);
	}
}

/* Words of an example of syntax, as in `<email@host>`, that name no host. */
static bool
is_sample_host(const char *host, size_t length)
{
	return memchr(host, '.', length) == NULL &&
	    redact_is_common(host, length);
}

/* A host keeps its last label, a known one all. */
static void
append_host(struct redact *redact, struct text *text, const char *host,
    size_t length)
{
	size_t last = length, front;

	if (is_sample_host(host, length)) {
		text_append_bytes(text, host, length);
		return;
	}
	if (known_hosts_has(&redact->known, host, length)) {
		front = redact_front(host, length);
		if (front > 0)
			append_mask(redact, text, REDACT_HOST, host, front);
		text_append_bytes(text, host + front, length - front);
		return;
	}
	while (last > 0 && host[last - 1] != '.')
		last--;
	append_mask(redact, text, REDACT_HOST, host, length);
	if (last > 0 && !redact->fixed) {
		text_append_char(text, '.');
		text_append_bytes(text, host + last, length - last);
	}
}

/* support@ and the like, of a server of the reference, or of none? */
static bool
is_public_address(const struct redact *redact, const struct atom *atom,
    const char *sign)
{
	size_t mailbox = (size_t)(sign - atom->start);
	size_t length = atom->length - mailbox - 1;

	return redact_is_common(atom->start, mailbox) &&
	    (is_sample_host(sign + 1, length) ||
		(known_hosts_has(&redact->known, sign + 1, length) &&
		    redact_front(sign + 1, length) == 0));
}

static void
append_address(struct redact *redact, struct text *text,
    const struct atom *atom)
{
	const char *sign = atom->start + atom->length - 1;

	while (*sign != '@')
		sign--;
	if (is_public_address(redact, atom, sign)) {
		text_append_bytes(text, atom->start, atom->length);
		return;
	}
	if (redact->fixed) {
		text_append(text, "<address>");
		return;
	}
	append_mask(redact, text, REDACT_USER, atom->start,
	    (size_t)(sign - atom->start));
	text_append_char(text, '@');
	append_host(redact, text, sign + 1,
	    (size_t)(atom->start + atom->length - sign - 1));
}

/* Does it stand in <>? */
static bool
is_bracketed(const struct atom *atom, const char *bytes, const char *end)
{
	const char *stop = atom->start + atom->length;

	return atom->start > bytes && atom->start[-1] == '<' && stop < end &&
	    *stop == '>';
}

/* <ip> and the like, which masks leave. */
static bool
is_placeholder(const struct atom *atom, const char *bytes, const char *end)
{
	static const char *const placeholders[] = { "address", "ip", "domain",
		"host", "url", "id", "n", "text", "user", "date" };

	for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders);
	     i++)
		if (strlen(placeholders[i]) == atom->length &&
		    memcmp(placeholders[i], atom->start, atom->length) == 0)
			return is_bracketed(atom, bytes, end);
	return false;
}

/* <john>: a mailbox without its domain. */
static bool
is_bare_user(const struct redact *redact, const struct atom *atom,
    const char *bytes, const char *end)
{
	return atom->signs == 0 && atom->dots == 0 && atom->letters > 0 &&
	    is_bracketed(atom, bytes, end) &&
	    !redact_public_has_word(&redact->public, atom->start, atom->length);
}

void
redact_note_host(struct redact *redact, const char *name, size_t length)
{
	if (length > 0 && memchr(name, '.', length) == NULL &&
	    (redact_number(&redact->values, REDACT_HOST, name, length) == 0 ||
		redact_number(&redact->values, REDACT_NOTED, name, length) ==
		    0))
		redact->failed = true;
}

/* The hash of the mailbox in front of an @, or 0. */
static uint64_t
hash_of_mailbox(const char *name, size_t length)
{
	if (length < LEAST_USER || length > LONGEST_USER ||
	    redact_is_common(name, length))
		return 0;
	return redact_hash(REDACT_USER, name, length);
}

void
redact_note_user(struct redact *redact, const char *name, size_t length)
{
	const char *sign = length == 0 ? NULL : memchr(name, '@', length);

	redact->mailbox = sign == NULL ?
	    0 :
	    hash_of_mailbox(name, (size_t)(sign - name));
}

/* A host that has been told, at the beginning of a line? */
static bool
is_noted_host(const struct redact *redact, const struct atom *atom,
    const char *bytes)
{
	uint64_t hash;

	if (atom->dots > 0 || atom->start - bytes >= FRONT)
		return false;
	hash = redact_hash(REDACT_NOTED, atom->start, atom->length);
	return redact_values_has(&redact->values, hash);
}

/*
 * Is it nobody's address: the number of a section, or what a list answers
 * (127.0.0.2)?
 */
static bool
is_nobodys(const struct atom *atom, const char *bytes)
{
	static const char word[] = "ection ";
	size_t length = sizeof(word) - 1;

	return memcmp(atom->start, "127.", 4) == 0 ||
	    ((size_t)(atom->start - bytes) >= length &&
		memcmp(atom->start - length, word, length) == 0);
}

static void
append_atom(struct redact *redact, struct text *text, const struct atom *atom,
    const char *bytes)
{
	if (atom_is_address(atom) &&
	    !redact_public_has_word(&redact->public, atom->start, atom->length))
		append_address(redact, text, atom);
	else if (atom_is_ipv4(atom) && !is_nobodys(atom, bytes))
		append_mask(redact, text, REDACT_IP, atom->start, atom->length);
	else if (atom_is_ipv4(atom) || atom_is_status(atom) ||
	    redact_public_has_word(&redact->public, atom->start, atom->length))
		text_append_bytes(text, atom->start, atom->length);
	else if (redact_is_host(atom))
		append_host(redact, text, atom->start, atom->length);
	else if (redact_is_id(atom))
		append_mask(redact, text, REDACT_ID, atom->start, atom->length);
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
	const char *encoded;	 /* up to where %40 has been sought, */
	const char *linked;	 /* and links */
	uint64_t mailboxes[MAILBOXES + 1]; /* of the addresses in the text */
	size_t mailbox_count;
};

/* Where the atom at a place ends at most: key=value are two, name's too. */
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
	    (run->equals < at || (*run->equals != '=' && *run->equals != '\'')))
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

/*
 * The place of %40, an @ in a link, in the run at a place, or NULL. The run is
 * looked through once.
 */
static const char *
find_encoded(struct run *run, const char *at)
{
	const char *stop = at;

	if (at < run->encoded)
		return NULL;
	while (stop < run->end &&
	    (*stop == '%' || (atom_byte(*stop) & BYTE_ATOM) != 0)) {
		if (run->end - stop > 3 && memcmp(stop, "%40", 3) == 0 &&
		    (atom_byte(stop[3]) & BYTE_ATOM) != 0)
			return stop;
		stop++;
	}
	run->encoded = stop;
	return NULL;
}

/* Notes the mailboxes of the first addresses in a text. */
static void
note_mailboxes(struct run *run, uint64_t noted)
{
	const char *at = run->bytes, *start;
	uint64_t hash;

	if (noted != 0)
		run->mailboxes[run->mailbox_count++] = noted;
	for (size_t i = 0; i < MAILBOXES; i++) {
		at = at == run->end ? NULL :
				      memchr(at, '@', (size_t)(run->end - at));
		if (at == NULL)
			return;
		start = at;
		while (start > run->bytes && at - start <= LONGEST_USER &&
		    (atom_byte(start[-1]) & BYTE_ATOM) != 0 && start[-1] != '=')
			start--;
		hash = hash_of_mailbox(start, (size_t)(at - start));
		if (hash != 0)
			run->mailboxes[run->mailbox_count++] = hash;
		at++;
	}
}

static bool
is_mailbox(const struct run *run, const struct atom *atom)
{
	uint64_t hash;

	if (run->mailbox_count == 0 || atom->length < LEAST_USER ||
	    atom->length > LONGEST_USER)
		return false;
	hash = redact_hash(REDACT_USER, atom->start, atom->length);
	for (size_t i = 0; i < run->mailbox_count; i++)
		if (run->mailboxes[i] == hash)
			return true;
	return false;
}

/* Is it the code of a line that others follow: 550-Sorry? */
static bool
is_code(const char *at, const struct run *run)
{
	return run->end - at > 4 && at[3] == '-' &&
	    (at == run->bytes || (atom_byte(at[-1]) & BYTE_ATOM) == 0) &&
	    code_is_sent(at);
}

/* The atom between two places, with the signs around it. */
static const char *
append_between(struct redact *redact, struct text *text, const struct run *run,
    const char *at, const char *limit)
{
	struct atom atom;
	const char *stop = atom_read_ascii(&atom, at, limit);

	text_append_bytes(text, at, (size_t)(atom.start - at));
	if (is_placeholder(&atom, run->bytes, run->end))
		text_append_bytes(text, atom.start, atom.length);
	else if (atom.length > 0 &&
	    (is_bare_user(redact, &atom, run->bytes, run->end) ||
		is_mailbox(run, &atom)))
		append_mask(redact, text, REDACT_USER, atom.start, atom.length);
	else if (atom.length > 0 && is_noted_host(redact, &atom, run->bytes))
		append_mask(redact, text, REDACT_HOST, atom.start, atom.length);
	else if (atom.length > 0)
		append_atom(redact, text, &atom, run->bytes);
	at = atom.start + atom.length;
	text_append_bytes(text, at, (size_t)(stop - at));
	return stop;
}

/* Masks what begins at a place. Returns where it ends. */
static const char *
append_run(struct redact *redact, struct text *text, struct run *run,
    const char *at)
{
	struct atom atom;
	const char *limit, *sign;
	bool begins = at >= run->counted;

	if (at >= run->looked)
		run->looked = atom_find_address(&run->wide, at, run->end);
	if (run->wide.length > 0 && run->wide.start == at) {
		append_address(redact, text, &run->wide);
		return at + run->wide.length;
	}
	sign = find_encoded(run, at);
	if (sign != NULL) {
		append_mask(redact, text, REDACT_USER, at, (size_t)(sign - at));
		text_append(text, "%40");
		return sign + 3;
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
	if (is_code(at, run))
		limit = at + 4;
	return append_between(redact, text, run, at, limit);
}

/* Appends what is public, or an IPv6 address. Returns where it ends, or at. */
static const char *
append_whole(struct redact *redact, struct text *text, struct run *run,
    const char *at)
{
	size_t length = 0;

	if (*at == 'h' && at >= run->linked)
		length = redact_public_link(&redact->public, at, run->end,
		    &run->linked);
	if (length > 0) {
		text_append_bytes(text, at, length);
		return at + length;
	}
	length = atom_ipv6_length(at, run->end);
	while (length > 0 && at[length - 1] == '.')
		length--;
	if (length > 0)
		append_mask(redact, text, REDACT_IP, at, length);
	return at + length;
}

void
redact_append(struct redact *redact, struct text *text, const char *bytes,
    size_t length)
{
	const char *at = bytes, *end = bytes + length, *stop;
	struct run run = { .bytes = bytes,
		.end = end,
		.looked = bytes,
		.counted = bytes,
		.equals = bytes,
		.encoded = bytes,
		.linked = bytes };

	note_mailboxes(&run, redact->mailbox);
	while (at < end) {
		if ((atom_byte(*at) & BYTE_ATOM) == 0 && *at != ':') {
			text_append_char(text, *at++);
			continue;
		}
		stop = append_whole(redact, text, &run, at);
		if (stop > at)
			at = stop;
		else if (*at == ':')
			text_append_char(text, *at++);
		else
			at = append_run(redact, text, &run, at);
	}
}
