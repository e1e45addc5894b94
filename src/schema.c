#include "schema.h"

#include <stddef.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Where the member of a row is. */
#define IN_ENTRY(member) offsetof(struct entry_row, member)
#define IN_EXAMPLE(member) offsetof(struct example_row, member)
#define IN_DIGIT(member) offsetof(struct digit_row, member)
#define IN_NOTE(member) offsetof(struct note_row, member)

/* A field in short: name, type, presence, place. */
#define FIELD(name, type, presence, place) \
	{ \
		name, FIELD_##type, FIELD_##presence, place, NULL, 0 \
	}
#define WORD(name, presence, place, names, count) \
	{ \
		name, FIELD_WORD, FIELD_##presence, place, names, count \
	}
#define WHO(name, presence, place, direction) \
	{ \
		name, FIELD_WHO, FIELD_##presence, place, NULL, direction \
	}

/* The five fields that say who has to act stand together everywhere. */
#define WHO_FIELDS(presence, place) \
	WHO("Who", presence, place, DIRECTION_ANY), \
	    WHO("Who_local", MAY, place, DIRECTION_LOCAL), \
	    WHO("Who_remote", MAY, place, DIRECTION_REMOTE), \
	    WHO("Who_own", MAY, place, DIRECTION_OWN), \
	    WHO("Who_none", MAY, place, DIRECTION_NONE)

static const char *const certainty_words[] = { "reported" };

static const struct field_rule code_fields[] = {
	FIELD("Code", NAME, MUST, 0),
	FIELD("Title", TITLE, MUST, IN_ENTRY(title)),
	WORD("Standing", MUST, IN_ENTRY(standing), standing_names, STANDINGS),
	FIELD("Defined", RFC, MANY, IN_ENTRY(defined)),
	FIELD("Commands", WORDS, MAY, IN_ENTRY(commands)),
	FIELD("Summary", PROSE, MUST, IN_ENTRY(summary)),
	FIELD("Digit", PROSE, MAY, IN_ENTRY(digit)),
	FIELD("Retry", VERDICT, MUST, IN_ENTRY(retry)),
	WHO_FIELDS(MANY, IN_ENTRY(who)),
	FIELD("Why", WHY, MANY, IN_ENTRY(why)),
	FIELD("Fix", FIX, MANY, IN_ENTRY(fix)),
	FIELD("Related", RELATED, MANY, IN_ENTRY(related)),
	FIELD("Ref", RFC, MANY, IN_ENTRY(refs)),
};

static const struct field_rule status_fields[] = {
	FIELD("Status", NAME, MUST, 0),
	FIELD("Server", SERVER, MAY, IN_ENTRY(server)),
	FIELD("Title", TITLE, MUST, IN_ENTRY(title)),
	WORD("Standing", MUST, IN_ENTRY(standing), standing_names, STANDINGS),
	FIELD("Classes", CLASSES, MAY, IN_ENTRY(classes)),
	FIELD("Seen", CLASSES, MAY, IN_ENTRY(seen)),
	FIELD("Defined", RFC, MANY, IN_ENTRY(defined)),
	FIELD("Codes", WORDS, MAY, IN_ENTRY(codes)),
	FIELD("Summary", PROSE, MUST, IN_ENTRY(summary)),
	FIELD("Digit", PROSE, MAY, IN_ENTRY(digit)),
	FIELD("Sign", PROSE, MAY, IN_ENTRY(sign)),
	FIELD("Class_2", PROSE, MAY, IN_ENTRY(in_class[2])),
	FIELD("Class_4", PROSE, MAY, IN_ENTRY(in_class[4])),
	FIELD("Class_5", PROSE, MAY, IN_ENTRY(in_class[5])),
	FIELD("Retry", VERDICT, MAY, IN_ENTRY(retry)),
	FIELD("Retry_4", VERDICT, MAY, IN_ENTRY(retry_in_class[4])),
	FIELD("Retry_5", VERDICT, MAY, IN_ENTRY(retry_in_class[5])),
	WHO_FIELDS(MANY, IN_ENTRY(who)),
	FIELD("Why", WHY, MANY, IN_ENTRY(why)),
	FIELD("Fix", FIX, MANY, IN_ENTRY(fix)),
	FIELD("Related", RELATED, MANY, IN_ENTRY(related)),
	FIELD("Ref", RFC, MANY, IN_ENTRY(refs)),
};

