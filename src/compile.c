#include "compile.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

struct place
place_of(struct compiler *compiler, const struct subject *subject)
{
	return (struct place) { compiler, subject,
		&subject->file->fields[subject->record->first] };
}

void
complain_at(const struct place *place, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	diagnostics_vadd(place->compiler->errors, place->subject->file->name,
	    place->field->line, format, arguments);
	va_end(arguments);
}

void
rows_room(struct compiler *compiler, struct rows *rows, size_t count)
{
	if (!text_grow(&rows->items, &rows->capacity, count, rows->size))
		compiler->failed = true;
}

void *
rows_add(struct compiler *compiler, struct rows *rows)
{
	char *row;

	if (!text_grow(&rows->items, &rows->capacity, rows->count + 1,
		rows->size)) {
		compiler->failed = true;
		return NULL;
	}
	row = (char *)rows->items + rows->count++ * rows->size;
	memset(row, 0, rows->size);
	return row;
}

void
rows_copy(struct compiler *compiler, struct rows *rows, const void *from,
    size_t count, size_t spare)
{
	rows_room(compiler, rows, rows->count + count + spare);
	if (count == 0 || compiler->failed)
		return;
	memcpy((char *)rows->items + rows->count * rows->size, from,
	    count * rows->size);
	rows->count += count;
}

struct entry_row *
compiled_entry(const struct compiler *compiler, size_t at)
{
	return (struct entry_row *)compiler->out->entries.items + at;
}

struct example_row *
compiled_example(const struct compiler *compiler, size_t at)
{
	return (struct example_row *)compiler->out->examples.items + at;
}

static bool
is_entry(enum record_kind kind)
{
	return kind <= RECORD_VENDOR;
}

/* Reads the numbers in the name of a code, a status or a pair. */
static void
read_number(const struct place *place, struct subject *subject)
{
	const char *name = subject->name;
	size_t length = strlen(name);

	if (subject->kind == RECORD_CODE) {
		if (!code_parse(name, length, &subject->code))
			complain_at(place, "`%s` is no reply code", name);
	} else if (subject->kind == RECORD_STATUS) {
		if (!status_parse(name, length, &subject->status))
			complain_at(place, "`%s` is no status", name);
	} else if (subject->kind == RECORD_PAIR) {
		if (length < 5 || name[3] != ' ' ||
		    !code_parse(name, 3, &subject->code) ||
		    !status_parse(name + 4, length - 4, &subject->status) ||
		    status_class(subject->status.classes) == 0)
			complain_at(place, "`%s` is no code and status", name);
	}
}

void
add_subject(struct compiler *compiler, struct subjects *subjects,
    const struct subject *subject)
{
	void *items = subjects->items;

	if (!text_grow(&items, &subjects->capacity, subjects->count + 1,
		sizeof(*subjects->items))) {
		compiler->failed = true;
		return;
	}
	subjects->items = items;
	subjects->items[subjects->count++] = *subject;
}

const struct field *
record_field(const struct record_file *file, const struct record *record,
    const char *name)
{
	for (size_t i = 0; i < record->count; i++)
		if (strcmp(file->fields[record->first + i].name, name) == 0)
			return &file->fields[record->first + i];
	return NULL;
}

/*
 * Whose record it is. A status names its server; a vendor code and an example
 * belong to the server that stands above them in their file.
 */
static const char *
record_server(const struct place *place, const struct subject *above)
{
	const struct subject *subject = place->subject;
	const struct field *field;

	if (subject->kind == RECORD_STATUS) {
		field = record_field(subject->file, subject->record, "Server");
		return field != NULL ? field->value : "";
	}
	if (subject->kind != RECORD_VENDOR && subject->kind != RECORD_EXAMPLE)
		return "";
	if (above->name != NULL)
		return above->name;
	complain_at(place, "no `Server` stands above this record");
	return "";
}

static void
collect_record(struct compiler *compiler, const struct record_file *file,
    const struct record *record, struct subject *server)
{
	const struct field *field = &file->fields[record->first];
	struct subject subject = { .file = file, .record = record };
	struct place place = { compiler, &subject, field };

	subject.kind = schema_kind(compiler->rules, file, record,
	    compiler->errors);
	if (subject.kind == RECORD_KINDS)
		return;
	schema_check(compiler->rules, subject.kind, file, record,
	    compiler->errors);
	subject.name = field->value;
	subject.sequence = compiler->entries.count + compiler->examples.count;
	subject.server = record_server(&place, server);
	read_number(&place, &subject);
	if (subject.kind == RECORD_SERVER)
		*server = subject;
	if (is_entry(subject.kind))
		add_subject(compiler, &compiler->entries, &subject);
	else if (subject.kind == RECORD_EXAMPLE)
		add_subject(compiler, &compiler->examples, &subject);
	else if (subject.kind <= RECORD_SUBJECT)
		add_subject(compiler, &compiler->digits, &subject);
	else
		add_subject(compiler, &compiler->names, &subject);
}

