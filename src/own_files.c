#include "own_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output.h"

enum {
	MOST_FILES = 100,
	MOST_OF_FILE = 256 * 1024, /* bytes */
	MOST_OF_ALL = 1024 * 1024,
	MOST_MESSAGES = 20,
};

/* The files while they are read. */
struct folder {
	char *names[MOST_FILES]; /* in order, with the folder in front */
	struct record_file files[MOST_FILES];
	size_t count;
	size_t left_out; /* files behind the last one */
	size_t bytes;	 /* of all files so far */
	struct diagnostics errors;
	struct text content;
	bool failed; /* memory ran out */
};

static bool
is_record_file(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 &&
	    strcmp(name + length - 4, ".rec") == 0;
}

/* Adds a name where it belongs; of too many the last ones are left out. */
static void
add_name(struct folder *folder, char *name)
{
	size_t at = folder->count;

	if (at == MOST_FILES) {
		folder->left_out++;
		if (strcmp(folder->names[--at], name) <= 0) {
			free(name);
			return;
		}
		free(folder->names[at]);
	} else {
		folder->count++;
	}
	for (; at > 0 && strcmp(folder->names[at - 1], name) > 0; at--)
		folder->names[at] = folder->names[at - 1];
	folder->names[at] = name;
}

static void
list_files(struct folder *folder, DIR *directory, const char *path)
{
	struct dirent *entry;

	while ((entry = readdir(directory)) != NULL) {
		struct text name = { 0 };

		if (!is_record_file(entry->d_name))
			continue;
		text_printf(&name, "%s/%s", path, entry->d_name);
		if (name.failed) {
			folder->failed = true;
			return;
		}
		add_name(folder, name.data);
	}
}

/* Reads at most so many bytes. Returns 0, or what went wrong. */
static int
read_bytes(struct text *content, int descriptor, size_t most)
{
	ssize_t got = 1;
	char *room;

	while (got > 0 && content->length < most) {
		room = text_room(content, most - content->length);
		if (room == NULL)
			return ENOMEM;
		got = read(descriptor, room, most - content->length);
		if (got > 0)
			content->length += (size_t)got;
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	if (content->data != NULL)
		content->data[content->length] = '\0';
	return got < 0 ? errno : 0;
}

/* A regular file, whatever it is called: nobody waits for a pipe here. */
static int
open_file(const char *name, int *error)
{
	int descriptor = open(name,
	    O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat status;

	*error = errno;
	if (descriptor < 0)
		return -1;
	if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
		return descriptor;
	*error = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
	close(descriptor);
	return -1;
}

/* Drops the record that the end of what is read may have cut. */
static void
drop_last_record(struct text *content)
{
	size_t at = content->length;

	while (at > 1 &&
	    (content->data[at - 1] != '\n' || content->data[at - 2] != '\n'))
		at--;
	content->length = at > 1 ? at : 0;
}

static void
read_content(struct folder *folder, const char *name)
{
	struct text *content = &folder->content;
	int error = 0, descriptor = open_file(name, &error);
	unsigned lines = 0;

	text_clear(content);
	if (descriptor >= 0) {
		error = read_bytes(content, descriptor, MOST_OF_FILE + 1);
		close(descriptor);
	}
	if (error != 0) {
		diagnostics_add(&folder->errors, name, 0, "%s",
		    error == EINVAL ? "is no file" : strerror(error));
		return;
	}
	if (content->length <= MOST_OF_FILE)
		return;
	drop_last_record(content);
	for (size_t i = 0; i < content->length; i++)
		lines += content->data[i] == '\n';
	diagnostics_add(&folder->errors, name, lines + 1,
	    "the file is larger than %d KB; from here on it is not read",
	    MOST_OF_FILE / 1024);
}

static void
read_file(struct folder *folder, size_t at)
{
	const char *name = folder->names[at];
	struct text *content = &folder->content;

	read_content(folder, name);
	if (folder->bytes + content->length > MOST_OF_ALL) {
		diagnostics_add(&folder->errors, name, 0,
		    "more than %d KB in all files; this one is not read",
		    MOST_OF_ALL / 1024);
		return;
	}
	folder->bytes += content->length;
	if (!record_file_read(&folder->files[at], name, text_string(content),
		content->length, &folder->errors))
		folder->failed = true;
}

/* Says what was wrong, in the order of the files, but not without end. */
static void
tell(struct diagnostics *errors)
{
	struct text message = { 0 };

	diagnostics_sort(errors);
	for (size_t i = 0; i < errors->count && i < MOST_MESSAGES; i++) {
		const struct diagnostic *it = &errors->items[i];

		text_clear(&message);
		text_append(&message, it->file);
		if (it->line > 0)
			text_printf(&message, ":%u", it->line);
		complain_of(text_string(&message), it->what);
	}
	text_clear(&message);
	if (errors->count > MOST_MESSAGES) {
		text_printf(&message, "and %zu more like these",
		    errors->count - MOST_MESSAGES);
		complain(text_string(&message));
	}
	text_release(&message);
}

static void
folder_release(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		record_file_release(&folder->files[i]);
		free(folder->names[i]);
	}
	diagnostics_release(&folder->errors);
	text_release(&folder->content);
}

static void
read_files(struct own_files *own, struct folder *folder, struct tables *tables)
{
	for (size_t i = 0; i < folder->count && !folder->failed; i++)
		read_file(folder, i);
	if (folder->failed || folder->count == 0)
		return;
	if (!compile_own(&own->compiled, folder->files, folder->count, tables,
		&folder->errors))
		folder->failed = true;
	else
		*tables = own->compiled.tables;
}

static void
read_folder(struct own_files *own, const char *path, DIR *directory,
    struct tables *tables)
{
	struct folder *folder = calloc(1, sizeof(*folder));

	if (folder == NULL) {
		complain_of(path, "not read: out of memory");
		return;
	}
	list_files(folder, directory, path);
	if (folder->left_out > 0)
		diagnostics_add(&folder->errors, path, 0,
		    "has more than %d files; the last %zu are not read",
		    MOST_FILES, folder->left_out);
	read_files(own, folder, tables);
	tell(&folder->errors);
	tables->own_complaints = (uint32_t)folder->errors.count;
	if (folder->failed)
		complain_of(path, "not read: out of memory");
	folder_release(folder);
	free(folder);
}

void
own_files_read(struct own_files *own, const char *path, struct tables *tables)
{
	DIR *directory = opendir(path);

	if (directory != NULL) {
		read_folder(own, path, directory, tables);
		closedir(directory);
	} else if (errno != ENOENT && errno != ENOTDIR) {
		complain_of(path, strerror(errno));
	}
}

void
own_files_release(struct own_files *own)
{
	compiled_release(&own->compiled);
}
