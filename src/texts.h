/* What was found in files by a search, as lines and as JSON. */
#ifndef TEXTS_H
#define TEXTS_H

#include "corpus.h"
#include "redact.h"

/*
 * Appends a line: how often the text occurs, and the text, separated by a tab;
 * cut to so many columns, with `~` at the end, if columns is not 0. With redact
 * what is private is masked; it may be NULL.
 */
void texts_line(struct text *text, const struct corpus *corpus,
    const struct search_hit *hit, unsigned columns, struct redact *redact);

/*
 * Appends the beginning of the JSON of a search, a result, and the end with a
 * line feed. The query is outside text.
 */
void texts_json_begin(struct text *text, const char *query);
void texts_json(struct text *text, const struct corpus *corpus,
    const struct search_hit *hit, bool first, struct redact *redact);
void texts_json_end(struct text *text);

#endif
