/* Record files taken apart. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "record.h"

/* A file and what is wrong with it. */
struct parsed {
	struct record_file file;
	struct diagnostics errors;
	struct text told;
};

static void
parse_bytes(struct parsed *parsed, const char *bytes, size_t length)
{
	*parsed = (struct parsed) { 0 };
	EXPECT(record_file_read(&parsed->file, "f", bytes, length,
	    &parsed->errors));
	diagnostics_print(&parsed->errors, &parsed->told);
}

static void
release(struct parsed *parsed)
{
	record_file_release(&parsed->file);
	diagnostics_release(&parsed->errors);
	text_release(&parsed->told);
}

/* Writes all records as `Name=value@line;`, each ended by `|`. */
static char *
all_fields(const struct record_file *file)
{
	struct text text = { 0 };

	for (size_t i = 0; i < file->record_count; i++) {
		const struct record *record = &file->records[i];

		for (size_t j = 0; j < record->count; j++) {
			const struct field *field =
			    &file->fields[record->first + j];

			text_printf(&text, "%s=%s@%u;", field->name,
			    field->value, field->line);
		}
		text_append(&text, "|");
	}
	text_append(&text, "");
	return text.data;
}

static const struct {
	const char *bytes;
	const char *fields;
	const char *told;
} files[] = {
	{ "", "", "" },
	{ "\n\n\n", "", "" },
	{ "# nothing\n#\n", "", "" },
	{ "A: b\n", "A=b@1;|", "" },
	{ "A: b", "A=b@1;|", "" },
	{ "A:\n", "A=@1;|", "" },
	{ "A_1: b\nc2: d\n", "A_1=b@1;c2=d@2;|", "" },
	{ "A: b\nA: c\n", "A=b@1;A=c@2;|", "" },
	{ "\n\nA: b\n\n\nC: d\n\n", "A=b@3;|C=d@6;|", "" },
	{ "A: b\n+ c\n+ d\nE: f\n", "A=b\nc\nd@1;E=f@4;|", "" },
	{ "A: b\n+\n+ c\n", "A=b\n\nc@1;|", "" },
	{ "A:\n+ b\n", "A=\nb@1;|", "" },
	{ "A: b\n# no\n+ c\n", "A=b\nc@1;|", "" },
	{ "A: b\n# no\nC: d\n", "A=b@1;C=d@3;|", "" },
	{ "A: : < # \" \\ ' ` + x: y\n", "A=: < # \" \\ ' ` + x: y@1;|", "" },
	{ "A:  two\n", "A= two@1;|", "" },
	{ "A: b\n+  two\n", "A=b\n two@1;|", "" },
	{ "A: b\n+ # c\n+ + d\n", "A=b\n# c\n+ d@1;|", "" },
	{ "#\xff\xfe\x01\nA: b\n", "A=b@2;|", "" },
	{ "A: \xe9\x82\xae e\xcc\x81\n", "A=\xe9\x82\xae e\xcc\x81@1;|", "" },
	{ "+ b\nA: b\n", "A=b@2;|",
	    "f:1: error: a line of `+` without a field above it\n" },
	{ "A: b\n\n+ c\n", "A=b@1;|",
	    "f:3: error: a line of `+` without a field above it\n" },
	{ "A: b\n+c\nD: e\n", "A=b@1;D=e@3;|",
	    "f:2: error: expected a blank after `+`\n" },
	{ "1A: b\n", "",
	    "f:1: error: expected `Name: value`, `+ `, `#` or a blank line\n" },
	/* What goes on with a bad line is not told again. */
	{ "A: b\nC-d: e\n+ f\n+ g\nH: i\n", "A=b@1;H=i@5;|",
	    "f:2: error: expected `Name: value`, `+ `, `#` or a blank line\n" },
	{ "A: b \n+ c\n\nD: e\n", "D=e@4;|",
	    "f:1: error: line ends in a blank\n" },
	{ "A: b\n+ \n", "A=b@1;|", "f:2: error: line ends in a blank\n" },
	{ "A: b\\\nC: d\n", "C=d@2;|",
	    "f:1: error: line ends in a backslash\n" },
	{ "A: b\r\nC: d\n", "C=d@2;|",
	    "f:1: error: control character U+000D\n" },
	{ "A: \tb\n", "", "f:1: error: control character U+0009\n" },
	{ "A: \xe2\x80\xaeno\n", "", "f:1: error: control character U+202E\n" },
	{ "A: b\n+ \xff\nC: d\n", "A=b@1;C=d@3;|",
	    "f:2: error: invalid UTF-8\n" },
	{ "\xef\xbb\xbf"
	  "A: b\n",
	    "", "f:1: error: control character U+FEFF\n" },
};

START_TEST(a_file_is_read_as_it_stands)
{
	struct parsed parsed;
	char *fields;

	parse_bytes(&parsed, files[_i].bytes, strlen(files[_i].bytes));
	fields = all_fields(&parsed.file);
	ck_assert_str_eq(fields, files[_i].fields);
	ck_assert_str_eq(text_string(&parsed.told), files[_i].told);
	free(fields);
	release(&parsed);
}
END_TEST

