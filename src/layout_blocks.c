#include "layout_blocks.h"

#include <string.h>

#include "digit_tree.h"
#include "page_reply.h"
#include "text.h"

void
layout_begin_part(struct writer *writer, const char *heading)
{
	struct wrap *wrap = &writer->wrap;

	writer->group = NO_GROUP;
	wrap_end(wrap);
	wrap->indent = 0;
	wrap_words(wrap, heading, STYLE_HEADING);
	wrap_end(wrap);
	wrap->indent = writer->body;
	/* The text goes on behind the heading, if that leaves room. */
	wrap_go_on(wrap, (unsigned)strlen(heading));
}

void
layout_begin_row(struct writer *writer, const char *heading)
{
	if (writer->heading != heading &&
	    (writer->heading == NULL || strcmp(writer->heading, heading) != 0))
		layout_begin_part(writer, heading);
	else
		wrap_end(&writer->wrap);
	writer->heading = heading;
	writer->wrap.indent = writer->body;
}

/* Of a code and a status it is the class that stands behind the title. */
static enum style
style_of_head(const struct block *block)
{
	for (unsigned class = 2; class <= 5; class ++)
		if (strcmp(block->text, class_name(class)) == 0)
			return style_of_class(class);
	return STYLE_HINT;
}

static void
write_head(struct writer *writer, const struct block *block)
{
	struct wrap *wrap = &writer->wrap;

	wrap->indent = 0;
	if (writer->last != NULL)
		wrap_blank(wrap);
	wrap_words(wrap, block->name, STYLE_TITLE);
	wrap_words(wrap, "  ", STYLE_TITLE);
	wrap->indent = 2;
	wrap_words(wrap, block->label, STYLE_TITLE);
	if (block->text[0] != '\0') {
		wrap_words(wrap, "  ", STYLE_HINT);
		wrap_words(wrap, block->text, style_of_head(block));
	}
	if (block->note[0] != '\0') {
		wrap_words(wrap, block->text[0] != '\0' ? ", " : "  ",
		    STYLE_HINT);
		wrap_words(wrap, block->note, STYLE_HINT);
	}
	wrap_end(wrap);
	writer->heading = NULL;
}

/* What a row is about, in front of it. */
static void
write_label(struct writer *writer, const struct block *block)
{
	if (block->label[0] == '\0')
		return;
	wrap_words(&writer->wrap, block->label, STYLE_LEAD);
	wrap_words(&writer->wrap, ": ", STYLE_LEAD);
}

static void
write_note(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, "NOTE");
	if (block->kind == BLOCK_OWN)
		wrap_words(&writer->wrap, "yours, on ", STYLE_LEAD);
	write_label(writer, block);
	wrap_prose(&writer->wrap, block->text);
}

static void
write_retry(struct writer *writer, const struct block *block)
{
	static const char *const words[VERDICTS] = {
		[VERDICT_NO] = "No.",
		[VERDICT_YES] = "Yes.",
		[VERDICT_DEPENDS] = "Depends.",
		[VERDICT_NONE] = "No need.",
	};

	layout_begin_row(writer, "RETRY");
	write_label(writer, block);
	wrap_words(&writer->wrap, words[block->word], STYLE_VERDICT);
	wrap_words(&writer->wrap, " ", STYLE_TEXT);
	wrap_prose(&writer->wrap, block->text);
}

static void
write_who(struct writer *writer, const struct block *block)
{
	static const char *const leads[DIRECTIONS] = {
		[DIRECTION_ANY] = "",
		[DIRECTION_LOCAL] = "YOUR server said it: ",
		[DIRECTION_REMOTE] = "THEIRS said it: ",
		[DIRECTION_OWN] = "Your own filter or store said it: ",
		[DIRECTION_NONE] = "No server said it: ",
	};
	static const char *const roles[ROLES] = {
		[ROLE_UNSAID] = "",
		[ROLE_SENDER] = "sender",
		[ROLE_SENDER_ADMIN] = "sender's admin",
		[ROLE_RECIPIENT] = "recipient",
		[ROLE_RECIPIENT_ADMIN] = "recipient's admin",
		[ROLE_NOBODY] = "nobody",
	};

	layout_begin_row(writer, "WHO");
	wrap_words(&writer->wrap, leads[block->direction], STYLE_LEAD);
	wrap_words(&writer->wrap, roles[block->word], STYLE_VERDICT);
	wrap_words(&writer->wrap, " - ", STYLE_TEXT);
	wrap_prose(&writer->wrap, block->text);
}

/* Puts a number in front and sets the text off behind it. */
static void
write_number(struct writer *writer, uint32_t number)
{
	struct wrap *wrap = &writer->wrap;
	const char *digits = arena_number(&wrap->layout->arena, number);

	wrap_words(wrap, digits, STYLE_LEAD);
	wrap_words(wrap, " ", STYLE_TEXT);
	wrap->indent += (unsigned)strlen(digits) + 1;
}

void
layout_why(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, "WHY");
	write_number(writer, block->rank);
	wrap_link(&writer->wrap, block->name, block->entry);
	wrap_words(&writer->wrap, ": ", STYLE_TEXT);
	wrap_prose(&writer->wrap, block->text);
}

