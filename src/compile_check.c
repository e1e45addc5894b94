/* The compiler: what an entry or an example must have as a whole. */
#include <string.h>

#include "compiler.h"
#include "model.h"

static const char *const placeholders[] = { "address", "ip", "domain", "host",
	"url", "id", "n", "text", "user", "date" };

static bool
same_range(const struct status *a, const struct status *b)
{
	return a->subject == b->subject && a->detail_from == b->detail_from &&
	    a->detail_to == b->detail_to;
}

/* Do two records tell of the same thing? */
static bool
same_entry(const struct compiler *compiler, size_t left, size_t right)
{
	const struct subject *a = &compiler->entries.items[left];
	const struct subject *b = &compiler->entries.items[right];

	if (a->kind != b->kind || strcmp(a->server, b->server) != 0)
		return false;
	if (a->kind == RECORD_STATUS)
		return same_range(&a->status, &b->status) &&
		    (compiled_entry(compiler, left)->classes &
			compiled_entry(compiler, right)->classes) != 0;
	return strcmp(a->name, b->name) == 0;
}

static void
check_unique(struct compiler *compiler, size_t at)
{
	const struct subject *subject = &compiler->entries.items[at];
	struct place place = place_of(compiler, subject);

	for (size_t i = 0; i < at; i++)
		if (same_entry(compiler, i, at)) {
			const struct subject *first =
			    &compiler->entries.items[i];

			complain_at(&place, "`%s` stands at %s:%u too",
			    subject->name, first->file->name,
			    first->file->fields[first->record->first].line);
			return;
		}
}

static bool
has_fixes(const struct entry_row *cause)
{
	return cause->fix_sender.count + cause->fix_receiver.count > 0;
}

/* Has it a step to take, by itself or by one of its causes? */
static bool
has_fix(const struct compiler *compiler, const struct entry_row *row)
{
	const struct why_row *whys = compiler->out->whys.items;

	if (row->fix.count > 0 || has_fixes(row))
		return true;
	for (uint32_t i = 0; i < row->why.count; i++) {
		uint32_t cause = whys[row->why.first + i].cause;

		if (cause != TABLES_NONE &&
		    has_fixes(compiled_entry(compiler, cause)))
			return true;
	}
	return false;
}

static bool
fails(const struct subject *subject, const struct entry_row *row)
{
	unsigned bad = 1u << 4 | 1u << 5;

	if (subject->kind == RECORD_CODE || subject->kind == RECORD_PAIR)
		return subject->code >= 400 && subject->code < 600;
	return subject->kind == RECORD_STATUS && (row->classes & bad) != 0;
}

/* Whatever fails must say why, who has to act, and how to mend it. */
static void
check_failure(struct compiler *compiler, const struct subject *subject,
    const struct entry_row *row)
{
	struct place place = place_of(compiler, subject);

	if (!fails(subject, row))
		return;
	if (row->why.count == 0)
		complain_at(&place, "`%s` has no cause", subject->name);
	if (row->who.count == 0)
		complain_at(&place, "`%s` does not say who acts",
		    subject->name);
	if (!has_fix(compiler, row))
		complain_at(&place, "`%s` has no fix, nor has a cause of it",
		    subject->name);
}

static void
check_status(struct compiler *compiler, const struct subject *subject,
    const struct entry_row *row)
{
	struct place place = place_of(compiler, subject);

	if (subject->kind != RECORD_STATUS)
		return;
	if (row->classes == 0)
		complain_at(&place, "`%s` needs `Classes`", subject->name);
	if (status_class(subject->status.classes) != 0 &&
	    row->classes != subject->status.classes)
		complain_at(&place, "`Classes` contradicts the class of `%s`",
		    subject->name);
	if (row->detail_from != row->detail_to && subject->server[0] == '\0')
		complain_at(&place, "a range needs the `Server` that uses it");
	for (unsigned class = 4; class <= 5; class ++)
		if ((row->classes & 1u << class) != 0 &&
		    row->retry.verdict == VERDICT_UNSAID &&
		    row->retry_in_class[class].verdict == VERDICT_UNSAID)
			complain_at(&place, "`Retry` or `Retry_%u` is missing",
			    class);
}

static void
check_cause(struct compiler *compiler, const struct subject *subject,
    const struct entry_row *row)
{
	struct place place = place_of(compiler, subject);

	if (subject->kind == RECORD_CAUSE && row->parent == TABLES_NONE &&
	    strchr(subject->name, '/') != NULL)
		complain_at(&place, "`%s` refines no cause that there is",
		    subject->name);
}

/*
 * How many causes the model would have to weigh against that one: those that
 * refine nothing, or those that refine the same and what they refine.
 */
