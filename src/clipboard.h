/* Copying: to the terminal's clipboard, or to tmux's. */
#ifndef CLIPBOARD_H
#define CLIPBOARD_H

#include "text.h"

/*
 * Copies a text, and appends in plain words to *message what happened to it;
 * what is the name of what was copied. Returns false if it went nowhere.
 */
bool clipboard_copy(const struct text *text, const char *what,
    struct text *message);

#endif
