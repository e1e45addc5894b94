/*
 * The tables as C source: one string and arrays of numbers, all const and
 * without a pointer, and one function that points a struct tables at them.
 */
#ifndef EMIT_H
#define EMIT_H

#include "tables.h"
#include "text.h"

/*
 * Appends the source to *out. The function is `void symbol(struct tables *)`.
 * The same tables give the same bytes.
 */
void emit_tables(struct text *out, const struct tables *tables,
    const char *symbol);

#endif
