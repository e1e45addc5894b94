/*
 * The browser: a state machine. Keys and sizes go in, and draw.h draws what it
 * has become. It knows neither a terminal nor the time, which is passed in.
 */
#ifndef BROWSER_H
#define BROWSER_H

#include "browser_names.h"
#include "digest.h"
#include "find.h"
#include "keys.h"
#include "layout.h"
#include "lookup.h"
#include "sift.h"

enum view {
	VIEW_REPLIES,
	VIEW_STATUSES,
	VIEW_CAUSES,
	VIEW_SERVERS,
	VIEW_FOUND, /* what the search found; a tab only while there is one */
	VIEW_INPUT, /* what an input adds up to; likewise */
	VIEWS,
	TABS = VIEW_FOUND, /* how many are always there */
};

/* What a view lists. */
struct view_row {
	const char *name, *counted, *one; /* as the header tells them */
	enum entry_kind kind;
	bool classes; /* its entries have one, so that c can choose */
};

/* What the header begins with, where it is wide enough. */
#define NAME_OF_TABS "smtpcode  "

extern const struct view_row views[VIEWS];

enum {
	QUERY_SIZE = 200,
};

enum pane {
	PANE_LIST,
	PANE_PAGE,
};

/* A row of a list: an entry, an example, or the heading of those below it. */
struct row {
	uint32_t entry;	  /* of an example: its cause; TABLES_NONE: a heading */
	uint32_t example; /* TABLES_NONE: it is none */
	const char *heading;
	const struct counted *counted; /* of an input; NULL: it is none */
	bool ours;		       /* it is the admin's own to mend */
};

struct list {
	struct row *rows;
	size_t count, capacity;
	size_t selected, top;
	/* What is left out: all but the pattern and the class, if there are. */
	bool narrowed;
	struct pattern pattern;
	unsigned class, first_class; /* 2 to 5, 0 is all; where c began */
};

/* In place of an example: the reply that was asked for. */
#define EXAMPLE_IS_REPLY (TABLES_NONE - 1)
/* Or what an input has counted. */
#define EXAMPLE_IS_COUNTED (TABLES_NONE - 2)

/* Where one has been. */
struct place_seen {
	struct target target;
	uint32_t example;
	unsigned reply; /* which, if it was one */
	uint64_t hash;	/* of what was counted, if it was that */
	enum view view;
	enum pane pane;
	size_t top;
	uint32_t link;
};

enum {
	JUMP_SIZE = 12,
	JUMP_PAUSE = 1000, /* milliseconds */
	PLACES = 64,
	MESSAGE_SIZE = 200,
	REPLIES = 8,
	BROWSER_PROSE = 100, /* columns: longer lines are hard to read */
};

struct browser {
	const struct reference *reference;
	unsigned rows, columns; /* of the screen */
	enum view view;
	enum pane pane; /* which has the keys; where it is narrow, the only */
	struct list lists[VIEWS];

	struct target *opened; /* what was asked for at the start, if more */
	size_t opened_count;   /* than one: the page of the first has all */
	struct target target;  /* what the page is about, */
	uint32_t example; /* or the example, or the reply (EXAMPLE_IS_REPLY) */
	struct text replies[REPLIES]; /* that were asked for, the last ones */
	unsigned reply, reply_count;  /* which is shown, how many there were */
	struct page page;
	struct layout layout;
	bool hasty; /* lay a page out no further than the screen, at first */
	unsigned layout_width;
	unsigned layout_causes, layout_reply;
	size_t top;    /* first line of the page on the screen */
	uint32_t link; /* span of the link under the cursor; TABLES_NONE */

	char jump[JUMP_SIZE]; /* what is being typed; "" is nothing */
	int64_t jump_ends;    /* when, in milliseconds */

	bool help;
	struct layout help_layout;
	size_t help_top;
	char message[MESSAGE_SIZE]; /* what the last key has to say, or "" */
	bool cut_replies;	    /* lines of replies are one row each */
	bool mouse;		    /* it is ours */
	struct text order;	    /* what is to be opened */

	/* What an input adds up to, narrowed to what is wanted. */
	struct intake *intake; /* borrowed; NULL: there is no input */
	const struct target *wanted;
	size_t wanted_count;
	struct digest digest;
	bool by_count;		/* how it is sorted */
	bool reading;		/* there is more to come */
	uint64_t selected_hash; /* of what is shown of it */
	uint64_t generation;	/* of the counts, that the list is of */

