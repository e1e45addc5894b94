/* What a piece of text is. How that looks is in palette.h. */
#ifndef STYLE_H
#define STYLE_H

enum style {
	STYLE_TEXT,
	STYLE_TITLE,	/* the head of an entry */
	STYLE_HEADING,	/* RETRY, WHO ...; a group in a list */
	STYLE_VERDICT,	/* the answer itself: No. Yes. */
	STYLE_LEAD,	/* a few words before a sentence */
	STYLE_LITERAL,	/* a command, a setting, words of a reply */
	STYLE_LINK,	/* leads to another entry */
	STYLE_EXAMPLE,	/* a reply as on the wire */
	STYLE_HINT,	/* what may be read last */
	STYLE_MATCH,	/* what the search asked for */
	STYLE_BORDER,	/* lines between panes */
	STYLE_KEY,	/* a key in the footer */
	STYLE_TAB,	/* the view that is shown */
	STYLE_SELECTED, /* the row or link that keys act upon */
	STYLE_CHOSEN,	/* the same, while another pane has the keys */
	/* A class of replies; a letter or a word tells it as well. */
	STYLE_SUCCESS,
	STYLE_GOING_ON,
	STYLE_TEMPORARY,
	STYLE_PERMANENT,
	STYLES
};

/* The style of a class, 2 to 5; plain text for others. */
enum style style_of_class(unsigned class);

#endif