static int
order(size_t left, size_t right)
{
	return left < right ? -1 : left > right;
}

static int
compare_subjects(const void *left, const void *right)
{
	const struct subject *a = left, *b = right;
	const struct status *s = &a->status, *t = &b->status;
	int result = order(a->kind, b->kind);

	if (result == 0)
		result = order(a->code, b->code);
	if (result == 0)
		result = order(s->subject, t->subject);
	if (result == 0)
		result = order(s->detail_from, t->detail_from);
	if (result == 0)
		result = order(s->detail_to, t->detail_to);
	if (result == 0)
		result = order(a->server != NULL && a->server[0] != '\0' &&
			a->kind == RECORD_STATUS,
		    b->server != NULL && b->server[0] != '\0' &&
			b->kind == RECORD_STATUS);
	return result != 0 ? result : order(a->sequence, b->sequence);
}

/* Names and titles stand together too: each page names many others. */
static void
store_title(struct compiler *compiler, const struct subject *subject)
{
	const struct field *title = record_field(subject->file, subject->record,
	    "Title");

	if (title == NULL)
		return;
	text_clear(&compiler->scratch);
	prose_value(&compiler->scratch, title->value);
	pool_add(&compiler->out->pool, text_string(&compiler->scratch),
	    compiler->scratch.length);
}

/* Makes the rows of the entries, in their order, with names alone. */
static void
order_entries(struct compiler *compiler)
{
	struct subjects *subjects = &compiler->entries;
	struct compiled *out = compiler->out;
	struct entry_row *row;

	if (subjects->count > 0)
		qsort(subjects->items, subjects->count,
		    sizeof(*subjects->items), compare_subjects);
	for (size_t i = 0; i < subjects->count; i++) {
		const struct subject *subject = &subjects->items[i];
		struct slice *kind = &out->tables.kinds[subject->kind];

		row = rows_add(compiler, &out->entries);
		if (row == NULL)
			return;
		row->kind = entry_kind(subject->kind);
		row->name = pool_add(&out->pool, subject->name,
		    strlen(subject->name));
		store_title(compiler, subject);
		if (kind->count++ == 0)
			kind->first = (uint32_t)i;
	}
}

static void
store_string(struct compiler *compiler, const char *string)
{
	pool_add(&compiler->out->pool, string, strlen(string));
}

/*
 * What the page of a code shows of its examples stands together in the pool,
 * in the order of the page, which then reads memory from front to back. What
 * two codes share stands with the higher one, the one for good.
 */
static void
store_examples(struct compiler *compiler, const struct tables *draft)
{
	for (uint32_t i = draft->kinds[ENTRY_CODE].count; i > 0; i--) {
		const struct slice *examples =
		    &draft->entries[draft->kinds[ENTRY_CODE].first + i - 1]
			 .examples;

		for (uint32_t j = 0; j < examples->count; j++) {
			const struct example_row *row =
			    &draft->examples[draft->links[examples->first + j]
						 .target];

			store_string(compiler, draft->pool + row->text);
			store_string(compiler, draft->pool + row->meaning);
		}
	}
}

static void
fill_rows(struct compiler *compiler)
{
	struct compiled *out = compiler->out;

	for (size_t i = 0; i < compiler->entries.count && !compiler->failed;
	     i++)
		fill_row(compiler, &compiler->entries.items[i],
		    compiled_entry(compiler, i));
	for (size_t i = 0; i < compiler->examples.count && !compiler->failed;
	     i++)
		fill_row(compiler, &compiler->examples.items[i],
		    rows_add(compiler, &out->examples));
	for (size_t i = 0; i < compiler->digits.count && !compiler->failed; i++)
		fill_row(compiler, &compiler->digits.items[i],
		    rows_add(compiler, &out->digits));
}

static void
collect_contacts(struct compiler *compiler, const struct record_file *file)
{
	for (size_t i = 0; i < file->field_count; i++)
		if (strcmp(file->fields[i].name, "Contact") == 0)
			note_contact(compiler, file->fields[i].value);
}

static void
collect_file(struct compiler *compiler, const struct record_file *file)
{
	struct subject server = { 0 };

	for (size_t i = 0; i < file->record_count; i++)
		collect_record(compiler, file, &file->records[i], &server);
	collect_contacts(compiler, file);
}

