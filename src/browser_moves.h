/*
 * What browser.c and browser_moves.c have of each other; private to them.
 */
#ifndef BROWSER_MOVES_H
#define BROWSER_MOVES_H

#include "browser.h"

/* Shows a page about the target, from its first line. */
void browser_show(struct browser *browser, const struct target *target);

/* Shows a page about an example. */
void browser_show_example(struct browser *browser, uint32_t example);

/* The line of the page that a part of its text stands in; 0 if none does. */
size_t browser_line_of(const struct browser *browser, const char *text);

/* Where one is, to come back to it, and coming back. */
struct place_seen browser_here(const struct browser *browser);
void browser_go_to(struct browser *browser, const struct place_seen *place);

/* Notes where one is, before going elsewhere. */
void browser_leave(struct browser *browser);

/* Opens the entry of an example, at that example. */
void browser_open_example(struct browser *browser, uint32_t example);

/* Shows a page about what is selected in the list. */
void browser_show_selected(struct browser *browser);

/* Changes the view; its list is made when it is first shown. */
void browser_set_view(struct browser *browser, enum view view);

/* Lays the page out for the size of its pane, unless it is so and not anew. */
void browser_lay_out(struct browser *browser, bool anew);

/* Lays the help out for the size of the screen. */
void browser_lay_out_help(struct browser *browser);

/* Keeps the selection and the place in the text on the screen. */
void browser_clamp(struct browser *browser);

/* Shows the whole list again; false if it was whole. */
bool browser_widen(struct browser *browser);

/* Types one more digit or dot and goes to what it is the beginning of. */
void browser_jump(struct browser *browser, char digit, long now);

/* Takes the last digit back; false if none was being typed. */
bool browser_unjump(struct browser *browser, long now);

/* Closes the help, or whatever else Esc leaves; never the browser. */
enum browser_result browser_close(struct browser *browser);

/* Moves, follows links, changes views. */
void browser_act(struct browser *browser, enum action action);

#endif