static const struct field_rule pair_fields[] = {
	FIELD("Pair", NAME, MUST, 0),
	FIELD("Title", TITLE, MUST, IN_ENTRY(title)),
	FIELD("Summary", PROSE, MUST, IN_ENTRY(summary)),
	FIELD("Digit", PROSE, MAY, IN_ENTRY(digit)),
	FIELD("Retry", VERDICT, MUST, IN_ENTRY(retry)),
	WHO_FIELDS(MANY, IN_ENTRY(who)),
	FIELD("Why", WHY, MANY, IN_ENTRY(why)),
	FIELD("Fix", FIX, MANY, IN_ENTRY(fix)),
	FIELD("Related", RELATED, MANY, IN_ENTRY(related)),
	FIELD("Ref", RFC, MANY, IN_ENTRY(refs)),
};

static const struct field_rule cause_fields[] = {
	FIELD("Cause", NAME, MUST, 0),
	FIELD("Title", TITLE, MUST, IN_ENTRY(title)),
	FIELD("Alias", ALIAS, MANY, IN_ENTRY(aliases)),
	FIELD("Explanation", PROSE, MUST, IN_ENTRY(summary)),
	FIELD("Sign", PROSE, MUST, IN_ENTRY(sign)),
	FIELD("Cue", CUE, MANY, IN_ENTRY(cues)),
	FIELD("Retry", VERDICT, MUST, IN_ENTRY(retry)),
	WHO_FIELDS(MUST_MANY, IN_ENTRY(who)),
	FIELD("Fix_sender", FIX, MANY, IN_ENTRY(fix_sender)),
	FIELD("Fix_receiver", FIX, MANY, IN_ENTRY(fix_receiver)),
	FIELD("Avoid", ADVICE, MANY, IN_ENTRY(avoid)),
	FIELD("Related", RELATED, MANY, IN_ENTRY(related)),
};

static const struct field_rule server_fields[] = {
	FIELD("Server", NAME, MUST, 0),
	FIELD("Title", TITLE, MUST, IN_ENTRY(title)),
	FIELD("Alias", ALIAS, MANY, IN_ENTRY(aliases)),
	WORD("Kind", MUST, IN_ENTRY(server_kind), server_kind_names,
	    SERVER_KINDS),
	FIELD("Common", YES, MAY, IN_ENTRY(common)),
	FIELD("Recognise", ITEMS, MANY, IN_ENTRY(recognise)),
	FIELD("Docs", URL, MANY, IN_ENTRY(docs)),
	FIELD("Delist", ADVICE, MANY, IN_ENTRY(delist)),
	FIELD("Postmaster", ADVICE, MANY, IN_ENTRY(postmaster)),
	FIELD("Contact", ITEMS, MANY, IN_ENTRY(contact)),
	FIELD("Habit", ADVICE, MANY, IN_ENTRY(habit)),
	FIELD("Checked", DATE, MUST, IN_ENTRY(checked)),
};

static const struct field_rule vendor_fields[] = {
	FIELD("Vendor", NAME, MUST, 0),
	FIELD("Cause", CAUSE, MUST, IN_ENTRY(cause)),
	FIELD("Meaning", PROSE, MUST, IN_ENTRY(summary)),
	FIELD("Retry", VERDICT, MAY, IN_ENTRY(retry)),
	WHO_FIELDS(MANY, IN_ENTRY(who)),
	FIELD("Source", SOURCE, MUST_MANY, IN_ENTRY(sources)),
};

static const struct field_rule example_fields[] = {
	FIELD("Example", NAME, MUST, IN_EXAMPLE(text)),
	FIELD("Code", WORDS, MAY, IN_EXAMPLE(code)),
	FIELD("Status", WORDS, MAY, IN_EXAMPLE(status)),
	WORD("Stage", MUST, IN_EXAMPLE(stage), stage_names, STAGES),
	FIELD("Cause", CAUSE, MUST, IN_EXAMPLE(cause)),
	FIELD("Also", CAUSES, MANY, IN_EXAMPLE(also)),
	FIELD("Meaning", PROSE, MAY, IN_EXAMPLE(meaning)),
	FIELD("Retry", VERDICT, MAY, IN_EXAMPLE(retry)),
	WHO_FIELDS(MANY, IN_EXAMPLE(who)),
	FIELD("When", WORDS, MAY, IN_EXAMPLE(when)),
	FIELD("Source", SOURCE, MUST_MANY, IN_EXAMPLE(sources)),
	{ "Certainty", FIELD_ONLY, FIELD_MAY, IN_EXAMPLE(certainty),
	    certainty_words, COUNT(certainty_words) },
	FIELD("Mismatch", YES, MAY, IN_EXAMPLE(mismatch)),
	FIELD("Literal", ITEMS, MANY, IN_EXAMPLE(literals)),
	FIELD("Differs", PROSE, MAY, IN_EXAMPLE(differs)),
};

