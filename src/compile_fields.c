/* The compiler: from the fields of a record to its row. */
#include <string.h>

#include "compiler.h"

/* Stores a value as one of the strings of a slice. */
static void
add_string(struct compiler *compiler, struct slice *slice, const char *string)
{
	struct rows *strings = &compiler->out->strings;
	struct string_row *row = rows_add(compiler, strings);

	if (row == NULL)
		return;
	row->text = pool_add(&compiler->out->pool, string, strlen(string));
	if (slice->count++ == 0)
		slice->first = (uint32_t)strings->count - 1;
}

/* The value with its lines joined; good until the next call. */
static const char *
joined(const struct place *place, const char *value)
{
	struct text *scratch = &place->compiler->scratch;

	text_clear(scratch);
	prose_value(scratch, value);
	return text_string(scratch);
}

static uint32_t
store(const struct place *place, const char *string)
{
	return pool_add(&place->compiler->out->pool, string, strlen(string));
}

/* Checks and stores sentences. */
static uint32_t
store_prose(const struct place *place, const char *value)
{
	const char *prose = joined(place, value);

	if (!place->compiler->own)
		check_prose(place, prose);
	return store(place, prose);
}

/*
 * Cuts `word: sentence` behind the colon. Returns the sentence and the length
 * of the word, or NULL after a complaint.
 */
static const char *
cut_word(const struct place *place, const char *value, size_t *length,
    const char *expected)
{
	const char *colon = strstr(value, ": ");

	if (colon == NULL || colon == value) {
		complain_at(place, "expected `%s: sentence`", expected);
		return NULL;
	}
	*length = (size_t)(colon - value);
	return colon + 2;
}

static void
complain_about_word(const struct place *place, const char *const *words,
    uint32_t count)
{
	struct text list = { 0 };

	for (uint32_t i = 0; i < count; i++)
		if (words[i] != NULL)
			text_printf(&list, "%s%s", list.length > 0 ? ", " : "",
			    words[i]);
	complain_at(place, "`%s` must be one of: %s", place->field->name,
	    text_string(&list));
	text_release(&list);
}

static void
fill_verdict(const struct place *place, struct verdict_row *row)
{
	const char *text;
	size_t length;

	text = cut_word(place, place->field->value, &length, "verdict");
	if (text == NULL)
		return;
	row->verdict = vocabulary_find(verdict_names, VERDICTS,
	    place->field->value, length);
	if (row->verdict == VERDICTS)
		complain_about_word(place, verdict_names, VERDICTS);
	row->text = store_prose(place, text);
}

static void
fill_who(const struct place *place, struct slice *slice, uint32_t direction)
{
	struct rows *whos = &place->compiler->out->whos;
	struct who_row row = { .direction = direction };
	struct who_row *added;
	const char *text;
	size_t length;

	text = cut_word(place, place->field->value, &length, "who");
	if (text == NULL)
		return;
	row.role = vocabulary_find(role_names, ROLES, place->field->value,
	    length);
	if (row.role == ROLES)
		complain_about_word(place, role_names, ROLES);
	row.text = store_prose(place, text);
	added = rows_add(place->compiler, whos);
	if (added == NULL)
		return;
	*added = row;
	if (slice->count++ == 0)
		slice->first = (uint32_t)whos->count - 1;
}

/* The entry of that name; a complaint with the nearest if there is none. */
static uint32_t
resolve(const struct place *place, enum entry_kind kind, const char *name,
    size_t length)
{
	uint32_t found;

	found = find_named(place->compiler, kind, name, length);
	if (found == TABLES_NONE) {
		char copy[80];

		length = length < sizeof(copy) ? length : sizeof(copy) - 1;
		memcpy(copy, name, length);
		copy[length] = '\0';
		complain_at(place, "no %s is named `%s`; nearest is `%s`",
		    entry_kind_names[kind], copy,
		    nearest_name(place->compiler, kind, copy));
	}
	return found;
}

static void
fill_why(const struct place *place, struct slice *slice)
{
	struct rows *whys = &place->compiler->out->whys;
	struct why_row row = { 0 };
	struct why_row *added;
	const char *text;
	size_t length;

	text = cut_word(place, place->field->value, &length, "cause");
	if (text == NULL)
		return;
	row.cause = resolve(place, ENTRY_CAUSE, place->field->value, length);
	row.text = store_prose(place, text);
	added = rows_add(place->compiler, whys);
	if (added == NULL)
		return;
	*added = row;
	if (slice->count++ == 0)
		slice->first = (uint32_t)whys->count - 1;
}

