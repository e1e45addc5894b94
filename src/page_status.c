/* Pages of statuses, and of codes read together with one. */
#include <string.h>

#include "page_parts.h"

enum {
	SENSES = 16,
	CAUSES = 32,
};

/* A status as it was asked for, or with X where several classes are meant. */
static const char *
status_name(struct builder *builder, const struct status *status)
{
	unsigned class = status_class(status->classes);
	struct arena *arena = &builder->page->arena;
	const char *front = class == 0 ? "X" : arena_number(arena, class);

	if (status->detail_from != status->detail_to)
		return arena_printf(arena, "%s.%u.%u-%u", front,
		    status->subject, status->detail_from, status->detail_to);
	return arena_printf(arena, "%s.%u.%u", front, status->subject,
	    status->detail_from);
}

/* The verdict of a status in one class. */
static void
add_class_verdict(struct builder *builder, const struct entry_row *row,
    unsigned class, const char *label)
{
	const struct digit_row *digit;

	if (class <= 5 &&
	    row->retry_in_class[class].verdict != VERDICT_UNSAID) {
		add_retry(builder, &row->retry_in_class[class], label);
		return;
	}
	if ((row->classes & 1u << class) != 0 &&
	    row->retry.verdict != VERDICT_UNSAID) {
		add_retry(builder, &row->retry, label);
		return;
	}
	digit = reference_digit(builder->reference, DIGIT_CLASS, class);
	if (digit != NULL)
		add_retry(builder, &digit->retry, label);
}

static void
add_status_verdicts(struct builder *builder, const struct entry_row *row,
    const struct status *status)
{
	unsigned class = status_class(status->classes);
	struct status one = *status;

	if (class != 0) {
		add_class_verdict(builder, row, class, "");
		return;
	}
	if (row->retry.verdict != VERDICT_UNSAID) {
		add_retry(builder, &row->retry, "");
		return;
	}
	for (class = 4; class <= 5; class ++) {
		one.classes = 1u << class;
		if ((status->classes & one.classes) != 0)
			add_class_verdict(builder, row, class,
			    status_name(builder, &one));
	}
}

/* Is the class that was asked for one of those the status is defined for? */
static void
add_class_note(struct builder *builder, const struct entry_row *row,
    const struct status *status)
{
	unsigned class = status_class(status->classes);
	struct arena *arena = &builder->page->arena;

	if (class == 0 || (row->classes & 1u << class) != 0)
		return;
	if ((row->seen & 1u << class) != 0)
		add_note(builder,
		    arena_printf(arena,
			"Not defined for class %u, but servers send it.",
			class),
		    "");
	else
		add_note(builder,
		    arena_printf(arena,
			"Not defined for class %u; read it in its own class, "
			"with the retry of class %u.",
			class, class),
		    "");
}

static void
add_class_summaries(struct builder *builder, const struct entry_row *row,
    const struct status *status)
{
	struct status one = *status;

	add_summary(builder, row->summary, "");
	for (unsigned class = 2; class <= 5; class ++) {
		one.classes = 1u << class;
		add_summary(builder, row->in_class[class],
		    row->in_class[class] != 0 ? status_name(builder, &one) :
						"");
	}
}

/* Tells whose other senses follow, in parts of the page of their own. */
static void
add_other_senses(struct builder *builder, const uint32_t *senses, size_t count)
{
	const char *names = "", *comma = "";

	for (size_t i = 0; i < count; i++) {
		uint32_t server =
		    reference_entry(builder->reference, senses[i])->server;

		if (server == TABLES_NONE)
			continue;
		names = arena_printf(&builder->page->arena, "%s%s%s", names,
		    comma, reference_name(builder->reference, server));
		comma = ", ";
	}
	if (names[0] != '\0')
		add_note(builder,
		    arena_printf(&builder->page->arena,
			"%s: another sense, told below.", names),
		    "");
}

/*
 * Is the text about replies of another class? `530 ...: no login` is of no use
 * to whoever asks for 4.7.0. What stands in front of its colon tells, or the
 * words `class 5`.
 */
static bool
is_of_other_class(const char *text, unsigned class)
{
	size_t numbers = 0, length;
	unsigned code;
	struct status status;

	text += strspn(text, "`\"(");
	if (class > 0 && strncmp(text, "class ", 6) == 0)
		return text[6] != (char)('0' + class);
	if (class == 0 || text[0] < '2' || text[0] > '5')
		return false;
	for (; *text != '\0' && *text != ':'; text += length > 0 ? length : 1) {
		length = strspn(text, "0123456789.");
		if (!code_parse(text, length, &code) &&
		    !status_parse(text, length, &status))
			continue;
		if ((unsigned)(text[0] - '0') == class)
			return false;
		numbers++;
	}
	return numbers > 0;
}

