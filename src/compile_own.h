/*
 * An admin's own records behind the tables of the program: remarks on what
 * there is (Note), replies that one's servers send (Example), servers of one's
 * own (Server). The tables stay as they are; those parts of them that change
 * are copied.
 */
#ifndef COMPILE_OWN_H
#define COMPILE_OWN_H

#include "compile.h"

/*
 * Adds the records of all files to the tables of base, which are borrowed: out
 * borrows what it does not change. What is wrong with a record is added to
 * errors, and that record is left out. Returns false if memory ran out; then
 * *out is of no use. Either way it is the caller's to release.
 */
bool compile_own(struct compiled *out, const struct record_file *files,
    size_t file_count, const struct tables *base, struct diagnostics *errors);

#endif
