/* The help of the browser, made of the table of keys. */
#ifndef LAYOUT_HELP_H
#define LAYOUT_HELP_H

#include "layout.h"

/* Lays the help out for that width; keys above their text where it is narrow. */
void layout_help(struct layout *layout, unsigned width);

#endif