static unsigned
count_rivals(const struct compiler *compiler, uint32_t parent)
{
	unsigned rivals = parent != TABLES_NONE;

	for (size_t i = 0; i < compiler->entries.count; i++)
		rivals += compiler->entries.items[i].kind == RECORD_CAUSE &&
		    compiled_entry(compiler, i)->parent == parent;
	return rivals;
}

/* Has the model room for the causes? */
static void
check_room(struct compiler *compiler)
{
	const struct subject *last = NULL;
	unsigned causes = 0, rivals = 0;
	struct place place;

	for (size_t i = 0; i < compiler->entries.count; i++) {
		unsigned count;

		if (compiler->entries.items[i].kind != RECORD_CAUSE)
			continue;
		last = &compiler->entries.items[i];
		causes++;
		count = count_rivals(compiler,
		    compiled_entry(compiler, i)->parent);
		rivals = count > rivals ? count : rivals;
	}
	if (last == NULL)
		return;
	place = place_of(compiler, last);
	if (causes > MODEL_CAUSES)
		complain_at(&place, "there are %u causes, and room for %d",
		    causes, MODEL_CAUSES);
	if (rivals > MODEL_RIVALS)
		complain_at(&place,
		    "the model weighs %u causes at once, and has room for %d",
		    rivals, MODEL_RIVALS);
}

void
check_entries(struct compiler *compiler)
{
	check_room(compiler);
	for (size_t i = 0; i < compiler->entries.count; i++) {
		const struct subject *subject = &compiler->entries.items[i];
		const struct entry_row *row = compiled_entry(compiler, i);

		check_unique(compiler, i);
		check_status(compiler, subject, row);
		check_failure(compiler, subject, row);
		check_cause(compiler, subject, row);
	}
}

/* Is <word>, of that length without the brackets, allowed in a reply? */
static bool
is_allowed(const struct place *place, const char *word, size_t length)
{
	const struct subject *subject = place->subject;
	const struct field *fields =
	    &subject->file->fields[subject->record->first];

	if (vocabulary_find(placeholders,
		sizeof(placeholders) / sizeof(placeholders[0]), word,
		length) < sizeof(placeholders) / sizeof(placeholders[0]))
		return true;
	for (size_t i = 1; i < subject->record->count; i++)
		if (strcmp(fields[i].name, "Literal") == 0 &&
		    strlen(fields[i].value) == length + 2 &&
		    memcmp(fields[i].value + 1, word, length) == 0)
			return true;
	return false;
}

/* Every lower-case <word> is one of the placeholders, or said to be text. */
static void
check_placeholders(const struct place *place, const char *text)
{
	const char *at;
	size_t length;

	for (at = strchr(text, '<'); at != NULL; at = strchr(at + 1, '<')) {
		length = 0;
		while (at[1 + length] >= 'a' && at[1 + length] <= 'z')
			length++;
		if (length == 0 || at[1 + length] != '>')
			continue;
		if (!is_allowed(place, at + 1, length))
			complain_at(place,
			    "`<%.*s>` is no placeholder; if it is text, say so "
			    "with `Literal: <%.*s>`",
			    (int)length, at + 1, (int)length, at + 1);
	}
}

/* All lines carry one code, and none but the last a hyphen behind it. */
static void
check_lines(const struct place *place, const char *text, unsigned code)
{
	const char *rest = text, *line;
	struct reply_head head;
	size_t length;

	while (rest != NULL) {
		length = text_split(&rest, '\n', &line);
		reply_head_parse(line, length, &head);
		if (!head.has_code || head.code != code) {
			complain_at(place,
			    "the lines of a reply begin with "
			    "one code");
			return;
		}
		if (rest == NULL && head.separator == '-') {
			complain_at(place,
			    "the last line of a reply has a "
			    "blank after the code");
			return;
		}
		if (rest != NULL && head.separator != '-') {
			complain_at(place,
			    "only the last line of a reply has "
			    "a blank after the code");
			return;
		}
	}
}

