/* The reference that the program carries: data/, compiled by mkreference. */
#ifndef BUILTIN_H
#define BUILTIN_H

#include "tables.h"

/* Points at the tables of the program. Nothing is copied. */
void reference_tables(struct tables *tables);

#endif
