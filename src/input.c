#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MAGIC = 6,	       /* bytes that tell what a file is */
	GZIP_WINDOW = 15 + 16, /* of any size, with a header of gzip */
	ERROR_SIZE = 128,
};

/* What is not unpacked here, and the command that does. */
static const struct {
	const char *magic;
	size_t length;
	const char *message;
} others[] = {
	{ "\xfd"
	  "7zXZ",
	    5, "is packed by xz: xzcat FILE | smtpcode" },
	{ "\x28\xb5\x2f\xfd", 4, "is packed by zstd: zstdcat FILE | smtpcode" },
	{ "BZh", 3, "is packed by bzip2: bzcat FILE | smtpcode" },
	{ "\x04\x22\x4d\x18", 4, "is packed by lz4: lz4cat FILE | smtpcode" },
	{ "PK\x03\x04", 4, "is a zip archive: unzip -p FILE | smtpcode" },
	{ "\xff\xfe", 2,
	    "is UTF-16: iconv -f UTF-16 -t UTF-8 FILE | smtpcode" },
	{ "\xfe\xff", 2,
	    "is UTF-16: iconv -f UTF-16 -t UTF-8 FILE | smtpcode" },
};

static void
say(struct input *input, const char *message)
{
	if (input->message.length > 0)
		text_append(&input->message, "; ");
	text_append(&input->message, message);
}

/* What errno tells, in words; strerror() is not for two threads. */
static void
say_error(struct input *input, int number)
{
	char words[ERROR_SIZE];

	if (strerror_r(number, words, sizeof(words)) != 0)
		snprintf(words, sizeof(words), "error %d", number);
	say(input, words);
}

bool
input_open(struct input *input, const char *name)
{
	memset(input, 0, offsetof(struct input, raw));
	input->message = (struct text) { 0 };
	input->name = name;
	if (strcmp(name, "-") == 0) {
		input->descriptor = STDIN_FILENO;
		return true;
	}
	input->descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (input->descriptor < 0) {
		say_error(input, errno);
		return false;
	}
	input->opened_here = true;
	return true;
}

bool
input_open_at(struct input *input, const char *name, off_t from)
{
	if (!input_open(input, name))
		return false;
	input->begun = true;
	input->taken = from;
	return lseek(input->descriptor, from, SEEK_SET) == from;
}

void
input_close(struct input *input)
{
	if (input->stream_open)
		inflateEnd(&input->stream);
	if (input->opened_here)
		close(input->descriptor);
	text_release(&input->message);
	input->stream_open = input->opened_here = false;
}

/* Was the file cut off or put aside while it was read? */
static void
check_changes(struct input *input)
{
	struct stat now, named;

	if (!input->opened_here || fstat(input->descriptor, &now) != 0 ||
	    !S_ISREG(now.st_mode))
		return;
	if (now.st_size < input->taken)
		say(input,
		    "was cut off while it was read: what was written "
		    "since is missing");
	else if (stat(input->name, &named) != 0 || named.st_ino != now.st_ino ||
	    named.st_dev != now.st_dev)
		say(input,
		    "was rotated while it was read: the new one is "
		    "another file");
}

/* Would a read have to wait? */
static bool
has_to_wait(const struct input *input)
{
	struct pollfd poll_one = { .fd = input->descriptor, .events = POLLIN };

	return input->impatient && poll(&poll_one, 1, 0) <= 0;
}

