#include "json.h"

#include <stdlib.h>
#include <string.h>

#include "json_parts.h"

/* The class of a code or status as written: its first digit, if it is one. */
static json_t *
class_of(const char *name, uint32_t kind)
{
	if (kind > ENTRY_PAIR || name[0] < '1' || name[0] > '6')
		return json_null();
	return json_stringn(name, 1);
}

/* All sources of an example as one string. */
static json_t *
sources(const struct reference *reference, struct slice slice)
{
	struct text joined = { 0 };
	json_t *string;

	for (uint32_t i = 0; i < slice.count; i++) {
		if (i > 0)
			text_append(&joined, "; ");
		text_append(&joined, reference_item(reference, slice, i));
	}
	string = joined.failed ? NULL : json_text(text_string(&joined));
	text_release(&joined);
	return string;
}

/* The causes that the text alone may as well tell. */
static json_t *
also(struct json_output *output, const struct reference *reference,
    const struct example_row *row)
{
	json_t *array = json_array();

	for (uint32_t i = 0; i < row->also.count; i++)
		json_add(output, array,
		    json_text(reference_name(reference,
			reference_link(reference, row->also, i))));
	return array;
}

static json_t *
example_object(struct json_output *output, const struct reference *reference,
    uint32_t example)
{
	const struct example_row *row = reference_example(reference, example);
	json_t *object = json_object();
#define TEXT(member) json_text(reference_string(reference, row->member))

	json_put(output, object, "id", TEXT(id));
	json_put(output, object, "server",
	    json_text(reference_name(reference, row->server)));
	json_put(output, object, "code", TEXT(code));
	json_put(output, object, "status", TEXT(status));
	json_put(output, object, "stage", json_text(stage_names[row->stage]));
	json_put(output, object, "text", TEXT(text));
	json_put(output, object, "cause",
	    json_text(reference_name(reference, row->cause)));
	json_put(output, object, "also", also(output, reference, row));
	json_put(output, object, "meaning", TEXT(meaning));
	json_put(output, object, "retry", json_verdict(reference, &row->retry));
	json_put(output, object, "who", json_whos(output, reference, row->who));
	json_put(output, object, "when", TEXT(when));
	json_put(output, object, "source", sources(reference, row->sources));
	json_put(output, object, "certainty", TEXT(certainty));
	json_put(output, object, "differs", TEXT(differs));
	json_put(output, object, "own",
	    json_boolean(reference_is_own_example(reference, example)));
#undef TEXT
	return object;
}

/* What lists and pages both tell of an entry. */
static json_t *
entry_object(struct json_output *output, uint32_t kind, const char *name,
    const char *title, const char *standing)
{
	json_t *object = json_object();
	const char *status = kind == ENTRY_STATUS ? name : NULL;
	const char *code = kind == ENTRY_CODE || kind == ENTRY_PAIR ? name :
								      NULL;

	if (kind == ENTRY_PAIR)
		status = name + 4;
	json_put(output, object, "kind", json_string(entry_kind_names[kind]));
	json_put(output, object, "code",
	    code != NULL ? json_stringn(code, 3) : json_null());
	json_put(output, object, "status", json_text(status));
	json_put(output, object, "name", json_string(name));
	json_put(output, object, "title", json_string(title));
	json_put(output, object, "class", class_of(name, kind));
	json_put(output, object, "standing", json_text(standing));
	return object;
}

static json_t *
is_own(const struct reference *reference, uint32_t entry)
{
	return json_boolean(reference_is_own(reference, entry));
}

/* An entry of a page, with all its parts there, if empty. */
static json_t *
begin_entry(struct json_output *output, const struct block *head,
    const struct reference *reference)
{
	/* Those with a + are one value, not several. */
	static const char *const keys[] = { "digits", "+retry", "who", "causes",
		"fixes", "avoid", "children", "examples", "related", "refs",
		"notes", "+sign", "+commands", "+codes", "habits", "delist",
		"postmaster", "contact", "recognise", "+checked" };
	const struct entry_row *row;
	json_t *object;
	const char *standing = NULL, *server = "";

	if (head->entry != TABLES_NONE) {
		row = reference_entry(reference, head->entry);
		if (head->word != ENTRY_PAIR)
			standing = standing_names[row->standing];
		server = reference_name(reference, row->server);
	}
	object = entry_object(output, head->word, head->name, head->label,
	    standing);
	json_put(output, object, "server", json_text(server));
	json_put(output, object, "summary", json_null());
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i][0] == '+')
			json_put(output, object, keys[i] + 1, json_null());
		else
			json_put(output, object, keys[i], json_array());
	}
	json_put(output, object, "own", is_own(reference, head->entry));
	return object;
}

