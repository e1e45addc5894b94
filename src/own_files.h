/*
 * An admin's own records on disk: the files NAME.rec of a folder. Part of the
 * shell.
 */
#ifndef OWN_FILES_H
#define OWN_FILES_H

#include "compile_own.h"

/* What was read; zero-initialised it is nothing. */
struct own_files {
	struct compiled compiled; /* what the tables refer to */
};

/*
 * Adds the records of the folder's files, by their names, to *tables. Whatever
 * is wrong with them is told, and the rest counts all the same. A folder that
 * is not there costs one look at it, and is not missed.
 */
void own_files_read(struct own_files *own, const char *folder,
    struct tables *tables);
void own_files_release(struct own_files *own);

#endif