/* The five kinds of digits differ in nothing but their name. */
#define DIGIT_FIELDS(name) \
	{ \
		FIELD(name, NAME, MUST, 0), \
		    FIELD("Title", TITLE, MUST, IN_DIGIT(title)), \
		    FIELD("Text", PROSE, MUST, IN_DIGIT(text)), \
		    FIELD("Retry", VERDICT, MAY, IN_DIGIT(retry)), \
		    WHO_FIELDS(MANY, IN_DIGIT(who)), \
		    FIELD("Ref", RFC, MANY, IN_DIGIT(refs)), \
	}

static const struct field_rule first_fields[] = DIGIT_FIELDS("First");
static const struct field_rule second_fields[] = DIGIT_FIELDS("Second");
static const struct field_rule third_fields[] = DIGIT_FIELDS("Third");
static const struct field_rule class_fields[] = DIGIT_FIELDS("Class");
static const struct field_rule subject_fields[] = DIGIT_FIELDS("Subject");

/* The title of a tag is read by the compiler itself. */
static const struct field_rule tag_fields[] = {
	FIELD("Tag", NAME, MUST, 0),
	FIELD("Title", NAME, MUST, 0),
};

static const struct field_rule verb_fields[] = {
	FIELD("Verb", NAME, MUST, 0),
};

static const struct field_rule role_fields[] = {
	FIELD("Role", NAME, MUST, 0),
};

static const struct field_rule note_fields[] = {
	FIELD("Note", NAME, MUST, 0),
	FIELD("Text", PROSE, MUST, IN_NOTE(text)),
};

static const struct field_rule own_server_fields[] = {
	FIELD("Server", NAME, MUST, 0),
	FIELD("Title", WORDS, MAY, IN_ENTRY(title)),
	FIELD("Alias", ALIAS, MANY, IN_ENTRY(aliases)),
	WORD("Kind", MAY, IN_ENTRY(server_kind), server_kind_names,
	    SERVER_KINDS),
	FIELD("Recognise", ITEMS, MANY, IN_ENTRY(recognise)),
	FIELD("Docs", ITEMS, MANY, IN_ENTRY(docs)),
	FIELD("Delist", ITEMS, MANY, IN_ENTRY(delist)),
	FIELD("Postmaster", ITEMS, MANY, IN_ENTRY(postmaster)),
	FIELD("Contact", ITEMS, MANY, IN_ENTRY(contact)),
	FIELD("Habit", ITEMS, MANY, IN_ENTRY(habit)),
};

static const struct field_rule own_example_fields[] = {
	FIELD("Example", NAME, MUST, IN_EXAMPLE(text)),
	FIELD("Server", SERVER, MAY, IN_EXAMPLE(server)),
	FIELD("Code", WORDS, MAY, IN_EXAMPLE(code)),
	FIELD("Status", WORDS, MAY, IN_EXAMPLE(status)),
	WORD("Stage", MAY, IN_EXAMPLE(stage), stage_names, STAGES),
	FIELD("Cause", CAUSE, MUST, IN_EXAMPLE(cause)),
	FIELD("Also", CAUSES, MANY, IN_EXAMPLE(also)),
	FIELD("Meaning", PROSE, MAY, IN_EXAMPLE(meaning)),
	FIELD("Retry", VERDICT, MAY, IN_EXAMPLE(retry)),
	WHO_FIELDS(MANY, IN_EXAMPLE(who)),
	FIELD("When", WORDS, MAY, IN_EXAMPLE(when)),
	FIELD("Source", ITEMS, MANY, IN_EXAMPLE(sources)),
	FIELD("Literal", ITEMS, MANY, IN_EXAMPLE(literals)),
};

#define RULE(fields) \
	{ \
		fields, COUNT(fields) \
	}

const struct record_rule record_rules[RECORD_KINDS] = {
	[RECORD_CODE] = RULE(code_fields),
	[RECORD_STATUS] = RULE(status_fields),
	[RECORD_PAIR] = RULE(pair_fields),
	[RECORD_CAUSE] = RULE(cause_fields),
	[RECORD_SERVER] = RULE(server_fields),
	[RECORD_VENDOR] = RULE(vendor_fields),
	[RECORD_EXAMPLE] = RULE(example_fields),
	[RECORD_FIRST] = RULE(first_fields),
	[RECORD_SECOND] = RULE(second_fields),
	[RECORD_THIRD] = RULE(third_fields),
	[RECORD_CLASS] = RULE(class_fields),
	[RECORD_SUBJECT] = RULE(subject_fields),
	[RECORD_TAG] = RULE(tag_fields),
	[RECORD_VERB] = RULE(verb_fields),
	[RECORD_ROLE] = RULE(role_fields),
};

