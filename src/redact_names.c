#include "redact_names.h"

#include <string.h>

#include "mask.h"
#include "text.h"

enum {
	LEAST_ID = 5,	  /* characters; shorter ones tell nobody */
	LEAST_DIGITS = 8, /* of an id of digits alone: a telephone number */
	LONGEST_HOST = 255,
	IP_NUMBERS = 4, /* in a host's name, as in ec2-192-0-2-1 */
};

/* What stands in front of these names is a customer's of the provider. */
static const char *const customers[] = { ".mail.protection.outlook.com",
	".mail.eo.outlook.com", ".onmicrosoft.com", ".mx.microsoft",
	".pphosted.com", ".iphmx.com", ".ess.barracudanetworks.com",
	".psmtp.com", ".in.tmes.trendmicro.com", ".mxlogic.net" };

/* Are the bytes this, in any case? */
static bool
is_same(const char *lower, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text_lower(bytes[i]) != lower[i])
			return false;
	return lower[length] == '\0';
}

/* Does a host end in this, in any case? */
static bool
host_ends(const char *host, size_t length, const char *tail)
{
	size_t size = strlen(tail);

	return length > size && is_same(tail, host + length - size, size);
}

size_t
redact_front(const char *host, size_t length)
{
	size_t owner = mask_owner(host, length), front = 0;
	unsigned numbers = 0;

	for (size_t i = 0; i < sizeof(customers) / sizeof(customers[0]); i++)
		if (host_ends(host, length, customers[i]))
			return length - strlen(customers[i]);
	for (size_t i = 0; i < owner; i++) {
		if ((atom_byte(host[i]) & BYTE_DIGIT) == 0)
			continue;
		numbers += i == 0 || (atom_byte(host[i - 1]) & BYTE_DIGIT) == 0;
		front = i + 1;
	}
	if (numbers < IP_NUMBERS)
		return 0;
	while (front < length && host[front] != '.')
		front++;
	return front;
}

/* The name of a file, as in links: lookup.php. */
static bool
is_file(const struct atom *atom)
{
	static const char *const tails[] = { ".html", ".htm", ".shtml",
		".phtml", ".php", ".cgi", ".asp", ".aspx", ".jsp", ".txt",
		".pdf", ".log", ".conf" };

	/* but example.org.html tells of a host */
	if (atom->dots != 1)
		return false;
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (host_ends(atom->start, atom->length, tails[i]))
			return true;
	return false;
}

bool
redact_is_host(const struct atom *atom)
{
	const char *end = atom->start + atom->length, *last = end;

	if (atom->dots == 0 || atom->length > LONGEST_HOST || is_file(atom))
		return false;
	while (last > atom->start && text_is_letter(last[-1])) {
		last--;
		/* RESOLVER.ADR.RecipNotFound */
		if (last + 1 < end && (atom_byte(last[0]) & BYTE_LOWER) != 0 &&
		    (atom_byte(last[1]) & BYTE_UPPER) != 0)
			return false;
	}
	return end - last >= 2 && last - atom->start >= 2 && last[-1] == '.' &&
	    last[-2] != '.';
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

bool
redact_is_id(const struct atom *atom)
{
	if (is_date(atom))
		return false;
	if (atom->digits == atom->length)
		return atom->length >= LEAST_DIGITS;
	return atom->length >= LEAST_ID && atom_is_id(atom) &&
	    !atom_is_vendor_token(atom);
}

bool
redact_is_common(const char *name, size_t length)
{
	static const char *const names[] = { "abuse", "abuse_rbl", "address",
		"admin", "client", "contact", "email", "from", "host", "info",
		"mail", "mailbox", "mailer-daemon", "message", "noreply",
		"no-reply", "office", "postmaster", "recipient", "root",
		"sender", "server", "service", "support", "the", "user" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == length &&
		    is_same(names[i], name, length))
			return true;
	return false;
}