	bool searching; /* the search line is open: keys are text */
	char query[QUERY_SIZE];
	struct find find;
	struct names names;
	bool in_input; /* rows of the input are what is searched, with */
	struct sift sift;
	struct place_seen origin; /* where the search was begun */
	bool found_ready;	  /* find and names have been made */

	struct place_seen back[PLACES], forward[PLACES];
	size_t back_count, forward_count;
	bool failed; /* memory ran out */
};

enum browser_result {
	BROWSER_SAME,	 /* nothing to draw */
	BROWSER_CHANGED, /* draw */
	BROWSER_REDRAW,	 /* clear the screen and draw */
	/* Draw, and do what the browser cannot; then browser_say() how it
	   went. */
	BROWSER_COPY,	/* copy browser->page as text */
	BROWSER_REPORT, /* copy a report of it */
	BROWSER_OPEN,	/* open the web address that browser->order is */
	BROWSER_STOP,	/* end the reading */
	BROWSER_MOUSE,	/* take or leave the mouse, as browser->mouse says */
	BROWSER_SUSPEND,
	BROWSER_QUIT,
};

/*
 * Starts at the first code that fails, with no size and no page yet. Returns
 * false if memory ran out. Ends with browser_release.
 */
bool browser_init(struct browser *browser, const struct reference *reference);
void browser_release(struct browser *browser);

/* Opens the first target, and narrows the list to the pattern if it has one. */
void browser_open(struct browser *browser, const struct lookup *lookup);

/*
 * Opens the page of a reply, outside text; what the lookup found in front of
 * it is selected in the list.
 */
void browser_open_reply(struct browser *browser, const struct lookup *lookup,
    const char *reply);

/*
 * Opens the view Input on what an intake has counted, of which only what the
 * targets name is shown; both are borrowed. To be told, by
 * browser_refresh_input(), when more has been read that is to be shown, and
 * when that is all; and by browser_renew_input() after each time that something
 * was read, since the counts may have freed what the list shows.
 */
void browser_open_input(struct browser *browser, struct intake *intake,
    const struct target *wanted, size_t wanted_count);
void browser_refresh_input(struct browser *browser, bool reading);
void browser_renew_input(struct browser *browser);

/* Takes over the size of the screen; selection and place in the text stay. */
void browser_resize(struct browser *browser, unsigned rows, unsigned columns);

/* Takes a key, at a time in milliseconds from any start. */
enum browser_result browser_key(struct browser *browser, uint32_t key,
    int64_t now);

/* Takes what the mouse did. */
enum browser_result browser_mouse(struct browser *browser,
    const struct mouse *mouse, int64_t now);

/*
 * Takes what was pasted, bytes from outside. It is text, never keys: a reply is
 * looked up by its words, names are opened, all else is searched for; one line
 * goes into a search line that is open.
 */
enum browser_result browser_paste(struct browser *browser, const char *bytes,
    size_t length, int64_t now);

/* Shows a message until the next key. */
void browser_say(struct browser *browser, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Finishes what was done in haste. To be called when there is time, behind
 * the frame; BROWSER_CHANGED if there was something left to do.
 */
enum browser_result browser_finish(struct browser *browser);

/*
 * Lets time pass: ends what a pause ends. *wait is set to the milliseconds
 * until that is to be asked again, or -1 if only a key will change anything.
 */
enum browser_result browser_tick(struct browser *browser, int64_t now,
    long *wait);

/* The panes and bars on the screen, made of its size; draw.h uses them too. */
struct geometry {
	unsigned body, body_rows; /* first row of the panes, and how many */
	bool header, rule, status, footer;
	unsigned list_columns;		      /* 0: the list is not shown */
	unsigned page_column, page_columns;   /* 0 columns: not shown */
	unsigned lines_column, lines_columns; /* likewise: own lines */
};

struct geometry browser_geometry(const struct browser *browser);

/* Is it there to be shown? Found is so only while there is a search. */
bool browser_has_view(const struct browser *browser, enum view view);

/*
 * Where the header has the name of a view, between brackets or blanks, and how
 * much of it: where it is narrow, the names of the others are shortened, or
 * left out. False if it does not show it.
 */
struct tab {
	unsigned column, letters;
	bool alone; /* the others are left out */
};

bool browser_tab(const struct browser *browser, enum view view,
    struct tab *tab);

#endif