/* Says how many steps of a cause stand on its own page. */
void
layout_end_fixes(struct writer *writer)
{
	struct wrap *wrap = &writer->wrap;

	if (writer->skipped == 0)
		return;
	wrap_end(wrap);
	wrap->indent = writer->body + 2;
	wrap_words(wrap, arena_number(&wrap->layout->arena, writer->skipped),
	    STYLE_HINT);
	wrap_words(wrap, " more at ", STYLE_HINT);
	wrap_link(wrap, writer->last->note, writer->group);
	writer->skipped = 0;
}

static void
write_step(struct writer *writer, const struct block *block)
{
	write_label(writer, block);
	wrap_prose(&writer->wrap, block->text);
}

static const char *const side_leads[SIDES] = {
	[SIDE_ANY] = "",
	[SIDE_SENDER] = "sending side",
	[SIDE_RECEIVER] = "receiving side",
};

/* Of each cause the first step of either side; its page has all. */
static void
write_fix_of_cause(struct writer *writer, const struct block *block)
{
	struct wrap *wrap = &writer->wrap;

	if (block->entry != writer->group) {
		layout_end_fixes(writer);
		/* The first one stands behind the heading. */
		if (wrap->column > writer->body || writer->group != NO_GROUP)
			wrap_end(wrap);
		wrap->indent = writer->body;
		wrap_words(wrap, "if ", STYLE_HINT);
		wrap_link(wrap, block->note, block->entry);
		wrap_words(wrap, ":", STYLE_HINT);
		wrap_end(wrap);
		writer->group = block->entry;
	}
	if (block->rank > 1) {
		writer->skipped++;
		return;
	}
	wrap_end(wrap);
	wrap->indent = writer->body + 2;
	wrap_words(wrap, side_leads[block->side], STYLE_LEAD);
	wrap_words(wrap, ": ", STYLE_LEAD);
	write_step(writer, block);
}

static void
write_fix(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, "FIX");
	if (block->entry != TABLES_NONE) {
		write_fix_of_cause(writer, block);
		return;
	}
	if (block->side != SIDE_ANY && writer->group != block->side) {
		wrap_words(&writer->wrap, side_leads[block->side], STYLE_LEAD);
		wrap_words(&writer->wrap, ":", STYLE_LEAD);
		wrap_end(&writer->wrap);
		writer->group = block->side;
	}
	write_number(writer, block->rank);
	write_step(writer, block);
}

/* The tree stands before the first digit, if there is room for it. */
static void
write_tree(struct writer *writer, const struct block *digits)
{
	struct wrap *wrap = &writer->wrap;
	struct digit_tree tree = { 0 };
	size_t count = 0;

	while (digits + count < writer->page->blocks + writer->page->count &&
	    digits[count].kind == BLOCK_DIGIT)
		count++;
	digit_tree_make(&tree, &wrap->layout->arena, digits, count);
	writer->tree = tree.count > 0 && !wrap->options->no_tree &&
	    writer->body + digit_tree_width(&tree) <= wrap->options->width;
	if (!writer->tree)
		return;
	wrap_words(wrap, tree.head, STYLE_VERDICT);
	for (size_t i = 0; i < tree.count; i++) {
		wrap_end(wrap);
		wrap_words(wrap, tree.branch[i], STYLE_HINT);
		wrap_words(wrap, " ", STYLE_TEXT);
		wrap_words(wrap, tree.digit[i]->name, STYLE_VERDICT);
		wrap_words(wrap, " ", STYLE_TEXT);
		wrap_words(wrap, tree.digit[i]->label, STYLE_LEAD);
	}
	wrap_end(wrap);
}

/* What each digit says, behind the tree that has its name already. */
static void
write_digit(struct writer *writer, const struct block *block)
{
	bool first = writer->heading == NULL ||
	    strcmp(writer->heading, "DIGITS") != 0;

	layout_begin_row(writer, "DIGITS");
	if (first)
		write_tree(writer, block);
	if (writer->tree && block->text[0] == '\0')
		return;
	wrap_words(&writer->wrap, block->name, STYLE_VERDICT);
	wrap_words(&writer->wrap, " ", STYLE_TEXT);
	writer->wrap.indent += 2;
	if (!writer->tree) {
		wrap_words(&writer->wrap, block->label, STYLE_LEAD);
		wrap_words(&writer->wrap, block->text[0] != '\0' ? ". " : "",
		    STYLE_TEXT);
	}
	wrap_prose(&writer->wrap, block->text);
}

static void
write_summary(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, "MEANS");
	write_label(writer, block);
	wrap_prose(&writer->wrap, block->text);
}

static void
write_child(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, "PARTS");
	wrap_link(&writer->wrap, block->name, block->entry);
	wrap_words(&writer->wrap, "  ", STYLE_TEXT);
	writer->wrap.indent += 2;
	wrap_words(&writer->wrap, block->label, STYLE_TEXT);
	wrap_prose(&writer->wrap, block->text);
}