const struct record_rule own_rules[RECORD_KINDS] = {
	[RECORD_SERVER] = RULE(own_server_fields),
	[RECORD_EXAMPLE] = RULE(own_example_fields),
	[RECORD_NOTE] = RULE(note_fields),
};

/* Which of two is nearer to a word: the best so far or one more candidate. */
static const char *
nearest(const char *word, const char *best, const char *candidate,
    unsigned *distance)
{
	unsigned found = text_distance(word, candidate);

	if (found >= *distance)
		return best;
	*distance = found;
	return candidate;
}

enum record_kind
schema_kind(const struct record_rule *rules, const struct record_file *file,
    const struct record *record, struct diagnostics *errors)
{
	const struct field *field = &file->fields[record->first];
	const char *best = "";
	unsigned distance = ~0u;

	for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
		const char *name;

		if (rules[kind].count == 0)
			continue;
		name = rules[kind].fields[0].name;
		if (strcmp(field->name, name) == 0)
			return (enum record_kind)kind;
		best = nearest(field->name, best, name, &distance);
	}
	diagnostics_add(errors, file->name, field->line,
	    "no record begins with `%s`; nearest is `%s`", field->name, best);
	return RECORD_KINDS;
}

static size_t
find_field(const struct record_rule *rule, const char *name)
{
	size_t i = 0;

	while (i < rule->count && strcmp(rule->fields[i].name, name) != 0)
		i++;
	return i;
}

const struct field_rule *
schema_field(const struct record_rule *rules, enum record_kind kind,
    const char *name)
{
	size_t at = find_field(&rules[kind], name);

	return at < rules[kind].count ? &rules[kind].fields[at] : NULL;
}

static void
unknown_field(const struct record_rule *rule, const char *file,
    const struct field *field, struct diagnostics *errors)
{
	const char *best = "";
	unsigned distance = ~0u;

	for (size_t i = 1; i < rule->count; i++)
		best = nearest(field->name, best, rule->fields[i].name,
		    &distance);
	diagnostics_add(errors, file, field->line,
	    "unknown field `%s` in a record of `%s`; nearest is `%s`",
	    field->name, rule->fields[0].name, best);
}

static bool
may_repeat(const struct field_rule *rule)
{
	return rule->presence == FIELD_MANY ||
	    rule->presence == FIELD_MUST_MANY;
}

static bool
must_be_there(enum record_kind kind, const struct field_rule *rule,
    const char *record_name)
{
	if (kind == RECORD_CAUSE && strchr(record_name, '/') != NULL)
		return rule->type == FIELD_TITLE;
	return rule->presence == FIELD_MUST ||
	    rule->presence == FIELD_MUST_MANY;
}

static void
check_missing(const struct record_rule *rule, enum record_kind kind,
    const struct record_file *file, const struct record *record,
    struct diagnostics *errors)
{
	const struct field *fields = &file->fields[record->first];

	for (size_t i = 1; i < rule->count; i++) {
		size_t at = 1;

		if (!must_be_there(kind, &rule->fields[i], fields[0].value))
			continue;
		while (at < record->count &&
		    strcmp(fields[at].name, rule->fields[i].name) != 0)
			at++;
		if (at == record->count)
			diagnostics_add(errors, file->name, fields[0].line,
			    "missing field `%s`", rule->fields[i].name);
	}
}

void
schema_check(const struct record_rule *rules, enum record_kind kind,
    const struct record_file *file, const struct record *record,
    struct diagnostics *errors)
{
	const struct field *fields = &file->fields[record->first];
	const struct record_rule *rule = &rules[kind];
	bool ordered = rules != own_rules;
	uint64_t seen = 0;
	size_t last = 0;

	for (size_t i = 0; i < record->count; i++) {
		size_t at = find_field(rule, fields[i].name);

		if (at == rule->count) {
			unknown_field(rule, file->name, &fields[i], errors);
			continue;
		}
		if (fields[i].value[0] == '\0')
			diagnostics_add(errors, file->name, fields[i].line,
			    "`%s` is empty", fields[i].name);
		if (ordered && at < last)
			diagnostics_add(errors, file->name, fields[i].line,
			    "`%s` must stand before `%s`", fields[i].name,
			    rule->fields[last].name);
		else if ((seen & UINT64_C(1) << at) != 0 &&
		    !may_repeat(&rule->fields[at]))
			diagnostics_add(errors, file->name, fields[i].line,
			    "`%s` may stand once only", fields[i].name);
		seen |= UINT64_C(1) << at;
		last = at > last ? at : last;
	}
	check_missing(rule, kind, file, record, errors);
}
