/* JSON written as it goes is what jansson would have written. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "json_write.h"

/* A random value, written, and built of jansson's. */
static json_t *
make_value(struct json_writer *writer, uint32_t *seed, unsigned depth)
{
	static const char *const strings[] = { "a", "\"", "\\", "a\nb",
		"\\x1b \\u{202e}", "\xc3\xbc\xe4\xbe\x8b", "</script>", "'" };
	static const char *const keys[] = { "a", "b", "c_d", "e" };
	uint32_t kind = next_random(seed) % (depth > 3 ? 6 : 8), number;
	json_t *value;

	switch (kind) {
	case 0:
		json_write_null(writer);
		return json_null();
	case 1:
		number = next_random(seed) % 2;
		json_write_bool(writer, number != 0);
		return json_boolean(number != 0);
	case 2:
		number = next_random(seed);
		json_write_number(writer, number);
		return json_integer(number);
	case 3:
		number = next_random(seed) % 1001;
		json_write_thousandths(writer, number);
		return json_real(number / 1000.0);
	case 4:
	case 5:
		number = next_random(seed) % COUNT(strings);
		json_write_text(writer, strings[number]);
		return json_string(strings[number]);
	case 6:
		value = json_array();
		json_open(writer, '[');
		for (number = next_random(seed) % 4; number > 0; number--)
			json_array_append_new(value,
			    make_value(writer, seed, depth + 1));
		json_close(writer, ']');
		return value;
	default:
		value = json_object();
		json_open(writer, '{');
		number = next_random(seed) % 5;
		for (uint32_t i = 0; i < number; i++) {
			json_key(writer, keys[i % 4]);
			json_object_set_new(value, keys[i % 4],
			    make_value(writer, seed, depth + 1));
			if (i == 3)
				break;
		}
		json_close(writer, '}');
		return value;
	}
}

START_TEST(it_is_what_jansson_writes)
{
	uint32_t seed = 17;

	for (unsigned i = 0; i < 5000; i++) {
		struct text text = { 0 };
		struct json_writer writer = { &text, false };
		json_t *value = make_value(&writer, &seed, 0);
		char *dump = json_dumps(value,
		    JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(3));

		EXPECT(dump != NULL);
		ck_assert_msg(strcmp(dump, text_string(&text)) == 0, "%s\n%s",
		    dump, text_string(&text));
		free(dump);
		json_decref(value);
		text_release(&text);
	}
}
END_TEST

/* Eight bytes are looked at together: an escape at each place of them. */
START_TEST(each_byte_is_looked_at)
{
	static const char escaped[] = "\"\\\n";
	char bytes[41];

	for (size_t length = 1; length < sizeof(bytes); length++)
		for (size_t at = 0; at < 3 * length; at++) {
			struct text text = { 0 };
			struct json_writer writer = { &text, false };
			json_t *value;
			char *dump;

			memset(bytes, '!', length);
			bytes[length] = '\0';
			bytes[at / 3] = escaped[at % 3];
			bytes[length / 2] = '#';
			value = json_string(bytes);
			dump = json_dumps(value, JSON_ENCODE_ANY);
			json_write_text(&writer, bytes);
			ck_assert_str_eq(text_string(&text), dump);
			free(dump);
			json_decref(value);
			text_release(&text);
		}
}
END_TEST

/* Each thousandth is read as the number that was meant. */
START_TEST(thousandths_are_exact)
{
	for (uint32_t i = 0; i <= 1000; i++) {
		struct text text = { 0 };
		struct json_writer writer = { &text, false };

		json_write_thousandths(&writer, i);
		EXPECT(strtod(text_string(&text), NULL) == i / 1000.0);
		text_release(&text);
	}
}
END_TEST

START_TEST(no_text_is_null)
{
	struct text text = { 0 };
	struct json_writer writer = { &text, false };

	json_open(&writer, '[');
	json_write_text(&writer, NULL);
	json_write_text(&writer, "");
	json_write_string(&writer, "", 0);
	json_write_number(&writer, UINT64_MAX);
	json_close(&writer, ']');
	ck_assert_str_eq(text_string(&text),
	    "[null,null,\"\",18446744073709551615]");
	text_release(&text);
}
END_TEST

Suite *
json_write_suite(void)
{
	Suite *suite = suite_create("json_write");
	const TTest *const tests[] = { it_is_what_jansson_writes,
		each_byte_is_looked_at, thousandths_are_exact,
		no_text_is_null };

	ADD_TESTS(suite, "json_write", tests);
	return suite;
}
