/*
 * How much there is in the reference, and where it is thin: entries by kind,
 * examples by cause, code, server, language and source; and the same text with
 * different causes at different servers, which has to be explained (`Differs`).
 */
#include <stdio.h>
#include <string.h>

#include "builtin.h"
#include "index.h"
#include "reference.h"
#include "text.h"

enum {
	THIN_SENTENCES = 3,
	THIN_CAUSE = 10,  /* examples that a cause should have, */
	THIN_SERVERS = 3, /* of so many servers, and so many of a server */
};

/* Sentences of our own on a page: of text, not of what others are named. */
static unsigned
count_sentences(const struct reference *reference, const struct entry_row *row)
{
	const uint32_t strings[] = { row->summary, row->digit, row->sign,
		row->in_class[2], row->in_class[4], row->in_class[5],
		row->retry.text, row->retry_in_class[4].text,
		row->retry_in_class[5].text };
	unsigned count = row->who.count + row->why.count + row->fix.count +
	    row->fix_sender.count + row->fix_receiver.count;

	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		const char *at = reference_string(reference, strings[i]);

		for (; *at != '\0'; at++)
			count += *at == '.' &&
			    (at[1] == ' ' || at[1] == '\n' || at[1] == '\0');
	}
	return count;
}

static void
print_kind(const struct reference *reference, enum entry_kind kind)
{
	uint32_t count = reference_count(reference, kind);
	unsigned sentences = 0, thin = 0;

	for (uint32_t i = 0; i < count; i++)
		sentences += count_sentences(reference,
		    reference_entry(reference,
			reference_nth(reference, kind, i)));
	printf("%-8s %5u entries %6u sentences\n", entry_kind_names[kind],
	    (unsigned)count, sentences);
	if (kind == ENTRY_VENDOR)
		return;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, kind, i);
		const struct entry_row *row = reference_entry(reference, entry);
		unsigned own = count_sentences(reference, row);
		bool few = kind != ENTRY_SERVER && own < THIN_SENTENCES;
		bool bare = kind == ENTRY_SERVER ? row->examples.count < 3 :
						   row->examples.count == 0;

		if (!few && !bare)
			continue;
		thin++;
		printf("  thin: %s (%s)%s%s\n",
		    reference_name(reference, entry),
		    standing_names[row->standing] != NULL ?
			standing_names[row->standing] :
			entry_kind_names[kind],
		    few ? ", few sentences" : "", bare ? ", few examples" : "");
	}
	printf("  %u thin\n", thin);
}

/* How many servers are among the examples of an entry. */
static unsigned
count_servers(const struct reference *reference, struct slice examples)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < examples.count; i++) {
		uint32_t server = reference_example(reference,
		    reference_link(reference, examples, i))
				      ->server;
		uint32_t j = 0;

		while (j < i &&
		    reference_example(reference,
			reference_link(reference, examples, j))
			    ->server != server)
			j++;
		count += j == i;
	}
	return count;
}

static void
print_causes(const struct reference *reference)
{
	uint32_t count = reference_count(reference, ENTRY_CAUSE);

	puts("examples by cause (servers):");
	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_CAUSE, i);
		const struct entry_row *row = reference_entry(reference, entry);
		unsigned servers = count_servers(reference, row->examples);
		bool thin = row->parent == TABLES_NONE &&
		    (row->examples.count < THIN_CAUSE ||
			servers < THIN_SERVERS);

		printf("  %-32s %5u (%u)%s\n", reference_name(reference, entry),
		    (unsigned)row->examples.count, servers,
		    thin ? " thin" : "");
	}
}

static void
print_codes(const struct reference *reference)
{
	uint32_t count = reference_count(reference, ENTRY_CODE);

	puts("examples by code:");
	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_CODE, i);
		const struct entry_row *row = reference_entry(reference, entry);

		if (row->examples.count > 0)
			printf("  %s %5u\n", reference_name(reference, entry),
			    (unsigned)row->examples.count);
	}
}

/* Words that tell a language, in small letters; English where none is met. */
static const struct {
	const char *word, *language;
} telling_words[] = {
	{ " nicht ", "German" },
	{ "postfach", "German" },
	{ "nachricht", "German" },
	{ "fehler", "German" },
	{ " vous ", "French" },
	{ "veuillez", "French" },
	{ "erreur", "French" },
	{ "refus\303\251", "French" },
	{ "connexion", "French" },
	{ "impossibile", "Italian" },
	{ "errore", "Italian" },
	{ "messaggio", "Italian" },
	{ "imposible", "Spanish" },
	{ " usuario", "Spanish" },
	{ " correo", "Spanish" },
	{ " mensaje", "Spanish" },
	{ "mensagem", "Portuguese" },
	{ "usu\303\241rio", "Portuguese" },
	{ "n\303\243o ", "Portuguese" },
	{ "nie uda", "Polish" },
	{ "wiadomo", "Polish" },
	{ "skrzynka", "Polish" },
	{ "schr\303\241nka", "Czech" },
	{ "zpr\303\241va", "Czech" },
	{ "chyb", "Czech" },
	{ "adresa", "Czech" },
};

