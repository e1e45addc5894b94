/* The tables as C source. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "emit.h"

static char *
emit(const struct tables *tables)
{
	struct text text = { 0 };

	emit_tables(&text, tables, "some_tables");
	ck_assert(!text.failed);
	return text.data;
}

/* Reads the strings of a C initializer back; returns how many bytes. */
static size_t
read_strings(const char *at, char *bytes, size_t room)
{
	size_t count = 0;
	bool inside = false;

	for (; *at != ';' || inside; at++) {
		EXPECT(*at != '\0');
		if (*at == '"') {
			inside = !inside;
			continue;
		}
		if (!inside)
			continue;
		EXPECT(*at >= ' ' && *at <= '~');
		EXPECT(count < room);
		if (*at != '\\') {
			EXPECT(*at != '?');
			bytes[count++] = *at;
		} else if (at[1] >= '0' && at[1] <= '7') {
			/* Exactly three digits: none of the text's gets in. */
			EXPECT(at[2] >= '0' && at[2] <= '7');
			EXPECT(at[3] >= '0' && at[3] <= '7');
			bytes[count++] = (char)((at[1] - '0') * 64 +
			    (at[2] - '0') * 8 + (at[3] - '0'));
			at += 3;
		} else {
			EXPECT(strchr("\"\\?", at[1]) != NULL);
			bytes[count++] = *++at;
		}
	}
	return count;
}

/* Reads `{ 1u,2u, ... }` behind the name of an array. */
static size_t
read_numbers(const char *source, const char *name, uint32_t *numbers,
    size_t room)
{
	struct text start = { 0 };
	const char *at;
	size_t count = 0;

	text_printf(&start, " %s[] = {", name);
	at = strstr(source, start.data);
	ck_assert_msg(at != NULL, "no array is named %s", name);
	for (at += start.length; *at != '}'; at++) {
		char *end;

		if (*at < '0' || *at > '9')
			continue;
		EXPECT(count < room);
		numbers[count++] = (uint32_t)strtoul(at, &end, 10);
		at = end;
	}
	text_release(&start);
	return count;
}

START_TEST(the_pool_is_written_to_the_byte)
{
	const struct tables *tables = &fixture()->tables;
	char *source = emit(tables);
	char *bytes = calloc(tables->pool_size + 1, 1);
	const char *at = strstr(source, "pool[");

	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(strtoul(at + 5, NULL, 10), tables->pool_size);
	/* C itself adds the last NUL. */
	ck_assert_uint_eq(read_strings(strchr(at, '='), bytes,
			      tables->pool_size),
	    tables->pool_size - 1);
	ck_assert_mem_eq(bytes, tables->pool, tables->pool_size);
	free(bytes);
	free(source);
}
END_TEST

START_TEST(rows_are_written_number_by_number)
{
	const struct tables *tables = &fixture()->tables;
	char *source = emit(tables);
	uint32_t *numbers = calloc(100000, sizeof(*numbers));

#define CHECK_ROWS(rows, row_count) \
	do { \
		size_t size = tables->row_count * sizeof(*tables->rows); \
		ck_assert_uint_eq(read_numbers(source, #rows, numbers, \
				      100000) * \
			sizeof(*numbers), \
		    size); \
		ck_assert_mem_eq(numbers, tables->rows, size); \
	} while (0)
	CHECK_ROWS(entries, entry_count);
	CHECK_ROWS(examples, example_count);
	CHECK_ROWS(digits, digit_count);
	CHECK_ROWS(whos, who_count);
	CHECK_ROWS(whys, why_count);
	CHECK_ROWS(fixes, fix_count);
	CHECK_ROWS(strings, string_count);
	CHECK_ROWS(links, link_count);
#undef CHECK_ROWS
	free(numbers);
	free(source);
}
END_TEST

START_TEST(the_same_tables_give_the_same_bytes)
{
	char *first = emit(&fixture()->tables);
	char *second = emit(&fixture()->tables);

	ck_assert_str_eq(first, second);
	free(first);
	free(second);
}
END_TEST

START_TEST(the_function_has_the_name_that_was_asked_for)
{
	char *source = emit(&fixture()->tables);

	ck_assert_ptr_nonnull(
	    strstr(source, "void\nsome_tables(struct tables *tables)\n"));
	free(source);
}
END_TEST

/* Every byte that C reads in its own way: quotes, escapes, trigraphs, NUL. */
START_TEST(bytes_with_a_sense_in_c_are_escaped)
{
	static const char pool[] = "\0\"\\?"
				   "?=\n\t\r1\0012\xff"
				   "9%s*/\0";
	struct tables tables = { .pool = pool, .pool_size = sizeof(pool) };
	char bytes[sizeof(pool)] = "";
	char *source = emit(&tables);

	ck_assert_uint_eq(read_strings(strchr(strstr(source, "pool["), '='),
			      bytes, sizeof(bytes)),
	    sizeof(pool) - 1);
	ck_assert_mem_eq(bytes, pool, sizeof(pool) - 1);
	free(source);
}
END_TEST

START_TEST(a_table_without_rows_has_an_element_all_the_same)
{
	struct tables tables = { .pool = "", .pool_size = 1 };
	char *source = emit(&tables);
	uint32_t number = 1;

	ck_assert_uint_eq(read_numbers(source, "entries", &number, 1), 1);
	ck_assert_uint_eq(number, 0);
	ck_assert_ptr_nonnull(strstr(source, "tables->entry_count = 0;"));
	free(source);
}
END_TEST

Suite *
emit_suite(void)
{
	Suite *suite = suite_create("emit");
	const TTest *const tests[] = { the_pool_is_written_to_the_byte,
		rows_are_written_number_by_number,
		the_same_tables_give_the_same_bytes,
		the_function_has_the_name_that_was_asked_for,
		bytes_with_a_sense_in_c_are_escaped,
		a_table_without_rows_has_an_element_all_the_same };

	ADD_TESTS(suite, "emit", tests);
	return suite;
}
