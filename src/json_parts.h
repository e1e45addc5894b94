/* What all kinds of JSON are made of. Private to json*.c. */
#ifndef JSON_PARTS_H
#define JSON_PARTS_H

#include <jansson.h>

#include "reference.h"

enum {
	JSON_SCHEMA = 1,
};

/*
 * jansson's *_new functions return nonzero when memory ran out; one look at
 * the end of the object is enough, since adding NULL fails as well.
 */
struct json_output {
	bool failed;
};

/* They take over the value. */
void json_put(struct json_output *output, json_t *object, const char *key,
    json_t *value);
void json_add(struct json_output *output, json_t *array, json_t *value);

/* A string, or null for an empty one. Reference text is inert already. */
json_t *json_text(const char *string);

/* The verdict of a row, or null. */
json_t *json_verdict(const struct reference *reference,
    const struct verdict_row *row);

json_t *json_who(const char *direction, uint32_t role, const char *text);
json_t *json_whos(struct json_output *output, const struct reference *reference,
    struct slice who);

/*
 * Appends the object and a line feed, and frees the object. False if memory
 * ran out then or before.
 */
bool json_finish(struct json_output *output, json_t *root, struct text *text);

#endif