static json_t *
digit_object(const struct block *block)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "of",
	    digit_of_names[block->word], "digit", block->name, "name",
	    block->label, "text", block->text);
}

static json_t *
cause_object(const struct block *block)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "id", block->name, "title",
	    block->label, "sign", block->note, "text", block->text);
}

static json_t *
fix_object(const struct block *block)
{
	return json_pack("{s:o, s:o, s:o, s:s}", "cause",
	    json_text(block->note), "side", json_text(side_names[block->side]),
	    "server", json_text(block->name), "text", block->text);
}

static json_t *
child_object(const struct block *block)
{
	return json_pack("{s:s, s:o, s:o}", "name", block->name, "title",
	    json_text(block->label), "text", json_text(block->text));
}

/* The sense of both classes is told in one text, a paragraph each. */
static void
add_summary(struct json_output *output, json_t *entry,
    const struct block *block)
{
	const char *before = json_string_value(
	    json_object_get(entry, "summary"));
	struct text text = { 0 };

	if (before != NULL)
		text_printf(&text, "%s\n", before);
	if (block->label[0] != '\0')
		text_printf(&text, "%s: ", block->label);
	text_append(&text, block->text);
	json_put(output, entry, "summary",
	    text.failed ? NULL : json_string(text_string(&text)));
	text_release(&text);
}

/* With a status of several classes the verdict of each is kept by its name. */
static void
add_retry(struct json_output *output, json_t *entry, const struct block *block)
{
	json_t *retry = json_pack("{s:s, s:s}", "verdict",
	    verdict_names[block->word], "text", block->text);
	json_t *by_class;

	if (block->label[0] == '\0') {
		json_put(output, entry, "retry", retry);
		return;
	}
	by_class = json_object_get(entry, "retry");
	if (!json_is_object(by_class)) {
		by_class = json_pack("{s:s, s:s, s:{}}", "verdict", "depends",
		    "text", "on the class", "by_status");
		json_put(output, entry, "retry", by_class);
	}
	json_put(output, json_object_get(by_class, "by_status"), block->label,
	    retry);
}

static void
add_to(struct json_output *output, json_t *entry, const char *key,
    json_t *value)
{
	json_t *array = json_object_get(entry, key);

	if (array == NULL) {
		array = json_array();
		json_put(output, entry, key, array);
	}
	json_add(output, array, value);
}

static void
add_block(struct json_output *output, json_t *entry, const struct block *block,
    const struct reference *reference)
{
	switch (block->kind) {
	case BLOCK_HEAD:
		break;
	case BLOCK_NOTE:
	case BLOCK_OWN:
		add_to(output, entry, "notes",
		    json_pack("{s:o, s:s, s:b}", "of", json_text(block->label),
			"text", block->text, "own", block->kind == BLOCK_OWN));
		break;
	case BLOCK_REPLY:
		json_put(output, entry, "text", json_string(block->text));
		break;
	case BLOCK_RETRY:
		add_retry(output, entry, block);
		break;
	case BLOCK_WHO:
		add_to(output, entry, "who",
		    json_who(direction_names[block->direction], block->word,
			block->text));
		break;
	case BLOCK_WHY:
		add_to(output, entry, "causes", cause_object(block));
		break;
	case BLOCK_FIX:
		add_to(output, entry, "fixes", fix_object(block));
		break;
	case BLOCK_AVOID:
		add_to(output, entry, "avoid", json_string(block->text));
		break;
	case BLOCK_FACT:
		json_put(output, entry, block->name, json_string(block->text));
		break;
	case BLOCK_ITEM:
		add_to(output, entry, block->name, json_string(block->text));
		break;
	case BLOCK_SUMMARY:
		add_summary(output, entry, block);
		break;
	case BLOCK_DIGIT:
		add_to(output, entry, "digits", digit_object(block));
		break;
	case BLOCK_CHILD:
		add_to(output, entry, "children", child_object(block));
		break;
	case BLOCK_FROM:
		/* The examples say so themselves. */
		break;
	case BLOCK_EXAMPLE:
		add_to(output, entry, "examples",
		    example_object(output, reference, block->example));
		break;
	case BLOCK_RELATED:
		add_to(output, entry, "related", json_string(block->name));
		break;
	case BLOCK_REF:
		add_to(output, entry, "refs", json_string(block->text));
		break;
	}
}