/* Takes `[tag] ` off the front of a fix. */
static const char *
fill_tag(const struct place *place, const char *value, struct fix_row *row)
{
	const char *end = strstr(value, "] ");
	const struct subject *tag;

	if (value[0] != '[')
		return value;
	if (end == NULL) {
		complain_at(place, "expected `[tag] sentence`");
		return value;
	}
	tag = find_word(place->compiler, RECORD_TAG, value + 1,
	    (size_t)(end - value) - 1);
	if (tag == NULL) {
		complain_at(place, "`%.*s]` is not in the file tags",
		    (int)(end - value), value);
		return end + 2;
	}
	row->tag = store(place, tag->name);
	row->title = store(place,
	    tag->file->fields[tag->record->first + 1].value);
	return end + 2;
}

static void
check_verb(const struct place *place, const char *text)
{
	size_t length = strcspn(text, " ,:\n");

	if (find_word(place->compiler, RECORD_VERB, text, length) == NULL)
		complain_at(place,
		    "a fix begins with a verb of the file tags, not `%.*s`",
		    (int)(length < 40 ? length : 40), text);
}

static void
fill_fix(const struct place *place, struct slice *slice)
{
	struct rows *fixes = &place->compiler->out->fixes;
	struct fix_row row = { 0 };
	struct fix_row *added;
	const char *text;

	text = fill_tag(place, place->field->value, &row);
	check_verb(place, text);
	row.text = store_prose(place, text);
	added = rows_add(place->compiler, fixes);
	if (added == NULL)
		return;
	*added = row;
	if (slice->count++ == 0)
		slice->first = (uint32_t)fixes->count - 1;
}

static void
add_link(const struct place *place, struct slice *slice, uint32_t target)
{
	struct rows *links = &place->compiler->out->links;
	struct link_row *row = rows_add(place->compiler, links);

	if (row == NULL)
		return;
	row->target = target;
	if (slice->count++ == 0)
		slice->first = (uint32_t)links->count - 1;
}

static void
fill_related(const struct place *place, struct slice *slice)
{
	uint32_t target = find_entry(place->compiler, place->field->value);

	if (target != TABLES_NONE)
		add_link(place, slice, target);
	else
		complain_at(place, "nothing is named `%s`",
		    place->field->value);
}

static void
fill_causes(const struct place *place, struct slice *slice)
{
	const char *name = place->field->value;
	uint32_t cause = resolve(place, ENTRY_CAUSE, name, strlen(name));

	if (cause != TABLES_NONE)
		add_link(place, slice, cause);
}

static void
fill_classes(const struct place *place, uint32_t *classes)
{
	const char *at;

	for (at = place->field->value; *at != '\0'; at++) {
		if (*at == ' ')
			continue;
		if (*at != '2' && *at != '4' && *at != '5') {
			complain_at(place, "classes are 2, 4 and 5");
			return;
		}
		*classes |= 1u << (*at - '0');
	}
}

static void
fill_word(const struct place *place, const struct field_rule *rule,
    uint32_t *word)
{
	*word = vocabulary_find(rule->words, rule->argument,
	    place->field->value, strlen(place->field->value));
	if (*word == rule->argument)
		complain_about_word(place, rule->words, rule->argument);
}

/* Values that are stored as one string. */
static void
fill_string(const struct place *place, const struct field_rule *rule,
    uint32_t *string)
{
	const char *value = place->field->value;
	uint32_t word;

	switch (rule->type) {
	case FIELD_TITLE:
		check_title(place, value);
		break;
	case FIELD_DATE:
		check_date(place, value);
		break;
	case FIELD_ONLY:
		fill_word(place, rule, &word);
		break;
	case FIELD_PROSE:
		*string = store_prose(place, value);
		return;
	default:
		break;
	}
	value = joined(place, value);
	if (!place->compiler->own)
		check_addresses(place, value);
	*string = store(place, value);
}

/* Values that are stored as one of several strings. */
static void
fill_strings(const struct place *place, const struct field_rule *rule,
    struct slice *slice)
{
	const char *value = joined(place, place->field->value);

	switch (rule->type) {
	case FIELD_RFC:
		check_rfc(place, value);
		break;
	case FIELD_URL:
		check_url(place, value);
		break;
	case FIELD_SOURCE:
		check_source(place, value);
		break;
	case FIELD_ALIAS:
		check_alias(place, value);
		break;
	case FIELD_ADVICE:
		check_prose(place, value);
		break;
	default:
		break;
	}
	add_string(place->compiler, slice, value);
}

