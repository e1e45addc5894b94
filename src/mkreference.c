/*
 * mkreference: checks the record files below a folder and writes them as C.
 * Runs on the build machine, at build time.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile.h"
#include "emit.h"
#include "surety_fit.h"

struct file_list {
	char **names;
	size_t count, capacity;
};

static const char usage[] =
    "usage: mkreference [-n] [-o FILE] [-s SYMBOL] FOLDER\n"
    "       mkreference -d FILE\n"
    "  -n         check only, write nothing\n"
    "  -o FILE    write the C source there, not to standard output\n"
    "  -s SYMBOL  name of the function that sets the tables\n"
    "  -d         print the records of a file as they were read, in the form\n"
    "             in which recsel prints them\n";

_Noreturn static void
fail(const char *what, const char *name)
{
	fprintf(stderr, "mkreference: %s: %s\n", name, what);
	exit(2);
}

static char *
join_path(const char *folder, const char *name)
{
	struct text path = { 0 };

	text_printf(&path, "%s/%s", folder, name);
	if (path.failed)
		fail("out of memory", name);
	return path.data;
}

/* Is it a file of records? All .rec, and the one that is named tags. */
static bool
is_record_file(const char *name)
{
	size_t length = strlen(name);

	return strcmp(name, "tags") == 0 ||
	    (length > 4 && strcmp(name + length - 4, ".rec") == 0);
}

static void
add_name(struct file_list *list, char *name)
{
	void *names = list->names;

	if (!text_grow(&names, &list->capacity, list->count + 1,
		sizeof(*list->names)))
		fail("out of memory", name);
	list->names = names;
	list->names[list->count++] = name;
}

static void
list_files(struct file_list *list, const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	struct stat status;
	char *path;

	if (directory == NULL)
		fail(strerror(errno), folder);
	while ((entry = readdir(directory)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		path = join_path(folder, entry->d_name);
		if (stat(path, &status) != 0)
			fail(strerror(errno), path);
		if (S_ISREG(status.st_mode) && is_record_file(entry->d_name)) {
			add_name(list, path);
			continue;
		}
		if (S_ISDIR(status.st_mode))
			list_files(list, path);
		free(path);
	}
	closedir(directory);
}

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static void
read_bytes(struct text *bytes, const char *name)
{
	FILE *stream = fopen(name, "rb");
	char block[4096];
	size_t length;

	if (stream == NULL)
		fail(strerror(errno), name);
	while ((length = fread(block, 1, sizeof(block), stream)) > 0)
		text_append_bytes(bytes, block, length);
	if (ferror(stream))
		fail(strerror(errno), name);
	fclose(stream);
}

static void
read_files(struct record_file *files, const struct file_list *list,
    struct diagnostics *errors)
{
	struct text bytes = { 0 };

	for (size_t i = 0; i < list->count; i++) {
		text_clear(&bytes);
		read_bytes(&bytes, list->names[i]);
		if (bytes.failed ||
		    !record_file_read(&files[i], list->names[i],
			text_string(&bytes), bytes.length, errors))
			fail("out of memory", list->names[i]);
	}
	text_release(&bytes);
}

/* Writes the source beside its place and moves it there when it is whole. */
static void
write_source(const struct tables *tables, const char *symbol, const char *name)
{
	struct text source = { 0 }, partial = { 0 };
	FILE *stream = stdout;
	bool failed;

	emit_tables(&source, tables, symbol);
	text_printf(&partial, "%s.part", name != NULL ? name : "");
	if (source.failed || partial.failed)
		fail("out of memory", "source");
	if (name != NULL)
		stream = fopen(partial.data, "wb");
	if (stream == NULL)
		fail(strerror(errno), partial.data);
	failed = fwrite(source.data, 1, source.length, stream) != source.length;
	if (fclose(stream) != 0 || failed ||
	    (name != NULL && rename(partial.data, name) != 0)) {
		if (name != NULL)
			unlink(partial.data);
		fail(strerror(errno), name != NULL ? name : "standard output");
	}
	text_release(&source);
	text_release(&partial);
}

/* Tells all errors. Returns how many there were. */
static size_t
tell(struct diagnostics *errors)
{
	struct text text = { 0 };

	diagnostics_print(errors, &text);
	fputs(text_string(&text), stderr);
	text_release(&text);
	return errors->count;
}

/* Prints a file's records; what is wrong with its format is told as well. */
static int
dump(char *name)
{
	struct file_list list = { &name, 1, 1 };
	struct diagnostics errors = { 0 };
	struct record_file file;
	size_t wrong;

	read_files(&file, &list, &errors);
	for (size_t i = 0; i < file.record_count; i++) {
		const struct record *record = &file.records[i];

		if (i > 0)
			putchar('\n');
		for (size_t j = 0; j < record->count; j++) {
			const struct field *field =
			    &file.fields[record->first + j];
			const char *at = field->value;

			printf("%s: ", field->name);
			for (; *at != '\0'; at++)
				fputs(*at == '\n' ? "\n+ " :
						    (char[]) { *at, '\0' },
				    stdout);
			putchar('\n');
		}
	}
	wrong = tell(&errors);
	record_file_release(&file);
	diagnostics_release(&errors);
	return wrong > 0 || fflush(stdout) != 0;
}

/* What takes seconds: fitted to what was compiled. */
static void
fit(struct compiled *compiled, struct word_row *sureties)
{
	struct tables *tables = &compiled->tables;

	if (!compile_model(compiled) || !surety_fit(sureties, tables, NULL))
		fail("out of memory", "model");
	tables->sureties = sureties;
	tables->surety_count = SURETY_SIGNS;
}

static int
run(const char *folder, const char *symbol, const char *output, bool check_only)
{
	struct file_list list = { 0 };
	struct diagnostics errors = { 0 };
	struct compiled compiled;
	struct word_row sureties[SURETY_SIGNS];
	struct record_file *files;
	int result = 0;

	list_files(&list, folder);
	if (list.count == 0)
		fail("no record files", folder);
	qsort(list.names, list.count, sizeof(*list.names), compare_names);
	files = calloc(list.count, sizeof(*files));
	if (files == NULL)
		fail("out of memory", folder);
	read_files(files, &list, &errors);
	if (!compile_reference(files, list.count, &compiled, &errors))
		fail("out of memory", folder);
	if (tell(&errors) > 0) {
		result = 1;
		if (output != NULL)
			unlink(output);
	} else if (!check_only) {
		fit(&compiled, sureties);
		write_source(&compiled.tables, symbol, output);
	}
	compiled_release(&compiled);
	diagnostics_release(&errors);
	for (size_t i = 0; i < list.count; i++) {
		record_file_release(&files[i]);
		free(list.names[i]);
	}
	free(files);
	free(list.names);
	return result;
}

int
main(int argc, char **argv)
{
	const char *output = NULL, *symbol = "reference_tables";
	bool check_only = false, dump_only = false;
	int option;

	while ((option = getopt(argc, argv, "dno:s:")) != -1) {
		switch (option) {
		case 'd':
			dump_only = true;
			break;
		case 'n':
			check_only = true;
			break;
		case 'o':
			output = optarg;
			break;
		case 's':
			symbol = optarg;
			break;
		default:
			fputs(usage, stderr);
			return 2;
		}
	}
	if (optind + 1 != argc) {
		fputs(usage, stderr);
		return 2;
	}
	if (dump_only)
		return dump(argv[optind]);
	return run(argv[optind], symbol, output, check_only);
}
