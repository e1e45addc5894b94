/* The browser over the fixture, with keys typed and frames drawn. */
#ifndef SCREEN_H
#define SCREEN_H

#include "browser.h"
#include "draw.h"

struct screen {
	struct browser browser;
	struct frame frame;
	struct text dump; /* of the frame, when it was last drawn */
	long now;
};

/* Begins at a size; operands may be NULL. */
void screen_begin(struct screen *screen, unsigned rows, unsigned columns,
    const char *operands);
void screen_end(struct screen *screen);

/* Types a key, which is a moment later than the last. */
enum browser_result screen_key(struct screen *screen, uint32_t key);

/* Types characters one after the other. */
void screen_type(struct screen *screen, const char *keys);

/* Draws it into the frame, without the text of it, which takes longer. */
void screen_paint(struct screen *screen);

/* Draws it and returns the rows as text, good until it is drawn again. */
const char *screen_draw(struct screen *screen);

/* Name of what the page is about, as its head shows it. */
const char *screen_page(const struct screen *screen);

/* Name of the entry that is selected in the list; "" if none is. */
const char *screen_selected(const struct screen *screen);

/* Ends the test if the state is not one that can be. */
void screen_check(const struct screen *screen);

#endif