static const char *
value_of(const struct subject *subject, const char *name)
{
	const struct field *fields =
	    &subject->file->fields[subject->record->first];

	for (size_t i = 1; i < subject->record->count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return fields[i].value;
	return NULL;
}

static uint32_t
store(const struct place *place, const char *string, size_t length)
{
	return pool_add(&place->compiler->out->pool, string, length);
}

void
check_example_text(const struct place *place, struct example_row *row)
{
	const struct subject *subject = place->subject;
	const char *text = subject->name;
	const char *code = value_of(subject, "Code");
	struct reply_head head;

	row->server = find_named(place->compiler, ENTRY_SERVER, subject->server,
	    strlen(subject->server));
	row->text = store(place, text, strlen(text));
	reply_head_parse(text, strcspn(text, "\n"), &head);
	if (head.has_code) {
		check_lines(place, text, head.code);
		row->code = store(place, text, 3);
		if (code != NULL)
			complain_at(place,
			    "`Code` is for replies without one "
			    "in front");
	} else if (code == NULL) {
		complain_at(place,
		    "a reply begins with its code, or says "
		    "`Code: none`");
	}
	if (head.has_status)
		row->status = store(place, text + head.status_at,
		    head.status_length);
	check_placeholders(place, text);
	if (!place->compiler->own)
		check_addresses(place, text);
}

/* The fields Code and Status: `none` is no code; else they must be right. */
static void
check_code_fields(struct compiler *compiler, const struct subject *subject,
    struct example_row *row)
{
	struct place place = place_of(compiler, subject);
	const char *code = value_of(subject, "Code");
	const char *status = value_of(subject, "Status");
	struct status parsed;
	unsigned number;

	if (code != NULL && strcmp(code, "none") == 0)
		row->code = 0;
	else if (code != NULL && !code_parse(code, strlen(code), &number))
		complain_at(&place, "`Code` is three digits or none");
	if (status != NULL &&
	    (!status_parse(status, strlen(status), &parsed) ||
		status_class(parsed.classes) == 0))
		complain_at(&place, "`Status` is a status as in 5.1.1");
}

static void
check_classes(struct compiler *compiler, const struct subject *subject,
    struct example_row *row)
{
	struct place place = place_of(compiler, subject);
	const char *code = pool_string(&compiler->out->pool, row->code);
	const char *status = pool_string(&compiler->out->pool, row->status);
	bool differ;

	differ = code[0] != '\0' && status[0] != '\0' && code[0] != status[0];
	if (compiler->own) {
		row->mismatch = differ;
		return;
	}
	if (differ && row->mismatch == 0)
		complain_at(&place,
		    "class of %s contradicts %s; if the server "
		    "really sends it, say `Mismatch: yes`",
		    status, code);
	if (!differ && row->mismatch != 0)
		complain_at(&place, "`Mismatch`, but the classes agree");
}

/* A server's reply stands once: same code, status and text are the same. */
static void
check_repeated(struct compiler *compiler, size_t at)
{
	const struct example_row *row = compiled_example(compiler, at);
	struct place place = place_of(compiler, &compiler->examples.items[at]);

	for (size_t i = 0; i < at; i++) {
		const struct example_row *other = compiled_example(compiler, i);
		const struct subject *subject = &compiler->examples.items[i];

		if (other->server != row->server || other->text != row->text ||
		    other->code != row->code || other->status != row->status)
			continue;
		complain_at(&place, "this reply stands at %s:%u too",
		    subject->file->name,
		    subject->file->fields[subject->record->first].line);
		return;
	}
}

/* The id of an example: its server, and a number of code, status and text. */
static void
set_id(struct compiler *compiler, struct example_row *row)
{
	const struct pool *pool = &compiler->out->pool;
	uint32_t hash;

	text_clear(&compiler->scratch);
	text_printf(&compiler->scratch, "%s %s %s",
	    pool_string(pool, row->code), pool_string(pool, row->status),
	    pool_string(pool, row->text));
	hash = pool_hash(text_string(&compiler->scratch),
	    compiler->scratch.length);
	text_clear(&compiler->scratch);
	text_printf(&compiler->scratch, "%s:%08x",
	    pool_string(pool, compiled_entry(compiler, row->server)->name),
	    (unsigned)hash);
	row->id = pool_add(&compiler->out->pool,
	    text_string(&compiler->scratch), compiler->scratch.length);
}

/* What a text may tell besides is another cause, named once. */
static void
check_also(struct compiler *compiler, const struct subject *subject,
    const struct example_row *row)
{
	const struct link_row *links = compiler->out->links.items;
	struct place place = place_of(compiler, subject);

	for (uint32_t i = 0; i < row->also.count; i++) {
		uint32_t cause = links[row->also.first + i].target;
		bool known = base_cause(compiler, cause) ==
		    base_cause(compiler, row->cause);

		for (uint32_t j = 0; j < i; j++)
			known = known ||
			    links[row->also.first + j].target == cause;
		if (known)
			complain_at(&place, "`Also: %s` is named already",
			    compiler->entries.items[cause].name);
	}
}

void
check_example(struct compiler *compiler, const struct subject *subject,
    struct example_row *row)
{
	check_code_fields(compiler, subject, row);
	check_classes(compiler, subject, row);
	check_also(compiler, subject, row);
	if (row->server != TABLES_NONE)
		set_id(compiler, row);
}

void
check_examples(struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->examples.count; i++) {
		check_example(compiler, &compiler->examples.items[i],
		    compiled_example(compiler, i));
		check_repeated(compiler, i);
	}
}