bool
json_page(struct text *text, const struct page *page,
    const struct reference *reference, const char *query, const char *reply)
{
	struct json_output output = { 0 };
	struct text inert = { 0 };
	json_t *root = json_object(), *entries = json_array(), *entry = NULL;

	text_append_inert(&inert, query, strlen(query), false);
	json_put(&output, root, "schema", json_integer(JSON_SCHEMA));
	json_put(&output, root, "query", json_string(text_string(&inert)));
	if (reply != NULL)
		json_put(&output, root, "reply", json_loads(reply, 0, NULL));
	json_put(&output, root, "entries", entries);
	for (size_t i = 0; i < page->count && !output.failed; i++) {
		const struct block *block = &page->blocks[i];

		if (block->kind == BLOCK_HEAD) {
			entry = begin_entry(&output, block, reference);
			json_add(&output, entries, entry);
		}
		add_block(&output, entry, block, reference);
	}
	output.failed = output.failed || inert.failed || page->failed;
	text_release(&inert);
	return json_finish(&output, root, text);
}

/* The words of the query that a hit holds. */
static json_t *
matched_words(struct json_output *output, const struct search *search,
    uint32_t matched)
{
	json_t *array = json_array();
	uint32_t word = 0;

	for (size_t i = 0; i < search->query.count; i++) {
		const struct term *term = &search->query.terms[i];

		if (term->kind == TERM_CODE || term->kind == TERM_STATUS)
			continue;
		if (word < SEARCH_WORDS && (matched & 1u << word) != 0)
			json_add(output, array,
			    json_string(normal_term(&search->query, i)));
		word++;
	}
	return array;
}

bool
json_results(struct text *text, const struct find *find, const char *query)
{
	struct json_output output = { 0 };
	struct text inert = { 0 };
	json_t *root = json_object(), *results = json_array(), *one;

	text_append_inert(&inert, query, strlen(query), false);
	json_put(&output, root, "schema", json_integer(JSON_SCHEMA));
	json_put(&output, root, "query", json_string(text_string(&inert)));
	json_put(&output, root, "results", results);
	for (size_t i = 0;
	     find->search.all && i < find->search.hit_count && !output.failed;
	     i++) {
		const struct search_hit *hit = &find->search.hits[i];

		one = example_object(&output, find->reference, hit->document);
		json_put(&output, one, "score", json_integer(hit->score));
		json_put(&output, one, "matched",
		    matched_words(&output, &find->search, hit->matched));
		json_add(&output, results, one);
	}
	output.failed = output.failed || inert.failed;
	text_release(&inert);
	return json_finish(&output, root, text);
}

bool
json_list_begin(struct json_list *list)
{
	struct json_output output = { 0 };

	list->root = json_object();
	list->entries = json_array();
	list->examples = json_array();
	json_put(&output, list->root, "schema", json_integer(JSON_SCHEMA));
	json_put(&output, list->root, "entries", list->entries);
	json_put(&output, list->root, "examples", list->examples);
	return !output.failed;
}

bool
json_list_entry(struct json_list *list, const struct reference *reference,
    const struct target *target)
{
	struct json_output output = { 0 };
	struct text name = { 0 };
	uint32_t standing = STANDING_NONE;
	json_t *entry;

	if (target->entry != TABLES_NONE)
		standing = reference_entry(reference, target->entry)->standing;
	target_name(&name, reference, target);
	entry = entry_object(&output, target->kind, text_string(&name),
	    target_title(reference, target), standing_names[standing]);
	json_put(&output, entry, "own", is_own(reference, target->entry));
	json_add(&output, list->entries, entry);
	output.failed = output.failed || name.failed;
	text_release(&name);
	return !output.failed;
}

bool
json_list_example(struct json_list *list, const struct reference *reference,
    uint32_t example)
{
	struct json_output output = { 0 };

	json_add(&output, list->examples,
	    example_object(&output, reference, example));
	return !output.failed;
}

bool
json_list_end(struct json_list *list, struct text *text)
{
	struct json_output output = { 0 };

	return json_finish(&output, list->root, text);
}
