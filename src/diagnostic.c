#include "diagnostic.h"

#include <stdlib.h>
#include <string.h>

enum {
	WHAT_MAX = 500, /* bytes that are told, if somebody wrote that much */
};

void
diagnostics_release(struct diagnostics *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->items[i].what);
	free(all->items);
	*all = (struct diagnostics) { 0 };
}

void
diagnostics_add(struct diagnostics *all, const char *file, unsigned line,
    const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	diagnostics_vadd(all, file, line, format, arguments);
	va_end(arguments);
}

void
diagnostics_vadd(struct diagnostics *all, const char *file, unsigned line,
    const char *format, va_list arguments)
{
	void *items = all->items;
	struct text what = { 0 }, inert = { 0 };
	size_t kept;

	text_vprintf(&what, format, arguments);
	kept = text_cut(text_string(&what), what.length, WHAT_MAX);
	text_append_inert(&inert, text_string(&what), kept, false);
	if (kept < what.length)
		text_append(&inert, "...");
	inert.failed = inert.failed || what.failed;
	text_release(&what);
	if (inert.failed || inert.length == 0 ||
	    !text_grow(&items, &all->capacity, all->count + 1,
		sizeof(*all->items))) {
		text_release(&inert);
		all->failed = true;
		return;
	}
	all->items = items;
	all->items[all->count++] = (struct diagnostic) { file, line,
		inert.data };
}

static int
compare(const void *left, const void *right)
{
	const struct diagnostic *a = left, *b = right;
	int order = strcmp(a->file, b->file);

	if (order == 0 && a->line != b->line)
		order = a->line < b->line ? -1 : 1;
	if (order == 0)
		order = strcmp(a->what, b->what);
	return order;
}

void
diagnostics_sort(struct diagnostics *all)
{
	size_t kept = 0;

	if (all->count == 0)
		return;
	qsort(all->items, all->count, sizeof(*all->items), compare);
	for (size_t i = 0; i < all->count; i++) {
		if (kept > 0 &&
		    compare(&all->items[kept - 1], &all->items[i]) == 0)
			free(all->items[i].what);
		else
			all->items[kept++] = all->items[i];
	}
	all->count = kept;
}

void
diagnostics_print(struct diagnostics *all, struct text *text)
{
	diagnostics_sort(all);
	for (size_t i = 0; i < all->count; i++) {
		const struct diagnostic *it = &all->items[i];

		text_append(text, it->file);
		if (it->line > 0)
			text_printf(text, ":%u", it->line);
		text_printf(text, ": error: %s\n", it->what);
	}
}
