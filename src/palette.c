#include "palette.h"

/*
 * The background is never set: it is the person's. Of 256 colours these have a
 * contrast of 4 or more with black and with white, and a number is the same
 * colour on every terminal; of the first eight magenta and red alone can be
 * read on both.
 */
enum {
	RED = 1,
	MAGENTA = 5,
	BLUE_256 = 27,	 /* #005fff */
	GREEN_256 = 28,	 /* #008700 */
	TEAL_256 = 30,	 /* #008787 */
	BROWN_256 = 130, /* #af5f00 */
	PINK_256 = 161,	 /* #d7005f */
	GRAY_256 = 243,	 /* #767676 */
};

const struct look palette[STYLES] = {
	[STYLE_TITLE] = { LOOK_BOLD, 0, 0 },
	[STYLE_HEADING] = { LOOK_BOLD, 0, TEAL_256 },
	[STYLE_VERDICT] = { LOOK_BOLD, 0, 0 },
	[STYLE_LEAD] = { LOOK_BOLD, 0, 0 },
	[STYLE_LITERAL] = { LOOK_BOLD, 0, GREEN_256 },
	[STYLE_LINK] = { LOOK_UNDERLINED, 0, BLUE_256 },
	[STYLE_EXAMPLE] = { 0, 0, GREEN_256 },
	[STYLE_HINT] = { 0, 0, GRAY_256 },
	[STYLE_MATCH] = { LOOK_BOLD | LOOK_REVERSED, 0, 0 },
	[STYLE_BORDER] = { 0, 0, GRAY_256 },
	[STYLE_KEY] = { LOOK_BOLD, 0, 0 },
	[STYLE_TAB] = { LOOK_BOLD, 0, 0 },
	[STYLE_SELECTED] = { LOOK_REVERSED, 0, 0 },
	[STYLE_CHOSEN] = { LOOK_BOLD, 0, 0 },
	[STYLE_SUCCESS] = { 0, 0, GREEN_256 },
	[STYLE_GOING_ON] = { 0, 0, TEAL_256 },
	[STYLE_TEMPORARY] = { 0, MAGENTA, BROWN_256 },
	[STYLE_PERMANENT] = { 0, RED, PINK_256 },
};

unsigned
palette_colour(enum style style, enum looks looks)
{
	switch (looks) {
	case LOOKS_FEW:
		return palette[style].few;
	case LOOKS_MANY:
		return palette[style].many;
	default:
		return 0;
	}
}

static void
append_attributes(struct text *text, unsigned attributes)
{
	static const struct {
		unsigned attribute;
		const char *parameter;
	} parameters[] = {
		{ LOOK_BOLD, "1" },
		{ LOOK_UNDERLINED, "4" },
		{ LOOK_REVERSED, "7" },
	};
	size_t before = text->length;

	for (size_t i = 0; i < sizeof(parameters) / sizeof(parameters[0]);
	     i++) {
		if ((attributes & parameters[i].attribute) == 0)
			continue;
		if (text->length > before)
			text_append_char(text, ';');
		text_append(text, parameters[i].parameter);
	}
}

void
palette_append(struct text *text, const char *bytes, size_t length,
    enum style style, enum looks looks)
{
	unsigned attributes = palette[style].attributes;
	unsigned colour = palette_colour(style, looks);

	if (looks == LOOKS_NONE || (attributes == 0 && colour == 0)) {
		text_append_bytes(text, bytes, length);
		return;
	}
	text_append(text, "\033[");
	append_attributes(text, attributes);
	if (attributes != 0 && colour != 0)
		text_append_char(text, ';');
	if (colour >= 8)
		text_printf(text, "38;5;%u", colour);
	else if (colour != 0)
		text_printf(text, "3%u", colour);
	text_append_char(text, 'm');
	text_append_bytes(text, bytes, length);
	text_append(text, "\033[m");
}