/* Values of which one number is stored. */
static void
fill_number(const struct place *place, const struct field_rule *rule,
    uint32_t *number)
{
	const char *value = place->field->value;

	if (rule->type == FIELD_SERVER)
		*number = resolve(place, ENTRY_SERVER, value, strlen(value));
	else if (rule->type == FIELD_CAUSE)
		*number = resolve(place, ENTRY_CAUSE, value, strlen(value));
	else if (rule->type == FIELD_CLASSES)
		fill_classes(place, number);
	else if (rule->type == FIELD_WORD)
		fill_word(place, rule, number);
	else if (strcmp(value, "yes") == 0)
		*number = 1;
	else
		complain_at(place, "expected `yes`, or no such field");
}

static void
fill_field(const struct place *place, const struct field_rule *rule, void *row)
{
	void *at = (char *)row + rule->offset;

	switch (rule->type) {
	case FIELD_NAME:
		break;
	case FIELD_VERDICT:
		fill_verdict(place, at);
		break;
	case FIELD_WHO:
		fill_who(place, at, rule->argument);
		break;
	case FIELD_WHY:
		fill_why(place, at);
		break;
	case FIELD_FIX:
		fill_fix(place, at);
		break;
	case FIELD_RELATED:
		fill_related(place, at);
		break;
	case FIELD_CAUSES:
		fill_causes(place, at);
		break;
	case FIELD_TITLE:
	case FIELD_PROSE:
	case FIELD_WORDS:
	case FIELD_DATE:
	case FIELD_ONLY:
		fill_string(place, rule, at);
		break;
	case FIELD_ITEMS:
	case FIELD_ALIAS:
	case FIELD_CUE:
	case FIELD_ADVICE:
	case FIELD_RFC:
	case FIELD_URL:
	case FIELD_SOURCE:
		fill_strings(place, rule, at);
		break;
	case FIELD_CLASSES:
	case FIELD_YES:
	case FIELD_WORD:
	case FIELD_SERVER:
	case FIELD_CAUSE:
		fill_number(place, rule, at);
		break;
	}
}

/* What the name of a record says, beside what its fields do. */
static void
fill_from_name(const struct place *place, struct entry_row *row)
{
	const struct subject *subject = place->subject;

	row->server = TABLES_NONE;
	row->parent = TABLES_NONE;
	row->cause = TABLES_NONE;
	row->code = subject->code;
	row->subject = subject->status.subject;
	row->detail_from = subject->status.detail_from;
	row->detail_to = subject->status.detail_to;
	if (subject->status.classes != CLASSES_ANY)
		row->classes = subject->status.classes;
	if (subject->kind == RECORD_VENDOR)
		row->server = find_named(place->compiler, ENTRY_SERVER,
		    subject->server, strlen(subject->server));
}

static void
fill_digit(const struct place *place, struct digit_row *row)
{
	const struct subject *subject = place->subject;
	const char *name = subject->name;

	row->of = (uint32_t)(subject->kind - RECORD_FIRST);
	if (subject->kind == RECORD_THIRD) {
		if (strcmp(name, "*") != 0)
			complain_at(place, "the third digit is `*`: any");
	} else if (name[0] < '0' || name[0] > '9' || name[1] != '\0') {
		complain_at(place, "`%s` is no digit", name);
	} else {
		row->value = (uint32_t)(name[0] - '0');
	}
}

/* The kinds of digits are in the same order as their records. */
_Static_assert((int)DIGIT_SUBJECT == RECORD_SUBJECT - RECORD_FIRST,
    "digit_of and record_kind differ");
_Static_assert((int)ENTRY_VENDOR == RECORD_VENDOR,
    "entry_kind and record_kind differ");

void
fill_row(struct compiler *compiler, const struct subject *subject, void *row)
{
	const struct field *fields =
	    &subject->file->fields[subject->record->first];
	struct place place = { compiler, subject, fields };
	const struct field_rule *rule;

	if (row == NULL)
		return;
	if (subject->kind <= RECORD_VENDOR)
		fill_from_name(&place, row);
	else if (subject->kind == RECORD_EXAMPLE)
		check_example_text(&place, row);
	else if (subject->kind != RECORD_NOTE)
		fill_digit(&place, row);
	for (size_t i = 1; i < subject->record->count; i++) {
		place.field = &fields[i];
		rule = schema_field(compiler->rules, subject->kind,
		    fields[i].name);
		if (rule != NULL)
			fill_field(&place, rule, row);
	}
}
