/* The help of the browser, made of the table of keys. */
#include <string.h>

#include "keys.h"
#include "wrap.h"

enum {
	TEXT_COLUMN = 23,
	NARROW = 60, /* columns: below that the text stands under the keys */
	INDENT = 2,
};

static void
write_binding(struct wrap *wrap, const struct binding *binding, bool narrow)
{
	wrap->indent = 0;
	wrap_words(wrap, binding->shown, STYLE_KEY);
	wrap_end(wrap);
	wrap->indent = INDENT;
	if (!narrow) {
		wrap->indent = TEXT_COLUMN;
		wrap_go_on(wrap, (unsigned)strlen(binding->shown));
	}
	wrap_words(wrap, binding->help, STYLE_TEXT);
	wrap_end(wrap);
}

void
layout_help(struct layout *layout, unsigned width)
{
	struct layout_options options = { .width = width, .break_words = true };
	struct wrap wrap = { .layout = layout, .options = &options };

	layout_clear(layout);
	for (unsigned i = 0; i < binding_count; i++)
		write_binding(&wrap, &bindings[i], width < NARROW);
}