/* Grouped by cause, within it by server; the reply, then what it means. */
static void
write_example(struct writer *writer, const struct block *block)
{
	struct wrap *wrap = &writer->wrap;

	layout_begin_row(writer, "EXAMPLES");
	wrap_end(wrap);
	if (block->entry != writer->group) {
		wrap->indent = 1;
		wrap_words(wrap, "cause ", STYLE_HINT);
		wrap_link(wrap, block->name, block->entry);
		wrap_end(wrap);
	}
	if (block->entry != writer->group ||
	    strcmp(writer->last->label, block->label) != 0) {
		wrap->indent = 2;
		wrap_words(wrap, block->label, STYLE_LEAD);
		wrap_end(wrap);
	}
	writer->group = block->entry;
	wrap->indent = 4;
	layout_wire(wrap, block->text);
	wrap->indent = 6;
	if (block->note[0] != '\0')
		wrap_prose(wrap, block->note);
}

/* How many servers are not named. Without printf, which is slow to start. */
static void
write_more(struct wrap *wrap, uint32_t count)
{
	struct layout *layout = wrap->layout;
	struct text more = { 0 };

	text_append(&more, ", ");
	text_append(&more, arena_number(&layout->arena, count));
	text_append(&more, " more below");
	layout->failed = layout->failed || more.failed;
	wrap_words(wrap,
	    arena_copy(&layout->arena, text_string(&more), more.length),
	    STYLE_HINT);
	text_release(&more);
}

/* Whose the examples are: links to those of each. */
static void
write_from(struct writer *writer, const struct block *block)
{
	struct wrap *wrap = &writer->wrap;
	bool first = writer->last == NULL || writer->last->kind != BLOCK_FROM;
	const char *number = arena_number(&wrap->layout->arena, block->rank);
	/* With the blank between them and the comma behind. */
	size_t width = strlen(block->name) + strlen(number) + 2;

	if (first) {
		layout_begin_row(writer, "EXAMPLES");
		wrap_end(wrap);
		wrap->indent = 1;
		wrap_words(wrap, "from ", STYLE_HINT);
	} else {
		wrap_words(wrap, ", ", STYLE_HINT);
		/* A server and its number stand on one line. */
		if (wrap->column + 1 + width > wrap->options->width ||
		    (wrap->limit > 0 && wrap->column + 1 + width > wrap->limit))
			wrap_end(wrap);
	}
	wrap_link(wrap, block->name, block->entry);
	wrap_words(wrap, " ", STYLE_HINT);
	wrap_words(wrap, number, STYLE_HINT);
	if (block->word > 0)
		write_more(wrap, block->word);
}

static void
write_related(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, "SEE");
	wrap_link(&writer->wrap, block->name, block->entry);
	wrap_words(&writer->wrap, " ", STYLE_TEXT);
	writer->wrap.indent += 2;
	wrap_words(&writer->wrap, block->label, STYLE_HINT);
}

/* A part whose rows are sentences. */
static void
write_text(struct writer *writer, const struct block *block,
    const char *heading)
{
	layout_begin_row(writer, heading);
	wrap_prose(&writer->wrap, block->text);
}

/* A part whose rows name where they are from. */
static void
write_reference(struct writer *writer, const struct block *block,
    const char *heading)
{
	layout_begin_row(writer, heading);
	wrap_reference(&writer->wrap, block->text);
}

static void
write_item(struct writer *writer, const struct block *block)
{
	if (block->name == page_own_lines)
		layout_own_line(writer, block);
	else if (strcmp(block->name, "source") == 0)
		write_reference(writer, block, block->label);
	else
		write_text(writer, block, block->label);
}

void
layout_block(struct writer *writer, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEAD:
		write_head(writer, block);
		break;
	case BLOCK_NOTE:
	case BLOCK_OWN:
		write_note(writer, block);
		break;
	case BLOCK_REPLY:
		layout_reply(writer, block);
		break;
	case BLOCK_RETRY:
		write_retry(writer, block);
		break;
	case BLOCK_WHO:
		write_who(writer, block);
		break;
	case BLOCK_WHY:
		layout_why(writer, block);
		break;
	case BLOCK_FIX:
		write_fix(writer, block);
		break;
	case BLOCK_AVOID:
		write_text(writer, block, "AVOID");
		break;
	case BLOCK_FACT:
		write_text(writer, block, block->label);
		break;
	case BLOCK_ITEM:
		write_item(writer, block);
		break;
	case BLOCK_SUMMARY:
		write_summary(writer, block);
		break;
	case BLOCK_DIGIT:
		write_digit(writer, block);
		break;
	case BLOCK_CHILD:
		write_child(writer, block);
		break;
	case BLOCK_FROM:
		write_from(writer, block);
		break;
	case BLOCK_EXAMPLE:
		write_example(writer, block);
		break;
	case BLOCK_RELATED:
		write_related(writer, block);
		break;
	case BLOCK_REF:
		write_reference(writer, block, "REF");
		break;
	}
}

/* In place of the causes that are written behind the fixes. */
void
layout_more_whys(struct writer *writer)
{
	layout_begin_row(writer, "WHY");
	wrap_words(&writer->wrap, "more causes below, behind FIX", STYLE_HINT);
}