/* The causes that hold for the class asked for; all where none says so. */
static void
add_whys_of_class(struct builder *builder, struct slice why, unsigned class)
{
	uint32_t others = 0;

	for (uint32_t i = 0; i < why.count; i++)
		others += is_of_other_class(
		    pool_text(builder,
			reference_why(builder->reference, why, i)->text),
		    class);
	for (uint32_t i = 0; i < why.count; i++) {
		const struct why_row *row = reference_why(builder->reference,
		    why, i);
		const char *text = pool_text(builder, row->text);

		if (others == why.count || !is_of_other_class(text, class))
			add_why(builder, row->cause, text);
	}
}

/* The codes that it comes with, of the class asked for; all where none is. */
static void
add_codes(struct builder *builder, const struct entry_row *row, unsigned class)
{
	const char *rest = pool_text(builder, row->codes), *word;
	const char *codes = "";
	struct block *block;
	size_t length;

	while (rest != NULL && *rest != '\0') {
		length = text_split(&rest, ' ', &word);
		if (class == 0 || (unsigned)(word[0] - '0') == class)
			codes = arena_printf(&builder->page->arena, "%s%s%.*s",
			    codes, codes[0] != '\0' ? " " : "", (int)length,
			    word);
	}
	if (codes[0] == '\0')
		return;
	block = add_block(builder, BLOCK_FACT, codes);
	block->name = "codes";
	block->label = "CODES";
}

static void
add_sense(struct builder *builder, uint32_t sense, const struct status *asked,
    bool first_sense, const uint32_t *others, size_t other_count)
{
	const struct entry_row *row = reference_entry(builder->reference,
	    sense);
	unsigned class = status_class(asked->classes);
	size_t first = builder->page->count;
	struct block *head;

	head = add_head(builder, status_name(builder, asked),
	    pool_text(builder, row->title), sense);
	head->text = class_name(class);
	if (row->server != TABLES_NONE)
		head->note = arena_printf(&builder->page->arena, "%s",
		    reference_title(builder->reference, row->server));
	add_class_note(builder, row, asked);
	add_other_senses(builder, others, other_count);
	add_status_verdicts(builder, row, asked);
	add_who(builder, row->who);
	if (first_sense)
		add_own_notes_of_target(builder);
	add_whys_of_class(builder, row->why, class);
	add_fixes(builder, row->fix, TABLES_NONE, SIDE_ANY);
	set_provider(builder, row->server);
	add_fixes_of_causes(builder, first);
	builder->provider = NULL;
	add_fact(builder, row->sign, "sign", "SIGN");
	add_class_summaries(builder, row, asked);
	add_codes(builder, row, class);
	add_status_digits(builder, asked, pool_text(builder, row->title),
	    pool_text(builder, row->digit));
	add_examples(builder, row->examples, 0,
	    class != 0 ? asked->classes : 0);
	add_lack_of_examples(builder, row);
	add_related(builder, row->related);
	add_refs(builder, row->defined);
	add_refs(builder, row->refs);
}

static void
add_unknown_status(struct builder *builder, const struct status *asked)
{
	unsigned class = status_class(asked->classes);

	add_head(builder, status_name(builder, asked), "not a known status",
	    TABLES_NONE)
	    ->text = class_name(class);
	add_verdict_of_digit(builder, DIGIT_CLASS, class);
	add_own_notes_of_target(builder);
	add_block(builder, BLOCK_SUMMARY,
	    "Neither the IANA registry nor a vendor's list that is known here "
	    "has this detail. Class and subject hold all the same; the text "
	    "behind it says more.");
	add_status_digits(builder, asked, "not registered", "");
}

/* The sense of a server that was asked for comes first. */
static void
prefer_asked(const struct builder *builder, uint32_t *senses, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint32_t sense = senses[i];

		if (!page_asks_for(builder->page,
			reference_entry(builder->reference, sense)->server))
			continue;
		memmove(senses + 1, senses, i * sizeof(*senses));
		senses[0] = sense;
		return;
	}
}

void
add_status(struct builder *builder)
{
	const struct status *asked = &builder->target->status;
	uint32_t senses[SENSES];
	size_t count;

	count = reference_find_status(builder->reference, asked, false, senses,
	    SENSES);
	if (count == 0)
		count = reference_find_status(builder->reference, asked, true,
		    senses, SENSES);
	if (count == 0) {
		add_unknown_status(builder, asked);
		return;
	}
	prefer_asked(builder, senses, count);
	for (size_t i = 0; i < count; i++) {
		const struct entry_row *row =
		    reference_entry(builder->reference, senses[i]);
		struct status status = *asked;

		/* With X all classes are meant that there are. */
		if (status_class(asked->classes) == 0)
			status.classes &= row->classes | row->seen;
		add_sense(builder, senses[i], &status, i == 0, senses + 1,
		    i == 0 ? count - 1 : 0);
	}
}

