#include "record.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct record_file *file;
	struct diagnostics *errors;
	unsigned line;
	bool in_record;	 /* a field of it has been read */
	bool skipping;	 /* the line above was no field: its `+ ` go with it */
	bool broken;	 /* a line since the last blank one was wrong */
	char *value_end; /* where a `+ ` line is joined to */
};

void
record_file_release(struct record_file *file)
{
	free(file->bytes);
	free(file->fields);
	free(file->records);
	*file = (struct record_file) { 0 };
}

static bool
is_name_char(char c, bool first)
{
	return text_is_letter(c) || c == '_' || (!first && text_is_digit(c));
}

/* The record that is read, or the one that begins now, is whole no more. */
static void
break_record(struct reader *reader)
{
	struct record_file *file = reader->file;

	reader->broken = true;
	if (reader->in_record)
		file->records[file->record_count - 1].broken = true;
}

static void
complain(struct reader *reader, const char *what)
{
	break_record(reader);
	diagnostics_add(reader->errors, reader->file->name, reader->line, "%s",
	    what);
}

/* What no line may hold, whatever it is. Returns false after a complaint. */
static bool
line_is_clean(struct reader *reader, const char *line, size_t length)
{
	size_t at = 0, used;
	uint32_t point;

	for (; at < length; at += used) {
		used = text_decode(line + at, length - at, &point);
		if (used == 0) {
			complain(reader, "invalid UTF-8");
			return false;
		}
		if (!text_point_is_inert(point)) {
			break_record(reader);
			diagnostics_add(reader->errors, reader->file->name,
			    reader->line, "control character U+%04X",
			    (unsigned)point);
			return false;
		}
	}
	if (length > 0 && line[length - 1] == '\\') {
		complain(reader, "line ends in a backslash");
		return false;
	}
	if (length > 0 && line[length - 1] == ' ') {
		complain(reader, "line ends in a blank");
		return false;
	}
	return true;
}

static bool
add_record(struct record_file *file, bool broken)
{
	void *records = file->records;

	if (!text_grow(&records, &file->record_capacity, file->record_count + 1,
		sizeof(*file->records)))
		return false;
	file->records = records;
	file->records[file->record_count++] = (struct record) {
		file->field_count, 0, broken
	};
	return true;
}

static bool
add_field(struct reader *reader, char *name, char *value)
{
	struct record_file *file = reader->file;
	void *fields = file->fields;

	if (!reader->in_record && !add_record(file, reader->broken))
		return false;
	if (!text_grow(&fields, &file->field_capacity, file->field_count + 1,
		sizeof(*file->fields)))
		return false;
	file->fields = fields;
	file->fields[file->field_count++] = (struct field) { name, value,
		reader->line };
	file->records[file->record_count - 1].count++;
	reader->in_record = true;
	reader->skipping = false;
	return true;
}

/* Joins a `+ ` line to the value above, which ends somewhere before it. */
static void
continue_value(struct reader *reader, const char *line, size_t length)
{
	if (reader->skipping)
		return;
	if (!reader->in_record) {
		complain(reader, "a line of `+` without a field above it");
		return;
	}
	if (length > 1 && line[1] != ' ') {
		complain(reader, "expected a blank after `+`");
		return;
	}
	line += length > 1 ? 2 : 1;
	length -= length > 1 ? 2 : 1;
	*reader->value_end++ = '\n';
	memmove(reader->value_end, line, length);
	reader->value_end += length;
	*reader->value_end = '\0';
}

/* Reads `Name: value`. Returns false if memory ran out. */
static bool
read_field(struct reader *reader, char *line, size_t length)
{
	size_t name = 0;
	char *value;

	while (name < length && is_name_char(line[name], name == 0))
		name++;
	if (name == 0 || name == length || line[name] != ':' ||
	    (name + 1 < length && line[name + 1] != ' ')) {
		complain(reader,
		    "expected `Name: value`, `+ `, `#` or a blank line");
		reader->skipping = true;
		return true;
	}
	value = line + name + (name + 1 < length ? 2 : 1);
	line[name] = '\0';
	line[length] = '\0';
	reader->value_end = line + length;
	return add_field(reader, line, value);
}

static bool
read_line(struct reader *reader, char *line, size_t length)
{
	if (length == 0) {
		reader->in_record = false;
		reader->skipping = false;
		reader->broken = false;
		return true;
	}
	if (line[0] == '#')
		return true;
	if (!line_is_clean(reader, line, length)) {
		reader->skipping = true;
		return true;
	}
	if (line[0] == '+') {
		continue_value(reader, line, length);
		return true;
	}
	return read_field(reader, line, length);
}

bool
record_file_read(struct record_file *file, const char *name, const char *bytes,
    size_t length, struct diagnostics *errors)
{
	struct reader reader = { .file = file, .errors = errors };
	char *at, *end, *line_end;

	*file = (struct record_file) { .name = name };
	file->bytes = malloc(length + 1);
	if (file->bytes == NULL)
		return false;
	memcpy(file->bytes, bytes, length);
	file->bytes[length] = '\0';
	at = file->bytes;
	end = at + length;
	while (at < end) {
		reader.line++;
		line_end = memchr(at, '\n', (size_t)(end - at));
		if (line_end == NULL)
			line_end = end;
		if (!read_line(&reader, at, (size_t)(line_end - at)))
			return false;
		at = line_end + 1;
	}
	return true;
}