/* The language by its script, or by a word that tells it. */
static const char *
language_of(const char *text, struct text *folded)
{
	size_t left = strlen(text), used;
	uint32_t point;

	text_clear(folded);
	for (size_t i = 0; i < left; i++)
		text_append_char(folded, text_lower(text[i]));
	for (const char *at = text; left > 0; at += used, left -= used) {
		used = text_decode(at, left, &point);
		if (used == 0)
			break;
		if (point >= 0x3040 && point < 0x3100)
			return "Japanese";
		if (point >= 0xac00 && point < 0xd7b0)
			return "Korean";
		if (point >= 0x3400 && point < 0xa000)
			return "Chinese or Japanese";
		if (point >= 0x400 && point < 0x530)
			return "Russian";
	}
	for (size_t i = 0; i < sizeof(telling_words) / sizeof(telling_words[0]);
	     i++)
		if (strstr(text_string(folded), telling_words[i].word) != NULL)
			return telling_words[i].language;
	return "English";
}

static void
print_servers(const struct reference *reference)
{
	uint32_t count = reference_count(reference, ENTRY_SERVER);

	puts("examples by server:");
	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_SERVER, i);
		unsigned examples =
		    (unsigned)reference_entry(reference, entry)->examples.count;

		printf("  %-32s %5u%s\n", reference_name(reference, entry),
		    examples, examples < THIN_SERVERS ? " thin" : "");
	}
}

/* What kind of place a source is. */
static const char *
source_of(const struct reference *reference, const struct example_row *row)
{
	const char *source = reference_item(reference, row->sources, 0);
	bool reported = row->certainty != 0;

	if (strncmp(source, "github:", 7) == 0)
		return reported ? "repository that quotes" : "source code";
	if (strncmp(source, "RFC ", 4) == 0)
		return "RFC";
	if (strncmp(source, "page: ", 6) == 0)
		return reported ? "page without link, reported" :
				  "page without link";
	return reported ? "page, reported" : "vendor's page";
}

/* Counts by a name that is the same string each time it is the same. */
struct tally {
	const char *names[16];
	unsigned counts[16];
};

static void
count_name(struct tally *tally, const char *name)
{
	size_t i = 0;

	while (tally->names[i] != NULL && strcmp(tally->names[i], name) != 0)
		i++;
	tally->names[i] = name;
	tally->counts[i]++;
}

static void
print_tally(const char *title, const struct tally *tally)
{
	puts(title);
	for (size_t i = 0; tally->names[i] != NULL; i++)
		printf("  %-32s %5u\n", tally->names[i], tally->counts[i]);
}

static uint32_t
base_cause(const struct reference *reference, uint32_t cause)
{
	uint32_t parent = reference_entry(reference, cause)->parent;

	return parent != TABLES_NONE ? parent : cause;
}

/* The same text, code and status, another cause, and no word about it. */
static void
print_conflicts(const struct reference *reference)
{
	struct index index;
	unsigned count = 0;

	puts("the same text with another cause, unexplained:");
	reference_index(reference, &index);
	for (uint32_t i = 0; i < index.document_count; i++)
		for (uint32_t j = 0; j < i; j++) {
			const struct example_row *a =
			    reference_example(reference, i);
			const struct example_row *b =
			    reference_example(reference, j);

			if (index.documents[i].text !=
				index.documents[j].text ||
			    a->server == b->server || a->differs != 0 ||
			    b->differs != 0 ||
			    base_cause(reference, a->cause) ==
				base_cause(reference, b->cause))
				continue;
			printf("  %s (%s) and %s (%s): %.50s\n",
			    reference_string(reference, a->id),
			    reference_name(reference, a->cause),
			    reference_string(reference, b->id),
			    reference_name(reference, b->cause),
			    reference_string(reference, a->text));
			count++;
		}
	printf("  %u\n", count);
}

int
main(void)
{
	struct tables tables = { 0 };
	struct reference reference;
	struct tally languages = { 0 }, sources = { 0 };
	struct text folded = { 0 };
	uint32_t count;

	reference_tables(&tables);
	reference_init(&reference, &tables);
	for (int kind = 0; kind < ENTRY_KINDS; kind++)
		print_kind(&reference, (enum entry_kind)kind);
	count = reference_example_count(&reference);
	printf("example  %5u entries\n", (unsigned)count);
	print_causes(&reference);
	print_codes(&reference);
	for (uint32_t i = 0; i < count; i++) {
		const struct example_row *row = reference_example(&reference,
		    i);

		count_name(&languages,
		    language_of(reference_string(&reference, row->text),
			&folded));
		count_name(&sources, source_of(&reference, row));
	}
	print_servers(&reference);
	print_tally("examples by language:", &languages);
	print_tally("examples by source:", &sources);
	print_conflicts(&reference);
	text_release(&folded);
	return 0;
}
