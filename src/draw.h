/* The browser drawn into a frame. */
#ifndef DRAW_H
#define DRAW_H

#include "browser.h"
#include "frame.h"

/*
 * Draws it all into the frame, which is given the browser's size. Lines and
 * marks are ASCII unless unicode is set. Returns false if memory ran out.
 */
bool draw_browser(struct frame *frame, const struct browser *browser,
    bool unicode);

#endif
