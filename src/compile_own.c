/* The compiler: an admin's own records behind tables that there are. */
#include "compile_own.h"

#include <string.h>

#include "compiler.h"
#include "literal.h"

enum {
	NAME_LONGEST = 32,    /* bytes of a server's name */
	SPARE_ROWS = 100,     /* behind those that are copied */
	REPLY_LONGEST = 4096, /* bytes of an example */
};

/* The reading of all files. */
struct own {
	struct compiler compiler;
	const struct tables *base;
	bool copied; /* there are additions; else only remarks */
	struct index_builder builder; /* of the examples */
	struct normal normal;
};

/* What records refer to: the entries that there are. */
static void
take_subjects(struct compiler *compiler, const struct tables *base)
{
	for (uint32_t i = 0; i < base->entry_count; i++) {
		const struct entry_row *row = &base->entries[i];
		struct subject subject = {
			/* The kinds of entries come first, in this order. */
			.kind = (enum record_kind)row->kind,
			.name = base->pool + row->name,
			.server = "",
			.code = row->code,
			.status = { row->classes | row->seen, row->subject,
			    row->detail_from, row->detail_to },
		};

		add_subject(compiler, &compiler->entries, &subject);
	}
}

/* Does a file add to what there is, beside remarks on it? */
static bool
has_additions(const struct record_file *file)
{
	for (size_t i = 0; i < file->record_count; i++) {
		const char *name = file->fields[file->records[i].first].name;

		if (strcmp(name, "Server") == 0 || strcmp(name, "Example") == 0)
			return true;
	}
	return false;
}

/* Copies what is added to. */
static void
take_tables(struct own *own)
{
	struct compiler *compiler = &own->compiler;
	struct compiled *out = compiler->out;
	const struct tables *base = own->base;

	own->copied = true;
#define TAKE(member, count_member) \
	rows_copy(compiler, &out->member, base->member, base->count_member, \
	    SPARE_ROWS)
	TAKE(entries, entry_count);
	TAKE(examples, example_count);
	TAKE(whos, who_count);
	TAKE(strings, string_count);
	TAKE(links, link_count);
#undef TAKE
}

