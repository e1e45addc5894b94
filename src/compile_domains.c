/*
 * The compiler: the domains that the records of servers and the examples name,
 * each once. Who reads a log may see these (known_hosts.h).
 */
#include <string.h>

#include "compiler.h"
#include "mask.h"
#include "normal_atom.h"

/* Is it of the names that stand for any (RFC 2606)? */
static bool
is_sample(const struct atom *atom)
{
	return atom->length >= 11 &&
	    memcmp(atom->start + atom->length - 11, "example", 7) == 0;
}

/* Leaves the domain of an address. */
static void
drop_mailbox(struct atom *atom)
{
	const char *sign = memchr(atom->start, '@', atom->length);

	if (sign == NULL)
		return;
	atom->length -= (size_t)(sign + 1 - atom->start);
	atom->start = sign + 1;
}

static void
add_domain(struct compiler *compiler, const char *host, size_t length)
{
	struct rows *domains = &compiler->out->domains;
	const struct string_row *rows = domains->items;
	size_t owner = mask_owner(host, length);
	uint32_t text = pool_add(&compiler->out->pool, host + owner,
	    length - owner);
	struct string_row *row;

	for (size_t i = 0; i < domains->count; i++)
		if (rows[i].text == text)
			return;
	row = rows_add(compiler, domains);
	if (row != NULL)
		row->text = text;
}

static void
add_domains_of(struct compiler *compiler, uint32_t string)
{
	const char *at, *end;
	struct atom atom;

	/* The pool moves while it grows. */
	text_clear(&compiler->scratch);
	text_append(&compiler->scratch,
	    pool_string(&compiler->out->pool, string));
	at = text_string(&compiler->scratch);
	end = at + compiler->scratch.length;
	while (at < end) {
		if ((atom_byte(*at) & BYTE_ATOM) == 0) {
			at++;
			continue;
		}
		at = atom_read(&atom, at, end);
		drop_mailbox(&atom);
		if (atom_is_host(&atom) && !is_sample(&atom))
			add_domain(compiler, atom.start, atom.length);
	}
}

void
add_domains(struct compiler *compiler)
{
	const struct compiled *out = compiler->out;
	const struct slice *servers = &out->tables.kinds[ENTRY_SERVER];
	const struct string_row *strings = out->strings.items;

	for (uint32_t i = 0; i < servers->count; i++) {
		const struct entry_row *row = compiled_entry(compiler,
		    servers->first + i);
		const struct slice slices[] = { row->recognise, row->docs,
			row->delist, row->postmaster };

		for (size_t j = 0; j < sizeof(slices) / sizeof(slices[0]); j++)
			for (uint32_t k = 0; k < slices[j].count; k++)
				add_domains_of(compiler,
				    strings[slices[j].first + k].text);
	}
	for (size_t i = 0; i < out->examples.count; i++)
		add_domains_of(compiler, compiled_example(compiler, i)->text);
}