/* Points the tables at the rows, once these move no more. */
static void
set_tables(struct compiled *out)
{
	struct tables *tables = &out->tables;

	pool_add(&out->pool, "", 0);
	tables->pool = out->pool.bytes.data;
	tables->pool_size = (uint32_t)out->pool.bytes.length;
	SET_TABLE(out, entries, entry_count);
	SET_TABLE(out, examples, example_count);
	SET_TABLE(out, digits, digit_count);
	SET_TABLE(out, whos, who_count);
	SET_TABLE(out, whys, why_count);
	SET_TABLE(out, fixes, fix_count);
	SET_TABLE(out, strings, string_count);
	SET_TABLE(out, links, link_count);
	SET_TABLE(out, terms, term_count);
	SET_TABLE(out, postings, posting_count);
	SET_TABLE(out, normals, normal_count);
	SET_TABLE(out, domains, domain_count);
}

void
compiler_release(struct compiler *compiler)
{
	free(compiler->entries.items);
	free(compiler->examples.items);
	free(compiler->digits.items);
	free(compiler->names.items);
	free(compiler->sentences);
	pool_release(&compiler->sentence_pool);
	pool_release(&compiler->contact_pool);
	text_release(&compiler->scratch);
}

struct compiled
compiled_empty(void)
{
	return (struct compiled) {
		.notes.size = sizeof(struct note_row),
		.entries.size = sizeof(struct entry_row),
		.examples.size = sizeof(struct example_row),
		.digits.size = sizeof(struct digit_row),
		.whos.size = sizeof(struct who_row),
		.whys.size = sizeof(struct why_row),
		.fixes.size = sizeof(struct fix_row),
		.strings.size = sizeof(struct string_row),
		.links.size = sizeof(struct link_row),
		.terms.size = sizeof(struct term_row),
		.postings.size = sizeof(struct link_row),
		.normals.size = sizeof(struct string_row),
		.domains.size = sizeof(struct string_row),
		.literals.size = sizeof(struct literal_row),
		.literal_terms.size = sizeof(struct word_row),
		.model_causes.size = sizeof(struct cause_row),
		.features.size = sizeof(struct key_row),
		.feature_buckets.size = sizeof(struct bucket_row),
		.weights.size = sizeof(struct word_row),
		.cues.size = sizeof(struct key_row),
		.cue_buckets.size = sizeof(struct bucket_row),
		.cue_causes.size = sizeof(struct cue_row),
	};
}

/* Compiles the records; what the pages show is taken of a draft, or NULL. */
static bool
compile_records(const struct record_file *files, size_t file_count,
    const struct compiled *draft, struct compiled *out,
    struct diagnostics *errors)
{
	struct compiler compiler = { .out = out,
		.errors = errors,
		.rules = record_rules };
	bool done;

	*out = compiled_empty();
	for (size_t i = 0; i < file_count; i++)
		collect_file(&compiler, &files[i]);
	order_entries(&compiler);
	if (draft != NULL)
		store_examples(&compiler, &draft->tables);
	fill_rows(&compiler);
	if (!compiler.failed)
		link_rows(&compiler);
	if (!compiler.failed) {
		check_entries(&compiler);
		check_examples(&compiler);
		check_sentences(&compiler);
		index_examples(&compiler);
		add_domains(&compiler);
	}
	set_tables(out);
	done = !compiler.failed && !out->pool.failed && !errors->failed &&
	    !compiler.sentence_pool.failed && !compiler.scratch.failed;
	compiler_release(&compiler);
	return done;
}

bool
compile_reference(const struct record_file *files, size_t file_count,
    struct compiled *out, struct diagnostics *errors)
{
	struct compiled draft;
	size_t told = errors->count;
	bool done = compile_records(files, file_count, NULL, &draft, errors);

	if (!done || errors->count > told) {
		*out = draft;
		return done;
	}
	/* Only now is it known in which order the pages show the strings. */
	done = compile_records(files, file_count, &draft, out, errors);
	compiled_release(&draft);
	return done;
}

void
compiled_release(struct compiled *compiled)
{
	pool_release(&compiled->pool);
	free(compiled->entries.items);
	free(compiled->examples.items);
	free(compiled->digits.items);
	free(compiled->notes.items);
	free(compiled->whos.items);
	free(compiled->whys.items);
	free(compiled->fixes.items);
	free(compiled->strings.items);
	free(compiled->links.items);
	free(compiled->terms.items);
	free(compiled->postings.items);
	free(compiled->normals.items);
	free(compiled->domains.items);
	free(compiled->literals.items);
	free(compiled->literal_terms.items);
	free(compiled->model_causes.items);
	free(compiled->features.items);
	free(compiled->feature_buckets.items);
	free(compiled->weights.items);
	free(compiled->cues.items);
	free(compiled->cue_buckets.items);
	free(compiled->cue_causes.items);
	*compiled = (struct compiled) { 0 };
}
