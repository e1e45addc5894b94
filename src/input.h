/*
 * Reads files and standard input as they come: plain or, by content and not by
 * name, packed by gzip. Part of the shell: it calls the system, but neither
 * prints nor ends the program.
 */
#ifndef INPUT_H
#define INPUT_H

#include <sys/types.h>
#include <zlib.h>

#include "event.h"
#include "text.h"

enum {
	INPUT_SIZE = 1 << 18, /* bytes of a read, at most */
};

enum input_result {
	INPUT_BYTES,  /* here are some */
	INPUT_LATER,  /* none now: a pipe that is not to be waited for */
	INPUT_END,    /* there are no more */
	INPUT_FAILED, /* nor will there be; the message says why */
};

struct input {
	const char *name; /* as given; "-" is standard input */
	int descriptor;
	bool opened_here; /* to be closed */
	bool impatient;	  /* do not wait for bytes: INPUT_LATER */
	bool begun;	  /* its first bytes have been looked at */
	bool ended;	  /* nothing more comes from the descriptor */
	bool packed;	  /* by gzip */
	bool stream_open; /* a member of the gzip file has begun */
	bool garbage;	  /* something else followed the last one */
	off_t taken;	  /* bytes from the descriptor */
	off_t limit;	  /* where it is to end; 0: at its own end */
	z_stream stream;
	size_t from, to; /* what of raw has not been used */
	unsigned char raw[INPUT_SIZE];
	char unpacked[INPUT_SIZE];
	struct text message; /* what there is to say, "" if nothing; each part
				without the name and a line feed */
};

/*
 * Opens a file. Returns false, with a message, if it cannot. It is large: not
 * for the stack. Ends with input_close in any case.
 */
bool input_open(struct input *input, const char *name);

/* The same for the lines of a plain file from a place on. */
bool input_open_at(struct input *input, const char *name, off_t from);
void input_close(struct input *input);

/*
 * Reads what there is; waits if there is nothing, unless it is impatient. The
 * bytes hold until the next call. A message may come with any
 * result: of INPUT_END that not all could be read, or that the file was
 * changed meanwhile.
 */
enum input_result input_read(struct input *input, struct piece *bytes);

#endif