/* A name that one can type, and that stands for nothing else. */
static void
check_server_name(const struct place *place)
{
	const char *name = place->subject->name;
	size_t length = strlen(name);

	if (name[0] < 'a' || name[0] > 'z' || length > NAME_LONGEST ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
		complain_at(place,
		    "the name of a server is of small letters, digits and `-`, "
		    "at most %d",
		    NAME_LONGEST);
	else if (find_entry(place->compiler, name) != TABLES_NONE)
		complain_at(place,
		    "`%s` is there already; a `Note` adds a remark to it",
		    name);
}

static void
add_server(struct compiler *compiler, const struct subject *subject)
{
	struct compiled *out = compiler->out;
	struct place place = place_of(compiler, subject);
	size_t errors = compiler->errors->count;
	struct entry_row *row;

	check_server_name(&place);
	row = rows_add(compiler, &out->entries);
	if (row == NULL)
		return;
	row->kind = ENTRY_SERVER;
	row->name = pool_add(&out->pool, subject->name, strlen(subject->name));
	fill_row(compiler, subject, row);
	if (row->title == 0)
		row->title = row->name;
	if (compiler->errors->count == errors)
		add_subject(compiler, &compiler->entries, subject);
	else
		out->entries.count--;
}

/* Adds the text to the index; not if that has too many terms then. */
static bool
index_example(struct own *own, const char *text)
{
	normal_make(&own->normal, text, strlen(text));
	if (own->base->term_count + own->builder.term_count +
		own->normal.count >=
	    LITERAL_GAP)
		return false;
	index_add(&own->builder, &own->normal);
	return true;
}

static void
add_example(struct own *own, const struct subject *subject)
{
	struct compiler *compiler = &own->compiler;
	struct compiled *out = compiler->out;
	struct place place = place_of(compiler, subject);
	size_t errors = compiler->errors->count;
	struct example_row *row = rows_add(compiler, &out->examples);

	if (row == NULL)
		return;
	row->stage = STAGE_ANY;
	fill_row(compiler, subject, row);
	if (subject->server[0] == '\0')
		complain_at(&place,
		    "whose reply is it? There is no `Server`, here or above");
	check_example(compiler, subject, row);
	if (strlen(subject->name) > REPLY_LONGEST)
		complain_at(&place, "a reply is longer than %d bytes",
		    REPLY_LONGEST);
	else if (compiler->errors->count == errors &&
	    !index_example(own, subject->name))
		complain_at(&place,
		    "too many different words in all replies together");
	if (compiler->errors->count != errors)
		out->examples.count--;
}

/* Reads what a note is about: a number as it is typed, or a name. */
static bool
read_note(struct compiler *compiler, const char *name, struct note_row *row)
{
	size_t length = strlen(name);
	struct status status = { 0 };
	unsigned code = 0;

	row->entry = TABLES_NONE;
	if (code_parse(name, length, &code)) {
		row->kind = ENTRY_CODE;
	} else if (status_parse(name, length, &status)) {
		row->kind = ENTRY_STATUS;
	} else if (length > 4 && name[3] == ' ' && code_parse(name, 3, &code) &&
	    status_parse(name + 4, length - 4, &status)) {
		row->kind = ENTRY_PAIR;
	} else {
		row->entry = find_entry(compiler, name);
		if (row->entry == TABLES_NONE)
			return false;
		row->kind = (uint32_t)compiler->entries.items[row->entry].kind;
	}
	row->code = code;
	row->classes = status.classes;
	row->subject = status.subject;
	row->detail_from = status.detail_from;
	row->detail_to = status.detail_to;
	return true;
}

static void
complain_about_note(const struct place *place)
{
	const char *name = place->subject->name;
	const struct compiler *compiler = place->compiler;
	const char *cause = nearest_name(compiler, ENTRY_CAUSE, name);
	const char *server = nearest_name(compiler, ENTRY_SERVER, name);

	if (text_is_digit(name[0])) {
		complain_at(place,
		    "`%.60s` is no code (554), status (5.7.1 or X.7.1) or both "
		    "(554 5.7.1)",
		    name);
		return;
	}
	complain_at(place, "nothing is named `%.60s`; nearest is `%s`", name,
	    text_distance(name, server) < text_distance(name, cause) ? server :
								       cause);
}

static void
add_note(struct compiler *compiler, const struct subject *subject)
{
	struct compiled *out = compiler->out;
	struct place place = place_of(compiler, subject);
	size_t errors = compiler->errors->count;
	struct note_row *row = rows_add(compiler, &out->notes);

	if (row == NULL)
		return;
	if (!read_note(compiler, subject->name, row))
		complain_about_note(&place);
	row->name = pool_add(&out->pool, subject->name, strlen(subject->name));
	fill_row(compiler, subject, row);
	if (compiler->errors->count != errors)
		out->notes.count--;
}

/* Whose reply it is: what it says itself, else the server above it. */
static const char *
server_of(const struct subject *subject, const char *above)
{
	const struct field *field = record_field(subject->file, subject->record,
	    "Server");

	return field != NULL ? field->value : above;
}

/*
 * Goes through the records of a file: first for its servers, then for what may
 * refer to those of any file. The first time tells what is wrong with fields.
 */
static void
read_record(struct own *own, const struct record_file *file,
    const struct record *record, bool servers, const char **above)
{
	struct compiler *compiler = &own->compiler;
	struct diagnostics told = { 0 };
	struct diagnostics *errors = servers ? compiler->errors : &told;
	struct subject subject = { .file = file, .record = record };
	size_t count = errors->count;

	subject.name = file->fields[record->first].value;
	subject.kind = schema_kind(own_rules, file, record, errors);
	if (subject.kind != RECORD_KINDS)
		schema_check(own_rules, subject.kind, file, record, errors);
	if (subject.kind == RECORD_SERVER)
		*above = subject.name;
	subject.server = server_of(&subject, *above);
	if (errors->count == count &&
	    servers == (subject.kind == RECORD_SERVER)) {
		if (subject.kind == RECORD_SERVER)
			add_server(compiler, &subject);
		else if (subject.kind == RECORD_NOTE)
			add_note(compiler, &subject);
		else
			add_example(own, &subject);
	}
	compiler->failed = compiler->failed || told.failed;
	diagnostics_release(&told);
}

static void
read_file(struct own *own, const struct record_file *file, bool servers)
{
	const char *above = "";

	for (size_t i = 0; i < file->record_count && !own->compiler.failed; i++)
		if (!file->records[i].broken)
			read_record(own, file, &file->records[i], servers,
			    &above);
}

/* One's own examples of an entry before those that there were. */
static void
link_entry(struct compiler *compiler, uint32_t at, uint32_t first)
{
	struct compiled *out = compiler->out;
	struct slice before = compiled_entry(compiler, at)->examples;
	struct slice slice = { (uint32_t)out->links.count, 0 };
	struct link_row *link;

	for (uint32_t i = first; i < out->examples.count; i++) {
		if (!entry_has_example(compiler, at,
			compiled_example(compiler, i)))
			continue;
		link = rows_add(compiler, &out->links);
		if (link == NULL)
			return;
		link->target = i;
		slice.count++;
	}
	for (uint32_t i = 0; slice.count > 0 && i < before.count; i++) {
		link = rows_add(compiler, &out->links);
		if (link == NULL)
			return;
		link->target = ((
		    struct link_row *)out->links.items)[before.first + i]
				   .target;
	}
	if (slice.count == 0)
		return;
	slice.count += before.count;
	compiled_entry(compiler, at)->examples = slice;
}

/* Points the tables at the copies, once these move no more. */
static void
set_tables(const struct own *own)
{
	struct compiled *out = own->compiler.out;
	struct tables *tables = &out->tables;

	SET_TABLE(out, notes, note_count);
	if (own->copied) {
		SET_TABLE(out, entries, entry_count);
		SET_TABLE(out, examples, example_count);
		SET_TABLE(out, whos, who_count);
		SET_TABLE(out, strings, string_count);
		SET_TABLE(out, links, link_count);
	}
	tables->own_pool = text_string(&out->pool.bytes);
	tables->own_servers = (struct slice) { own->base->entry_count,
		tables->entry_count - own->base->entry_count };
	tables->own_examples = (struct slice) { own->base->example_count,
		tables->example_count - own->base->example_count };
}

static void
join_all(struct own *own)
{
	struct compiler *compiler = &own->compiler;
	struct index index;

	if (own->builder.document_count > 0) {
		for (uint32_t i = 0; i < compiler->out->entries.count; i++)
			link_entry(compiler, i, own->base->example_count);
		if (index_finish(&own->builder, &index))
			join_index(compiler, own->base, &index);
		else
			compiler->failed = true;
	}
	set_tables(own);
}

bool
compile_own(struct compiled *out, const struct record_file *files,
    size_t file_count, const struct tables *base, struct diagnostics *errors)
{
	struct own own = {
		.compiler = { .out = out,
		    .errors = errors,
		    .rules = own_rules,
		    .own = true },
		.base = base,
	};
	bool done;

	*out = compiled_empty();
	out->tables = *base;
	out->pool.base = base->pool;
	out->pool.base_size = base->pool_size;
	take_subjects(&own.compiler, base);
	for (size_t i = 0; i < file_count && !own.copied; i++)
		if (has_additions(&files[i]))
			take_tables(&own);
	for (size_t i = 0; i < file_count; i++)
		read_file(&own, &files[i], true);
	for (size_t i = 0; i < file_count; i++)
		read_file(&own, &files[i], false);
	if (!own.compiler.failed)
		join_all(&own);
	done = !own.compiler.failed && !own.normal.failed &&
	    !out->pool.failed && !out->pool.bytes.failed && !errors->failed &&
	    !own.compiler.scratch.failed;
	index_builder_release(&own.builder);
	normal_release(&own.normal);
	compiler_release(&own.compiler);
	return done;
}
