/*
 * JSON written as it goes, for what has to be answered a million times: a tree
 * of values costs more than the whole of finding the cause. What is written is
 * as jansson would write it; all other JSON is jansson's.
 */
#ifndef JSON_WRITE_H
#define JSON_WRITE_H

#include "text.h"

/* Zero-initialised but for text, which is borrowed. */
struct json_writer {
	struct text *text;
	bool follows; /* a value stands before: a comma is due */
};

/* Open and close an object or array: '{', '}', '[', ']'. */
void json_open(struct json_writer *writer, char bracket);
void json_close(struct json_writer *writer, char bracket);

/* The key of the next value; it needs no escapes. */
void json_key(struct json_writer *writer, const char *key);

/* A string of inert UTF-8, and one that may be NULL or empty: null. */
void json_write_string(struct json_writer *writer, const char *bytes,
    size_t length);
void json_write_text(struct json_writer *writer, const char *string);

void json_write_null(struct json_writer *writer);
void json_write_bool(struct json_writer *writer, bool value);
void json_write_number(struct json_writer *writer, uint64_t number);

/* A number of thousandths, as 0.917. */
void json_write_thousandths(struct json_writer *writer, uint32_t number);

#endif
