/*
 * Completions for shells: the options, and the codes, statuses, causes and
 * servers of the reference. Part of mkcompletions, which runs on the build
 * machine.
 */
#ifndef COMPLETIONS_H
#define COMPLETIONS_H

#include <stdbool.h>

#include "reference.h"
#include "text.h"

/*
 * Appends the script for `bash`, `zsh` or `fish`; bash shows no titles. Returns
 * false for any other shell.
 */
bool completions_write(struct text *text, const char *shell,
    const struct reference *reference);

#endif