static void
add_written_pair(struct builder *builder)
{
	const struct target *target = builder->target;
	const struct entry_row *row = reference_entry(builder->reference,
	    target->entry);
	uint32_t code = reference_find_code(builder->reference, target->code);

	add_code_front(builder, row);
	add_code_digits(builder, row->code,
	    code == TABLES_NONE ?
		"" :
		pool_text(builder,
		    reference_entry(builder->reference, code)->digit));
	add_status_digits(builder, &target->status,
	    pool_text(builder, row->title), pool_text(builder, row->digit));
	add_examples(builder, row->examples, 0, 0);
	add_related(builder, row->related);
	add_refs(builder, row->refs);
}

/* How many examples of the status have the code and the cause. */
static uint32_t
count_examples(const struct builder *builder, const struct entry_row *status,
    uint32_t cause)
{
	const struct reference *reference = builder->reference;
	uint32_t count = 0;

	for (uint32_t i = 0; i < status->examples.count; i++) {
		const struct example_row *row = reference_example(reference,
		    reference_link(reference, status->examples, i));
		const char *code = reference_string(reference, row->code);
		unsigned number = 0;

		code_parse(code, strlen(code), &number);
		count += number == builder->target->code &&
		    reference_base_cause(reference, row->cause) ==
			reference_base_cause(reference, cause);
	}
	return count;
}

/* The causes of the status, those first that are seen with the code. */
static void
add_ranked_whys(struct builder *builder, const struct entry_row *status)
{
	const struct why_row *order[CAUSES];
	uint32_t seen[CAUSES];
	uint32_t count = status->why.count < CAUSES ? status->why.count :
						      CAUSES;

	for (uint32_t i = 0; i < count; i++) {
		const struct why_row *row = reference_why(builder->reference,
		    status->why, i);
		uint32_t times = count_examples(builder, status, row->cause);
		uint32_t at = i;

		for (; at > 0 && seen[at - 1] < times; at--) {
			order[at] = order[at - 1];
			seen[at] = seen[at - 1];
		}
		order[at] = row;
		seen[at] = times;
	}
	for (uint32_t i = 0; i < count; i++)
		add_why(builder, order[i]->cause,
		    pool_text(builder, order[i]->text));
}

/* The class of the code decides what the client does, not the status'. */
static void
add_pair_verdict(struct builder *builder, const struct entry_row *status)
{
	const struct target *target = builder->target;
	unsigned code_class = target->code / 100;
	unsigned class = status_class(target->status.classes);
	const struct digit_row *digit;

	if (code_class == class) {
		add_class_verdict(builder, status, class, "");
		return;
	}
	add_note(builder,
	    arena_printf(&builder->page->arena,
		"The classes disagree: the sending server goes by the code, "
		"%s.",
		class_name(code_class)),
	    "");
	digit = reference_digit(builder->reference, DIGIT_FIRST, code_class);
	if (digit != NULL)
		add_retry(builder, &digit->retry, "");
}

/* A pair without text of its own: the status first, then what the code adds. */
static void
add_ruled_pair(struct builder *builder, uint32_t status_entry,
    uint32_t code_entry)
{
	const struct reference *reference = builder->reference;
	const struct target *target = builder->target;
	const struct entry_row *status = reference_entry(reference,
	    status_entry);
	const struct entry_row *code = reference_entry(reference, code_entry);
	size_t first = builder->page->count;
	const char *name = arena_printf(&builder->page->arena, "%u %s",
	    target->code, status_name(builder, &target->status));

	add_head(builder, name, pool_text(builder, status->title), status_entry)
	    ->text = class_name(target->code / 100);
	add_pair_verdict(builder, status);
	add_who(builder, status->who);
	add_own_notes_of_target(builder);
	add_ranked_whys(builder, status);
	add_fixes(builder, status->fix, TABLES_NONE, SIDE_ANY);
	add_fixes_of_causes(builder, first);
	add_summary(builder, status->summary, "");
	add_summary(builder,
	    status->in_class[status_class(target->status.classes)], "");
	add_summary(builder, code->summary, pool_text(builder, code->name));
	add_code_digits(builder, target->code, pool_text(builder, code->digit));
	add_status_digits(builder, &target->status,
	    pool_text(builder, status->title),
	    pool_text(builder, status->digit));
	add_examples(builder, status->examples, target->code,
	    target->status.classes);
	add_related(builder, status->related);
	add_refs(builder, status->defined);
}

void
add_pair(struct builder *builder)
{
	const struct target *target = builder->target;
	uint32_t senses[SENSES];
	uint32_t code = reference_find_code(builder->reference, target->code);
	struct target half = *target;
	struct builder part = { builder->page, builder->reference, &half,
		NULL };
	size_t count;

	if (target->entry != TABLES_NONE) {
		add_written_pair(builder);
		return;
	}
	count = reference_find_status(builder->reference, &target->status,
	    false, senses, SENSES);
	if (count == 0)
		count = reference_find_status(builder->reference,
		    &target->status, true, senses, SENSES);
	if (count > 0 && code != TABLES_NONE) {
		add_ruled_pair(builder, senses[0], code);
		return;
	}
	half.kind = ENTRY_CODE;
	half.entry = code;
	add_code(&part);
	half.kind = ENTRY_STATUS;
	add_status(&part);
}
