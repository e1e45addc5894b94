#include "json_parts.h"

#include <stdlib.h>

void
json_put(struct json_output *output, json_t *object, const char *key,
    json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		output->failed = true;
}

void
json_add(struct json_output *output, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		output->failed = true;
}

json_t *
json_text(const char *string)
{
	return string == NULL || string[0] == '\0' ? json_null() :
						     json_string(string);
}

json_t *
json_verdict(const struct reference *reference, const struct verdict_row *row)
{
	if (row->verdict == VERDICT_UNSAID)
		return json_null();
	return json_pack("{s:s, s:s}", "verdict", verdict_names[row->verdict],
	    "text", reference_string(reference, row->text));
}

json_t *
json_who(const char *direction, uint32_t role, const char *text)
{
	return json_pack("{s:s?, s:s?, s:s}", "direction", direction, "who",
	    role_names[role], "text", text);
}

json_t *
json_whos(struct json_output *output, const struct reference *reference,
    struct slice who)
{
	json_t *array = json_array();

	for (uint32_t i = 0; i < who.count; i++) {
		const struct who_row *row = reference_who(reference, who, i);

		json_add(output, array,
		    json_who(direction_names[row->direction], row->role,
			reference_string(reference, row->text)));
	}
	return array;
}

bool
json_finish(struct json_output *output, json_t *root, struct text *text)
{
	char *dump = output->failed ? NULL : json_dumps(root, JSON_COMPACT);

	json_decref(root);
	if (dump == NULL)
		return false;
	text_append(text, dump);
	text_append_char(text, '\n');
	free(dump);
	return !text->failed;
}
