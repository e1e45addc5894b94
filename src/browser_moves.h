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

/* Notes where one is, or was, before going elsewhere. */
void browser_leave(struct browser *browser);
void browser_leave_from(struct browser *browser,
    const struct place_seen *place);

/* Shows a target in the view where it belongs, noting where one was. */
void browser_open_target(struct browser *browser, const struct target *target);

/* Opens the entry of an example, at that example. */
void browser_open_example(struct browser *browser, uint32_t example);

/* Shows a page about what is selected in the list. */
void browser_show_selected(struct browser *browser);

/* Changes the view and shows what is selected in its list. */
void browser_turn_to(struct browser *browser, enum view view);

/* Makes the list of a view anew, when what it leaves out has changed. */
void browser_build_list(struct browser *browser, enum view view);

/* Changes the view; its list is made when it is first shown. */
void browser_set_view(struct browser *browser, enum view view);

/* Lays the page out for the size of its pane, unless it is so and not anew. */
void browser_lay_out(struct browser *browser, bool anew);

/* Lays the help out for the size of the screen. */
void browser_lay_out_help(struct browser *browser);

/* Keeps the selection and the place in the text on the screen. */
void browser_clamp(struct browser *browser);

/* Shows the whole list of the view again; false if it was whole. */
bool browser_widen(struct browser *browser);

/* Selects the row of the target, and widens a list that leaves it out. */
void browser_select(struct browser *browser, const struct target *target);

/* Leaves all but the next class out of the list. */
void browser_choose_class(struct browser *browser);

/* Lays the page out anew for another look at it; the place in it stays. */
void browser_look_anew(struct browser *browser);

/* Types one more digit or dot and goes to what it is the beginning of. */
void browser_jump(struct browser *browser, char digit, int64_t now);

/* Takes the last digit back; false if none was being typed. */
bool browser_unjump(struct browser *browser, int64_t now);

/* Closes the help, or whatever else Esc leaves; never the browser. */
enum browser_result browser_close(struct browser *browser);

/* Moves, follows links, changes views; what goes beyond is asked for. */
enum browser_result browser_act(struct browser *browser, enum action action);

/* Copies, opens, takes the mouse: acts that the browser asks for. */
enum browser_result browser_order(struct browser *browser, enum action action);

/* Moves in the help, a pane's list or page, by so many rows. */
void browser_scroll(struct browser *browser, enum pane pane, long rows);

/*
 * What the keys that move act upon: the pane that has the keys, but beside a
 * list of one entry the page.
 */
enum pane browser_moving_pane(const struct browser *browser);

/* Changes to the view whose name stands at the column of the header. */
void browser_click_tab(struct browser *browser, unsigned column);

/* Moves the page to where the next or the previous part begins. */
void browser_move_part(struct browser *browser, bool forward);

/*
 * Moves the page to the next of the admin's own lines or the examples, and
 * behind the last to the first.
 */
void browser_show_samples(struct browser *browser);

/* The line that a span of the page stands on. */
size_t browser_line_of_span(const struct layout *layout, uint32_t span);

/* Asks for a web address to be opened. */
enum browser_result browser_open_web(struct browser *browser, const char *web);

/* Goes where the link of a span leads. */
enum browser_result browser_follow(struct browser *browser, uint32_t span);

/* The page is another one: it is shown from its first line. */
void browser_begin_page(struct browser *browser);

#endif
