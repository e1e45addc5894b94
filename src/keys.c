#include "keys.h"

#include <stddef.h>

const struct binding bindings[] = {
	{ { 'k', KEY_CODE_UP }, ACTION_UP, "k, Up", NULL, "one row up" },
	{ { 'j', KEY_CODE_DOWN }, ACTION_DOWN, "j, Down", NULL,
	    "one row down" },
	{ { 'b', KEY_CODE_PAGE_UP, KEY_CTRL('b'), KEY_CTRL('u') },
	    ACTION_PAGE_UP, "b, PgUp, ^B, ^U", NULL, "one screen up" },
	{ { ' ', KEY_CODE_PAGE_DOWN, KEY_CTRL('f'), KEY_CTRL('d') },
	    ACTION_PAGE_DOWN, "Space, PgDn, ^F, ^D", NULL, "one screen down" },
	{ { 'g', KEY_CODE_HOME }, ACTION_FIRST, "g, Home", NULL, "first row" },
	{ { 'G', KEY_CODE_END }, ACTION_LAST, "G, End", NULL, "last row" },
	{ { 'h', KEY_CODE_LEFT }, ACTION_LEFT, "h, Left", "h list",
	    "to the list" },
	{ { 'l', KEY_CODE_RIGHT }, ACTION_RIGHT, "l, Right", NULL,
	    "to the page" },
	{ { '}' }, ACTION_NEXT_PART, "}", NULL,
	    "next part of the page: RETRY, WHO, WHY, FIX, EXAMPLES ..." },
	{ { '{' }, ACTION_PREVIOUS_PART, "{", NULL, "previous part" },
	{ { KEY_CODE_TAB }, ACTION_NEXT_LINK, "Tab", "Tab link",
	    "next link of the page; behind the last one the other pane" },
	{ { KEY_CODE_BACK_TAB }, ACTION_PREVIOUS_LINK, "Shift-Tab", NULL,
	    "previous link" },
	{ { KEY_CODE_ENTER, '\n' }, ACTION_OPEN, "Enter", "Enter open",
	    "to the page; follow the link" },
	{ { '<', KEY_CODE_BACKSPACE, '\b' }, ACTION_BACK, "<, Backspace",
	    "< back", "back to where you came from" },
	{ { '>' }, ACTION_FORWARD, ">", NULL, "forward again" },
	{ { ']' }, ACTION_NEXT_VIEW, "]", "[ ] view",
	    "next of Replies, Statuses, Causes, Servers, Found, Input" },
	{ { '[' }, ACTION_PREVIOUS_VIEW, "[", NULL, "previous view" },
	{ { '/' }, ACTION_SEARCH, "/", "/ search",
	    "search names and example replies while typing, in the view Input "
	    "what is in the input; Up and Down move, Enter opens; Esc, or "
	    "Backspace on the empty line, goes back" },
	{ { 'n' }, ACTION_NEXT_MATCH, "n", NULL, "next match" },
	{ { 'N' }, ACTION_PREVIOUS_MATCH, "N", NULL, "previous match" },
	{ { 'e' }, ACTION_LINES, "e", "e examples",
	    "to the examples of the page, and where Enter on a server lists "
	    "those of it; with a log or a bounce to your own lines first" },
	{ { 0 }, ACTION_JUMP, "0-9 .", "0-9 jump",
	    "jump to a code or status while typing it; Backspace takes the "
	    "last digit back, a pause of a second ends it" },
	{ { 's' }, ACTION_SORT, "s", "s sort",
	    "sort by code or by count; counts come with a log or a bounce" },
	{ { 'c' }, ACTION_CLASS, "c", "c class",
	    "filter by class: codes, statuses or replies of an input of one "
	    "class alone, first that of what is shown; behind the last one "
	    "all" },
	{ { 'w' }, ACTION_CUT, "w", NULL,
	    "lines of replies in full, or cut to one row each" },
	{ { 'y' }, ACTION_COPY, "y", "y copy", "copy the page as text" },
	{ { 'Y' }, ACTION_REPORT, "Y", NULL,
	    "copy a report for a ticket: verdict, causes and fixes; addresses, "
	    "IPs, hosts and ids of a pasted reply are masked" },
	{ { 'o' }, ACTION_OPEN_WEB, "o", "o web",
	    "open the web address under the cursor, or the first one on the "
	    "screen; where that cannot be done it is shown and copied" },
	{ { 'm' }, ACTION_MOUSE, "m", NULL,
	    "mouse on or off: a click selects or follows, the wheel scrolls; "
	    "while it is off the terminal selects text" },
	{ { KEY_CODE_ESCAPE }, ACTION_CLOSE, "Esc", NULL,
	    "close what lies over the panes; show the whole list again; from "
	    "what a search found back to it; drop a search" },
	{ { '?', KEY_CODE_F1 }, ACTION_HELP, "?, F1", "? help",
	    "this help; a key that does not move in it closes it and acts" },
	{ { KEY_CTRL('l') }, ACTION_REDRAW, "^L", NULL, "draw it all anew" },
	{ { KEY_CTRL('z') }, ACTION_SUSPEND, "^Z", NULL,
	    "suspend; fg comes back" },
	{ { 'q' }, ACTION_LEAVE, "q", "q quit", "close the help, or quit" },
	{ { 'Q', KEY_CTRL('c') }, ACTION_QUIT, "Q, ^C", NULL, "quit" },
};

const unsigned binding_count = sizeof(bindings) / sizeof(bindings[0]);

enum action
key_action(uint32_t key)
{
	if ((key >= '0' && key <= '9') || key == '.')
		return ACTION_JUMP;
	for (unsigned i = 0; i < binding_count && key != 0; i++)
		for (unsigned j = 0; j < BINDING_KEYS; j++)
			if (bindings[i].keys[j] == key)
				return bindings[i].action;
	return ACTION_NONE;
}
