/*
 * A page at a width: lines of styled spans, which the browser draws and text
 * output prints. Knows columns, but neither colours nor escape sequences.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "page.h"
#include "style.h"

struct span {
	const char *text; /* lives as long as the page and the reference */
	uint32_t length;  /* bytes */
	uint32_t gap;	  /* blanks before it */
	uint32_t width;	  /* columns of the text */
	uint32_t link;	  /* an entry, or TABLES_NONE */
	enum style style;
	bool cut;	 /* what should stand behind it was left out */
	const char *web; /* a web address that it leads to, or NULL */
};

struct line {
	uint32_t first, count; /* of the spans */
	uint32_t block;	       /* of the page, that it is of */
};

struct layout_options {
	unsigned width;
	unsigned prose;	       /* columns of what is to be read, where there are
				  more; 0: as many as there are */
	bool marks;	       /* keep the backquotes around literals */
	bool break_words;      /* cut a word that is wider than a line */
	unsigned first_causes; /* name that many before the fixes, the others
				  behind; 0 is all before */
	unsigned reply_rows;   /* show that many of a pasted reply, and all of
				it at the end; 0 is all at once */
	bool no_tree;	       /* digits in sentences alone, to be read aloud */
	bool no_web;	       /* nobody follows web addresses: they are text */
	bool cut_replies;      /* a line of a reply is one row, and cut there */
	size_t most_lines; /* stop behind so many, and a block's end; 0: none */
};

/* Zero-initialised it is empty. */
struct layout {
	struct span *spans;
	size_t span_count, span_capacity;
	struct line *lines;
	size_t line_count, line_capacity;
	struct arena arena;
	bool partial; /* most_lines was reached, or the page is partial */
	bool failed;  /* memory ran out: lines are missing */
};

void layout_release(struct layout *layout);

/* Does the span lead somewhere? */
bool span_leads(const struct span *span);

/* Do both lead to the same place? One link may be of several spans. */
bool span_leads_as(const struct span *span, const struct span *other);

/* Makes it empty, but keeps the memory. */
void layout_clear(struct layout *layout);

/*
 * Lays out the help, made of the table of keys, for that width; keys stand
 * above their text where it is narrow.
 */
void layout_help(struct layout *layout, unsigned width);

/* Lays out a page anew; the memory of the last one is used again. */
void layout_page(struct layout *layout, const struct page *page,
    const struct layout_options *options);

/* Takes the next lines of a page, which are gone behind the call. */
typedef void layout_take(void *context, const struct layout *layout);

/*
 * Lays out a page some lines at a time, for output that does not go back: the
 * same lines in little memory. Returns false if memory ran out.
 */
bool layout_stream(const struct page *page,
    const struct layout_options *options, layout_take *take, void *context);

#endif