START_TEST(a_nul_ends_no_file)
{
	static const char bytes[] = "A: b\0c\nD: e\n";
	struct parsed parsed;
	char *fields;

	parse_bytes(&parsed, bytes, sizeof(bytes) - 1);
	fields = all_fields(&parsed.file);
	ck_assert_str_eq(fields, "D=e@2;|");
	ck_assert_str_eq(text_string(&parsed.told),
	    "f:1: error: control character U+0000\n");
	free(fields);
	release(&parsed);
}
END_TEST

START_TEST(a_line_of_a_megabyte_is_a_line)
{
	size_t length = 1u << 20;
	char *bytes = malloc(length);
	struct parsed parsed;

	memset(bytes, 'x', length);
	memcpy(bytes, "A: ", 3);
	parse_bytes(&parsed, bytes, length);
	ck_assert_uint_eq(parsed.file.record_count, 1);
	ck_assert_uint_eq(strlen(parsed.file.fields[0].value), length - 3);
	ck_assert_str_eq(text_string(&parsed.told), "");
	free(bytes);
	release(&parsed);
}
END_TEST

START_TEST(a_value_of_a_hundred_thousand_lines_is_a_value)
{
	struct text bytes = { 0 };
	struct parsed parsed;
	size_t count = 100000;

	text_append(&bytes, "A: b\n");
	for (size_t i = 0; i < count; i++)
		text_append(&bytes, "+ c\n");
	text_append(&bytes, "D: e\n");
	parse_bytes(&parsed, bytes.data, bytes.length);
	ck_assert_uint_eq(parsed.file.field_count, 2);
	ck_assert_uint_eq(strlen(parsed.file.fields[0].value), 1 + 2 * count);
	ck_assert_uint_eq(parsed.file.fields[1].line, count + 2);
	text_release(&bytes);
	release(&parsed);
}
END_TEST

START_TEST(the_bytes_are_copied)
{
	char bytes[] = "A: b\n";
	struct parsed parsed;

	parse_bytes(&parsed, bytes, strlen(bytes));
	memset(bytes, 'z', strlen(bytes));
	ck_assert_str_eq(parsed.file.fields[0].value, "b");
	release(&parsed);
}
END_TEST

/* Every field has a name and a value without harm, and they are in order. */
static void
check_sound(const struct record_file *file)
{
	size_t next = 0;
	unsigned line = 0;

	for (size_t i = 0; i < file->record_count; i++) {
		EXPECT(file->records[i].first == next);
		EXPECT(file->records[i].count >= 1);
		next += file->records[i].count;
	}
	EXPECT(next == file->field_count);
	for (size_t i = 0; i < file->field_count; i++) {
		const struct field *field = &file->fields[i];

		EXPECT(field->line > line);
		line = field->line;
		EXPECT(field->name[0] != '\0');
		EXPECT(is_harmless(field->name, strlen(field->name)));
		EXPECT(is_harmless(field->value, strlen(field->value)));
	}
}

START_TEST(nonsense_never_gets_into_a_value)
{
	static const char *const parts[] = { "\n", "\n\n", "+ ", "+", "# ",
		"A: ", "B_2: ", "x", " ", "\\", ":", "\t", "\r", "\x1b[",
		"\xff", "\xe2\x80\xae", "\xc2\x9b", "\xe9\x82\xae",
		"\xcc\x81" };
	uint32_t seed = 42;

	for (unsigned round = 0; round < 5000; round++) {
		struct text bytes = { 0 };
		struct parsed parsed;

		for (unsigned i = next_random(&seed) % 60; i > 0; i--)
			text_append(&bytes,
			    parts[next_random(&seed) % COUNT(parts)]);
		if (round % 3 == 0)
			text_append_bytes(&bytes, "\0", 1);
		parse_bytes(&parsed, text_string(&bytes), bytes.length);
		check_sound(&parsed.file);
		EXPECT(
		    is_harmless(text_string(&parsed.told), parsed.told.length));
		text_release(&bytes);
		release(&parsed);
	}
}
END_TEST

START_TEST(random_bytes_are_read_to_their_end)
{
	uint32_t seed = 4711;
	char bytes[256];

	for (unsigned round = 0; round < 5000; round++) {
		struct parsed parsed;

		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)next_random(&seed);
		parse_bytes(&parsed, bytes, sizeof(bytes));
		check_sound(&parsed.file);
		release(&parsed);
	}
}
END_TEST

Suite *
record_suite(void)
{
	Suite *suite = suite_create("record");
	const TTest *const tests[] = { a_nul_ends_no_file,
		a_line_of_a_megabyte_is_a_line,
		a_value_of_a_hundred_thousand_lines_is_a_value,
		the_bytes_are_copied, nonsense_never_gets_into_a_value,
		random_bytes_are_read_to_their_end };
	TCase *loop = tcase_create("files");

	ADD_TESTS(suite, "record", tests);
	tcase_add_loop_test(loop, a_file_is_read_as_it_stands, 0,
	    (int)COUNT(files));
	suite_add_tcase(suite, loop);
	return suite;
}
