/*
 * Keys, and what they do: one table, from which the browser acts and the
 * footer and the help are made.
 */
#ifndef KEYS_H
#define KEYS_H

#include <stdint.h>

/* A key is a Unicode code point, or one of these beyond them. */
enum key {
	KEY_CODE_NONE = 0,
	KEY_CODE_ESCAPE = 0x1b,
	KEY_CODE_ENTER = '\r',
	KEY_CODE_TAB = '\t',
	KEY_CODE_BACKSPACE = 0x7f,
	KEY_CODE_UP = 0x110000,
	KEY_CODE_DOWN,
	KEY_CODE_LEFT,
	KEY_CODE_RIGHT,
	KEY_CODE_HOME,
	KEY_CODE_END,
	KEY_CODE_PAGE_UP,
	KEY_CODE_PAGE_DOWN,
	KEY_CODE_BACK_TAB,
	KEY_CODE_F1,
	KEY_CODE_MOUSE, /* what the mouse did is asked for by itself, */
	KEY_CODE_PASTE, /* and so is what was pasted: see browser.h */
};

/* What the mouse did, where on the screen. */
enum mouse_act {
	MOUSE_CLICK,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_act act;
	unsigned row, column; /* from 0 */
};

#define KEY_CTRL(letter) ((letter)&0x1f)

enum action {
	ACTION_NONE,
	ACTION_UP,
	ACTION_DOWN,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_NEXT_PART,
	ACTION_PREVIOUS_PART,
	ACTION_NEXT_LINK,
	ACTION_PREVIOUS_LINK,
	ACTION_OPEN,
	ACTION_BACK,
	ACTION_FORWARD,
	ACTION_NEXT_VIEW,
	ACTION_PREVIOUS_VIEW,
	ACTION_SEARCH,
	ACTION_NEXT_MATCH,
	ACTION_PREVIOUS_MATCH,
	ACTION_JUMP, /* the key is a digit or a dot */
	ACTION_CLASS,
	ACTION_SORT,
	ACTION_LINES,
	ACTION_CUT,
	ACTION_COPY,
	ACTION_REPORT,
	ACTION_OPEN_WEB,
	ACTION_MOUSE,
	ACTION_CLOSE,
	ACTION_HELP,
	ACTION_REDRAW,
	ACTION_SUSPEND,
	ACTION_LEAVE, /* close the overlay, or quit */
	ACTION_QUIT,
};

enum {
	BINDING_KEYS = 4,
};

/* One row: the keys, what they do, and how that is told. */
struct binding {
	uint32_t keys[BINDING_KEYS]; /* unused ones are KEY_CODE_NONE */
	enum action action;
	const char *shown;  /* the keys in the help */
	const char *footer; /* key and word in the footer, or NULL */
	const char *help;
};

extern const struct binding bindings[];
extern const unsigned binding_count;

/* What a key does. */
enum action key_action(uint32_t key);

#endif
