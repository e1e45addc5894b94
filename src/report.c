#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "plain.h"

enum {
	ID_LENGTH = 8, /* letters and digits mixed: from there on an id */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return text_lower(c) >= 'a' && text_lower(c) <= 'z';
}

/* May it stand in the local part or the domain of an address? */
static bool
is_of_address(char c)
{
	return is_digit(c) || is_letter(c) || (c & '\x80') != 0 ||
	    (c != '\0' && strchr("!#$%&'*+/=?^_`{|}~.@-", c) != NULL);
}

/* May it stand in an IP address, an id or the name of a host? */
static bool
is_of_name(char c)
{
	return is_digit(c) || is_letter(c) ||
	    (c != '\0' && strchr("._:-", c) != NULL);
}

static size_t
run_length(const char *at, bool (*is_of)(char c))
{
	size_t length = 0;

	while (is_of(at[length]))
		length++;
	return length;
}

static bool
is_address(const char *run, size_t length)
{
	const char *at = memchr(run, '@', length);

	return at != NULL && at > run && at + 1 < run + length;
}

static bool
is_ip(const char *run, size_t length)
{
	unsigned dots = 0, colons = 0, digits = 0, others = 0;

	for (size_t i = 0; i < length; i++) {
		dots += run[i] == '.';
		colons += run[i] == ':';
		digits += is_digit(run[i]);
		others += !is_digit(run[i]) && strchr(".:", run[i]) == NULL &&
		    strchr("abcdef", text_lower(run[i])) == NULL;
	}
	if (others > 0 || digits == 0)
		return false;
	return colons >= 2 || (dots == 3 && digits + dots + colons == length);
}

/* The last label of a host's name has letters alone. */
static bool
is_host(const char *run, size_t length)
{
	size_t at = length;

	while (at > 0 && is_letter(run[at - 1]))
		at--;
	return at > 1 && at + 1 < length && run[at - 1] == '.' &&
	    memchr(run, ':', length) == NULL;
}

static bool
is_id(const char *run, size_t length)
{
	unsigned digits = 0, letters = 0;

	for (size_t i = 0; i < length; i++) {
		digits += is_digit(run[i]);
		letters += is_letter(run[i]);
	}
	return length >= ID_LENGTH && digits > 0 && letters > 0 &&
	    !is_host(run, length);
}

/* A sentence may end behind a name. */
static size_t
without_end(const char *run, size_t length)
{
	while (length > 0 && strchr(".:-_", run[length - 1]) != NULL)
		length--;
	return length;
}

/* What a name is to be masked as, or NULL. */
static const char *
mask_of(const char *run, size_t length)
{
	if (is_ip(run, length))
		return "<ip>";
	return is_id(run, length) ? "<id>" : NULL;
}

/* Appends what is pasted, with a mask for what is somebody's own. */
static void
append_masked(struct text *text, const char *bytes)
{
	const char *looked = bytes; /* up to there is no address */
	const char *mask;
	size_t length, run;

	for (; *bytes != '\0'; bytes += length) {
		mask = NULL;
		length = 0;
		if (bytes >= looked) {
			length = run_length(bytes, is_of_address);
			looked = bytes + length;
			if (is_address(bytes, length))
				mask = "<address>";
		}
		if (mask == NULL) {
			run = run_length(bytes, is_of_name);
			length = without_end(bytes, run);
			length = length > 0 ? length : run > 0 ? run : 1;
			mask = mask_of(bytes, length);
		}
		if (mask != NULL)
			text_append(text, mask);
		else
			text_append_bytes(text, bytes, length);
	}
}

static bool
is_wanted(enum block_kind kind)
{
	return kind != BLOCK_EXAMPLE && kind != BLOCK_RELATED &&
	    kind != BLOCK_DIGIT && kind != BLOCK_CHILD && kind != BLOCK_REF &&
	    kind != BLOCK_ITEM && kind != BLOCK_FACT;
}

/* Adds a block; what is from outside stands in a reply or in a note about it. */
static void
add_block(struct page *report, const struct block *block)
{
	struct block *added = &report->blocks[report->count++];
	struct text masked = { 0 };

	*added = *block;
	if (block->kind != BLOCK_REPLY && block->kind != BLOCK_NOTE)
		return;
	append_masked(&masked, block->text);
	added->text = arena_printf(&report->arena, "%s", text_string(&masked));
	report->failed = report->failed || masked.failed;
	text_release(&masked);
}

void
report_page(struct text *text, const struct page *page, unsigned width)
{
	struct plain_options options = { .width = width };
	struct page report = { 0 };

	report.blocks = calloc(page->count + 1, sizeof(*report.blocks));
	if (report.blocks == NULL) {
		text->failed = true;
		return;
	}
	report.capacity = page->count + 1;
	for (size_t i = 0; i < page->count; i++)
		if (is_wanted(page->blocks[i].kind))
			add_block(&report, &page->blocks[i]);
	plain_page(text, &report, &options);
	text->failed = text->failed || report.failed || report.arena.failed;
	page_release(&report);
}
