#include "listing.h"

#include <string.h>

#include "json.h"
#include "lookup.h"
#include "plain.h"

/* Where the list goes to: JSON or text. */
struct sink {
	const struct reference *reference;
	struct text *text;
	struct json_list *json; /* NULL: text */
	bool failed;
	size_t count;
};

static void
put_target(struct sink *sink, const struct target *target)
{
	if (target_title(sink->reference, target)[0] == '\0')
		return;
	sink->count++;
	if (sink->json == NULL)
		plain_list_entry(sink->text, sink->reference, target);
	else if (!json_list_entry(sink->json, sink->reference, target))
		sink->failed = true;
}

static void
put_kind(struct sink *sink, enum entry_kind kind)
{
	uint32_t count = reference_count(sink->reference, kind);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(sink->reference, kind, i);
		struct target target = lookup_entry(sink->reference, entry);

		if (reference_is_listed(sink->reference, entry))
			put_target(sink, &target);
	}
}

static void
put_examples(struct sink *sink)
{
	uint32_t count = reference_example_count(sink->reference);

	for (uint32_t i = 0; i < count; i++, sink->count++) {
		if (sink->json == NULL)
			plain_list_example(sink->text, sink->reference, i);
		else if (!json_list_example(sink->json, sink->reference, i))
			sink->failed = true;
	}
}

/* Is the operand the name of a kind? Then its entries are listed. */
static bool
put_named_kind(struct sink *sink, const char *operand)
{
	static const char *const kinds[ENTRY_KINDS] = {
		[ENTRY_CODE] = "codes",
		[ENTRY_STATUS] = "statuses",
		[ENTRY_PAIR] = "pairs",
		[ENTRY_CAUSE] = "causes",
		[ENTRY_SERVER] = "servers",
		[ENTRY_VENDOR] = "vendors",
	};

	if (strcmp(operand, "examples") == 0 ||
	    strcmp(operand, "example") == 0) {
		put_examples(sink);
		return true;
	}
	for (int kind = 0; kind < ENTRY_KINDS; kind++)
		if (strcmp(operand, kinds[kind]) == 0 ||
		    strcmp(operand, entry_kind_names[kind]) == 0) {
			put_kind(sink, (enum entry_kind)kind);
			return true;
		}
	return false;
}

static enum listing_result
put_operand(struct sink *sink, const char *operand, struct text *message)
{
	struct lookup lookup = { 0 };
	enum lookup_result result;

	if (put_named_kind(sink, operand))
		return LISTING_FOUND;
	result = lookup_operands(&lookup, sink->reference, &operand, 1);
	if (result != LOOKUP_INVALID)
		for (size_t i = 0; i < lookup.count; i++)
			put_target(sink, &lookup.targets[i]);
	if (result != LOOKUP_FOUND)
		text_append(message,
		    lookup.message.length > 0 ?
			text_string(&lookup.message) :
			"expected a kind, a name or a pattern");
	sink->failed = sink->failed || lookup.failed;
	lookup_release(&lookup);
	if (result == LOOKUP_FOUND)
		return LISTING_FOUND;
	return result == LOOKUP_UNKNOWN ? LISTING_EMPTY : LISTING_INVALID;
}

/* Lists all operands; the first that fails ends it. */
static enum listing_result
put_operands(struct sink *sink, const struct options *options,
    struct text *message)
{
	enum listing_result result = LISTING_FOUND;

	for (int kind = 0; options->operand_count == 0 && kind < ENTRY_KINDS;
	     kind++)
		put_kind(sink, (enum entry_kind)kind);
	for (size_t i = 0;
	     i < options->operand_count && result == LISTING_FOUND; i++)
		result = put_operand(sink, options->operands[i], message);
	return result;
}

enum listing_result
listing_write(struct text *text, const struct reference *reference,
    const struct options *options, struct text *message)
{
	struct json_list json;
	struct sink sink = { .reference = reference, .text = text };
	enum listing_result result;

	if (options->json) {
		sink.failed = !json_list_begin(&json);
		sink.json = &json;
	}
	result = put_operands(&sink, options, message);
	if (options->json && !json_list_end(&json, text))
		sink.failed = true;
	if (!sink.failed && !text->failed)
		return result;
	text_append(message, "out of memory");
	return LISTING_FAILED;
}
