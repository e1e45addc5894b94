/*
 * What is typed into a search: words, and filters as code:550 status:5.7.1
 * server:gmail cause:tls, or patterns as 55x and x.7.1. A bare 550 or 5.7.1
 * among the words is a wish, not a must.
 */
#ifndef QUERY_H
#define QUERY_H

#include "text.h"

enum {
	FILTER_SIZE = 48,
};

/* What must be, beside the words, in small letters; "" is anything. */
struct query_filter {
	char code[FILTER_SIZE], status[FILTER_SIZE], server[FILTER_SIZE],
	    cause[FILTER_SIZE];
};

/* Zero-initialised it is empty; to be used again and again. */
struct query {
	struct query_filter filter;
	struct text words;  /* without the filters; a code stands in front */
	struct text others; /* without the code as well */
};

/*
 * Takes the filters and patterns out of a line, and puts a code first: it is
 * one where it stands in front, and a number elsewhere. Two letters of a
 * filter's name do.
 */
void query_read(struct query *query, const char *line);
void query_release(struct query *query);

/*
 * Does a code or a status begin as asked for? 55x and 5.7.x stand for all that
 * begin so, and an x in front for any class.
 */
bool query_matches_number(const char *number, const char *asked);

#endif
