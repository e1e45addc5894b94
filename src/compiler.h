/*
 * What the parts of the compiler share (compile*.c); private to them.
 */
#ifndef COMPILER_H
#define COMPILER_H

#include "code.h"
#include "compile.h"
#include "index.h"
#include "schema.h"

/* A record, its kind, and what its name says. */
struct subject {
	enum record_kind kind;
	const struct record_file *file;
	const struct record *record;
	const char *name;     /* value of the first field */
	const char *server;   /* whose: a vendor's, an example's; else "" */
	unsigned code;	      /* code, pair */
	struct status status; /* status, pair */
	size_t sequence;      /* place in all files */
};

struct subjects {
	struct subject *items;
	size_t count, capacity;
};

/* A sentence of ours and where it stands. */
struct sentence {
	const char *file;
	unsigned line;
	uint32_t text; /* in the compiler's own pool */
	uint32_t record;
};

struct compiler {
	struct compiled *out;
	struct diagnostics *errors;
	const struct record_rule *rules;
	bool own; /* an admin's records: not ours, to nobody else's taste */
	struct subjects entries;  /* by row of out->entries */
	struct subjects examples; /* by row of out->examples */
	struct subjects digits;	  /* by row of out->digits */
	struct subjects names;	  /* of tags, verbs and roles */
	struct pool sentence_pool, contact_pool;
	struct sentence *sentences;
	size_t sentence_count, sentence_capacity;
	struct text scratch;
	bool failed; /* memory ran out */
};

/* Where a message is about: a field of a record. */
struct place {
	struct compiler *compiler;
	const struct subject *subject;
	const struct field *field;
};

/* Where a record is named: in its first field. */
struct place place_of(struct compiler *compiler, const struct subject *subject);

void complain_at(const struct place *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a copy of the subject. */
void add_subject(struct compiler *compiler, struct subjects *subjects,
    const struct subject *subject);

/* The field of that name in the record, NULL if it has none. */
const struct field *record_field(const struct record_file *file,
    const struct record *record, const char *name);

/* Rows of all tables with the sizes that they have, and nothing in them. */
struct compiled compiled_empty(void);

/* Makes room for so many rows at once. */
void rows_room(struct compiler *compiler, struct rows *rows, size_t count);

/* Adds a zeroed row and returns it, NULL if memory ran out. */
void *rows_add(struct compiler *compiler, struct rows *rows);

/* Adds a copy of so many rows, with room for more behind them. */
void rows_copy(struct compiler *compiler, struct rows *rows, const void *from,
    size_t count, size_t spare);

/* Points a table at its rows, once these move no more. */
#define SET_TABLE(out, member, count_member) \
	do { \
		(out)->tables.member = (out)->member.items; \
		(out)->tables.count_member = (uint32_t)(out)->member.count; \
	} while (0)

struct entry_row *compiled_entry(const struct compiler *compiler, size_t at);
struct example_row *compiled_example(const struct compiler *compiler,
    size_t at);

void compiler_release(struct compiler *compiler);

/* The record kinds of entries come first and in the order of their kinds. */
static inline enum entry_kind
entry_kind(enum record_kind kind)
{
	return (enum entry_kind)kind;
}

/* Finds an entry by kind and name, or by any name; TABLES_NONE if none. */
uint32_t find_named(const struct compiler *compiler, enum entry_kind kind,
    const char *name, size_t length);
uint32_t find_entry(const struct compiler *compiler, const char *name);

/* Complains of another name that cannot be typed, or names something else. */
void check_alias(const struct place *place, const char *alias);

/* Is it a name of this kind in the file tags? Its record, or NULL. */
const struct subject *find_word(const struct compiler *compiler,
    enum record_kind kind, const char *word, size_t length);

/* Finds the nearest name of that kind for a message; "" if there is none. */
const char *nearest_name(const struct compiler *compiler, enum entry_kind kind,
    const char *name);

/* compile_fields.c: fills a row from the fields of its record. */
void fill_row(struct compiler *compiler, const struct subject *subject,
    void *row);

/* compile_links.c: what follows from all rows together. */
void link_rows(struct compiler *compiler);

/* The cause that it refines, or itself; TABLES_NONE of none. */
uint32_t base_cause(const struct compiler *compiler, uint32_t cause);

/* Is the example one of this entry? */
bool entry_has_example(const struct compiler *compiler, uint32_t entry,
    const struct example_row *example);

/* compile_literal.c: the literal parts of the examples, from that one on. */
void add_literals(struct compiler *compiler, uint32_t first);

/* compile_join.c: the index of base with that of one's own examples. */
void join_index(struct compiler *compiler, const struct tables *base,
    const struct index *own);

/* compile_index.c: the index of the examples' texts. */
void index_examples(struct compiler *compiler);

/* compile_domains.c: whose hosts servers and examples name. */
void add_domains(struct compiler *compiler);

/* compile_check.c: what an entry or an example must have as a whole. */
void check_entries(struct compiler *compiler);
void check_examples(struct compiler *compiler);
void check_example(struct compiler *compiler, const struct subject *subject,
    struct example_row *row);
void check_example_text(const struct place *place, struct example_row *row);

/*
 * compile_prose.c: what a sentence of ours must be. prose_value appends the
 * value with its lines joined, a lone `+` as a line feed.
 */
void prose_value(struct text *text, const char *value);
void check_prose(const struct place *place, const char *prose);
void check_title(const struct place *place, const char *title);
void check_rfc(const struct place *place, const char *value);
void check_url(const struct place *place, const char *value);
void check_source(const struct place *place, const char *value);
void check_date(const struct place *place, const char *value);
void check_addresses(const struct place *place, const char *text);
void note_contact(struct compiler *compiler, const char *value);
void check_sentences(struct compiler *compiler);

#endif