/* Reads more into raw, which is empty or has only a few bytes. */
static enum input_result
fill(struct input *input)
{
	size_t room;
	ssize_t got;

	if (input->ended)
		return INPUT_END;
	if (has_to_wait(input))
		return INPUT_LATER;
	memmove(input->raw, input->raw + input->from, input->to - input->from);
	input->to -= input->from;
	input->from = 0;
	room = sizeof(input->raw) - input->to;
	if (input->limit > 0 && input->limit - input->taken < (off_t)room)
		room = (size_t)(input->limit - input->taken);
	if (room == 0) {
		input->ended = true;
		return INPUT_END;
	}
	do {
		got = read(input->descriptor, input->raw + input->to, room);
	} while (got < 0 && errno == EINTR && input->taken == 0);
	if (got < 0 && !input->impatient &&
	    (errno == EAGAIN || errno == EWOULDBLOCK)) {
		/* Somebody else has set it so; it is not asked all the time. */
		struct pollfd wanted = { .fd = input->descriptor,
			.events = POLLIN };

		poll(&wanted, 1, -1);
		return INPUT_LATER;
	}
	if (got < 0 &&
	    (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
		return INPUT_LATER;
	if (got < 0) {
		say_error(input, errno);
		return INPUT_FAILED;
	}
	if (got == 0) {
		input->ended = true;
		check_changes(input);
		return INPUT_END;
	}
	input->taken += got;
	input->to += (size_t)got;
	return INPUT_BYTES;
}

static bool
is_gzip(const struct input *input)
{
	return input->to - input->from >= 2 &&
	    input->raw[input->from] == 0x1f &&
	    input->raw[input->from + 1] == 0x8b;
}

/* Every other byte of the first ones is a NUL: without a byte order mark. */
static bool
is_utf16(const unsigned char *raw, size_t count)
{
	bool odd = true, even = true;

	for (size_t i = 0; i < MAGIC && i < count; i++) {
		bool nul = raw[i] == 0;

		odd = odd && nul == (i % 2 == 1);
		even = even && nul == (i % 2 == 0);
	}
	return count >= MAGIC && (odd || even);
}

/* Tells by its first bytes what the input is; false if it is not to be read. */
static bool
look(struct input *input)
{
	size_t count = input->to - input->from;

	input->begun = true;
	input->packed = is_gzip(input);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (count >= others[i].length &&
		    memcmp(input->raw, others[i].magic, others[i].length) ==
			0) {
			say(input, others[i].message);
			return false;
		}
	if (is_utf16(input->raw, count)) {
		say(input,
		    "is UTF-16: iconv -f UTF-16LE -t UTF-8 FILE | "
		    "smtpcode, or UTF-16BE");
		return false;
	}
	/* A byte order mark of UTF-8 is no part of the first line. */
	if (count >= 3 && memcmp(input->raw, "\xef\xbb\xbf", 3) == 0)
		input->from += 3;
	return true;
}

/* Begins the next member of a gzip file: several may follow one another. */
static bool
begin_member(struct input *input)
{
	memset(&input->stream, 0, sizeof(input->stream));
	if (inflateInit2(&input->stream, GZIP_WINDOW) != Z_OK)
		return false;
	input->stream_open = true;
	return true;
}

/* Drops what follows the last member; zeros are what tapes are padded with. */
static void
drop_garbage(struct input *input)
{
	while (input->from < input->to && input->raw[input->from] == 0)
		input->from++;
	if (input->from < input->to && !input->garbage)
		say(input, "trailing garbage ignored");
	input->garbage = input->garbage || input->from < input->to;
	input->from = input->to;
}

/* Unpacks what raw has. Sets *bytes; it may stay empty. */
static enum input_result
unpack(struct input *input, struct piece *bytes)
{
	z_stream *stream = &input->stream;
	int status;

	if (!input->stream_open) {
		if (!is_gzip(input)) {
			drop_garbage(input);
			return INPUT_BYTES;
		}
		if (!begin_member(input)) {
			say(input, "out of memory");
			return INPUT_FAILED;
		}
	}
	stream->next_in = input->raw + input->from;
	stream->avail_in = (uInt)(input->to - input->from);
	stream->next_out = (unsigned char *)input->unpacked;
	stream->avail_out = sizeof(input->unpacked);
	status = inflate(stream, Z_NO_FLUSH);
	input->from = input->to - stream->avail_in;
	*bytes = (struct piece) { input->unpacked,
		sizeof(input->unpacked) - stream->avail_out };
	if (status == Z_STREAM_END) {
		inflateEnd(stream);
		input->stream_open = false;
	} else if (status != Z_OK && status != Z_BUF_ERROR) {
		say(input, "is damaged: what could be unpacked was read");
		input->ended = true;
		input->from = input->to;
		inflateEnd(stream);
		input->stream_open = false;
		return bytes->length > 0 ? INPUT_BYTES : INPUT_FAILED;
	}
	return INPUT_BYTES;
}

static enum input_result
read_packed(struct input *input, struct piece *bytes)
{
	enum input_result result;

	for (;;) {
		bool empty = input->from == input->to ||
		    (!input->stream_open && input->to - input->from < 2);

		if (empty && (result = fill(input)) != INPUT_BYTES) {
			if (result == INPUT_END && input->stream_open) {
				say(input,
				    "is cut off: what could be "
				    "unpacked was read");
				return INPUT_FAILED;
			}
			if (result == INPUT_END)
				drop_garbage(input);
			return result;
		}
		result = unpack(input, bytes);
		if (result != INPUT_BYTES || bytes->length > 0)
			return result;
	}
}

enum input_result
input_read(struct input *input, struct piece *bytes)
{
	enum input_result result = INPUT_BYTES;

	*bytes = (struct piece) { "", 0 };
	while (!input->begun) {
		if (input->to - input->from < MAGIC)
			result = fill(input);
		if (result == INPUT_LATER || result == INPUT_FAILED)
			return result;
		if (input->to - input->from < MAGIC && result != INPUT_END &&
		    memchr(input->raw, '\n', input->to) == NULL)
			continue;
		if (!look(input))
			return INPUT_FAILED;
	}
	if (input->packed)
		return read_packed(input, bytes);
	if (input->from == input->to) {
		result = fill(input);
		if (result != INPUT_BYTES)
			return result;
	}
	bytes->bytes = (const char *)input->raw + input->from;
	bytes->length = input->to - input->from;
	input->from = input->to;
	return INPUT_BYTES;
}
