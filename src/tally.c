#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

enum {
	HASH_DIGITS = 16,
	SCHEMA = 1,
};

/* Of one line: what every reader of JSON has exactly. */
static const json_int_t MOST = (json_int_t)1 << 53;

static const char beginning[] = "{\"schema\":1,\"direction\":";

bool
tally_is(const char *line, size_t length)
{
	return length > sizeof(beginning) && line[0] == '{' &&
	    memcmp(line, beginning, sizeof(beginning) - 1) == 0;
}

/* Writing --------------------------------------------------------------- */

static json_t *
word(const char *string)
{
	return string == NULL || string[0] == '\0' ? json_null() :
						     json_string(string);
}

static json_t *
time_text(const struct event_time *time)
{
	char written[EVENT_TIME_SIZE];

	event_time_write(written, time);
	return word(written);
}

static json_t *
hashes(const struct sketch *sketch)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sketch->count; i++)
		json_array_append_new(array,
		    json_sprintf("%016llx",
			(unsigned long long)sketch->hashes[i]));
	return array;
}

/* A sample is what a reader needs to find the line, and who it was about. */
static json_t *
sample_object(const struct counted_sample *sample)
{
	const struct {
		const char *key, *string;
	} rest[] = { { "host", sample->host }, { "message", sample->message },
		{ "recipient", sample->recipient }, { "relay", sample->relay },
		{ "client", sample->client },
		{ "reported", sample->reported } };
	json_t *object;
	int failed;

	if (sample->bytes == NULL)
		return json_null();
	object = json_object();
	failed = json_object_set_new(object, "line", json_string(sample->line));
	failed |= json_object_set_new(object, "time", time_text(&sample->time));
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		failed |= json_object_set_new(object, rest[i].key,
		    word(rest[i].string));
	if (failed == 0)
		return object;
	json_decref(object);
	return NULL;
}

static bool
write_row(struct text *text, const struct counted *row,
    const struct reference *reference)
{
	const struct counted_key *key = &row->key;
	json_t *object;
	char *dump;

	object = json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:o, "
			   "s:o, s:o}",
	    "schema", SCHEMA, "direction",
	    word(direction_names[key->direction]), "disposition",
	    word(disposition_names[key->disposition]), "code",
	    key->code == 0 ? json_null() : json_sprintf("%u", key->code),
	    "status", word(key->status), "cause",
	    word(reference_name(reference, key->cause)), "text",
	    key->text == NULL ? json_null() :
				json_stringn(key->text, key->length),
	    "count", (json_int_t)row->count, "hashes", hashes(&row->messages),
	    "first", time_text(&row->first), "last", time_text(&row->last),
	    "sample", sample_object(&row->sample));
	dump = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (dump == NULL)
		return false;
	text_append(text, dump);
	text_append_char(text, '\n');
	free(dump);
	return !text->failed;
}

static bool
write_rows(struct text *text, const struct counts *counts,
    const struct reference *reference)
{
	size_t count;
	struct counted **rows = counts_sorted(counts, &count);
	bool done = rows != NULL ||
	    counts->kept_count + counts->rest_count == 0;

	for (size_t i = 0; i < count && done; i++)
		done = write_row(text, rows[i], reference);
	free(rows);
	return done;
}

/* Masks a string, kept in a text. */
static struct piece
mask(struct redact *redact, const char *string, struct text *text)
{
	redact_append(redact, text, string, strlen(string));
	return (struct piece) { text_string(text), text->length };
}

/* Gives a row the masked sample of another one. */
static void
mask_sample(struct counted *row, const struct counted_sample *sample,
    struct redact *redact)
{
	struct event event = { .time = sample->time };
	const struct {
		const char *string;
		struct piece *piece;
	} parts[] = { { sample->host, &event.host },
		{ sample->message, &event.message },
		{ sample->recipient, &event.recipient },
		{ sample->relay, &event.relay },
		{ sample->client, &event.client },
		{ sample->reported, &event.reported } };
	enum {
		PARTS = sizeof(parts) / sizeof(parts[0])
	};
	struct text texts[PARTS + 1] = { { 0 } };
	struct piece line;

	redact_note_host(redact, sample->host, strlen(sample->host));
	line = mask(redact, sample->line, &texts[PARTS]);
	for (size_t i = 0; i < PARTS; i++)
		*parts[i].piece = mask(redact, parts[i].string, &texts[i]);
	counted_offer_line(row, &event, &line);
	for (size_t i = 0; i < PARTS + 1; i++) {
		row->failed = row->failed || texts[i].failed;
		text_release(&texts[i]);
	}
}

/* Adds a row under its masked text, with a masked sample. */
static bool
add_masked(struct counts *masked, const struct counted *row,
    struct redact *redact)
{
	const char *recipient = row->sample.recipient;
	struct counted_key key = row->key;
	struct counted copy = *row, *into = NULL, *with;
	struct text text = { 0 };

	redact_note_user(redact, recipient,
	    recipient == NULL ? 0 : strlen(recipient));
	if (key.text != NULL) {
		redact_append(redact, &text, key.text, key.length);
		key.text = text_string(&text);
		key.length = text.length;
	}
	with = text.failed ? NULL : counted_new(&key, 0, row->class);
	if (with != NULL) {
		if (row->sample.bytes != NULL)
			mask_sample(with, &row->sample, redact);
		copy.sample = with->sample;
		into = counts_row(masked, &key, row->class);
	}
	if (into != NULL) {
		counted_merge(into, &copy);
		into->failed = into->failed || with->failed;
	}
	counted_free(with);
	text_release(&text);
	return into != NULL && !into->failed;
}

bool
tally_write(struct text *text, const struct counts *counts,
    const struct reference *reference, struct redact *redact)
{
	struct counts masked = { 0 };
	bool done = true;

	if (redact == NULL)
		return write_rows(text, counts, reference);
	redact->fixed = true;
	for (size_t i = 0; i < counts->kept_count && done; i++)
		done = add_masked(&masked, counts->kept[i], redact);
	for (size_t i = 0; i < counts->rest_count && done; i++)
		done = add_masked(&masked, counts->rests[i], redact);
	done = done && write_rows(text, &masked, reference);
	counts_release(&masked);
	return done;
}

/* Reading: other people may have made it ---------------------------------- */

static const char *
string_of(const json_t *object, const char *key)
{
	const char *string = json_string_value(json_object_get(object, key));

	return string == NULL ? "" : string;
}

/* A value out of a closed set; absent is the first one. */
static bool
read_word(const json_t *object, const char *key, const char *const *names,
    uint32_t count, uint32_t *number)
{
	const char *name = string_of(object, key);

	*number = 0;
	if (name[0] == '\0')
		return true;
	*number = vocabulary_find(names, count, name, strlen(name));
	return *number < count;
}

static bool
read_hashes(const json_t *object, struct sketch *sketch)
{
	const json_t *array = json_object_get(object, "hashes");
	size_t count = json_array_size(array);

	if (!json_is_array(array) || count > SKETCH_LIMIT)
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *digits = json_string_value(
		    json_array_get(array, i));
		char *end;
		uint64_t hash;

		if (digits == NULL || strlen(digits) != HASH_DIGITS ||
		    strspn(digits, "0123456789abcdef") != HASH_DIGITS)
			return false;
		hash = strtoull(digits, &end, 16);
		sketch_add(sketch, hash);
	}
	return !sketch->failed;
}

/* Any of three digits: servers and services send 850 and 605, too. */
static bool
read_code(const char *digits, unsigned *code)
{
	*code = 0;
	if (digits[0] == '\0')
		return true;
	if (strlen(digits) != 3 || strspn(digits, "0123456789") != 3 ||
	    digits[0] < '2')
		return false;
	for (size_t i = 0; i < 3; i++)
		*code = *code * 10 + (unsigned)(digits[i] - '0');
	return true;
}

static bool
read_key(struct counted_key *key, const json_t *object,
    const struct reference *reference)
{
	const char *code = string_of(object, "code");
	const char *status = string_of(object, "status");
	const char *cause = string_of(object, "cause");
	const json_t *text = json_object_get(object, "text");
	struct status parsed;
	uint32_t direction, disposition;

	if (!read_word(object, "direction", direction_names, DIRECTIONS,
		&direction) ||
	    !read_word(object, "disposition", disposition_names, DISPOSITIONS,
		&disposition))
		return false;
	*key = (struct counted_key) { .direction = direction,
		.disposition = disposition,
		.cause = TABLES_NONE };
	if (!read_code(code, &key->code))
		return false;
	if (status[0] != '\0' &&
	    (strlen(status) >= sizeof(key->status) ||
		!status_parse(status, strlen(status), &parsed) ||
		status_class(parsed.classes) == 0 ||
		parsed.detail_from != parsed.detail_to))
		return false;
	memcpy(key->status, status, strlen(status) + 1);
	if (cause[0] != '\0')
		key->cause = reference_find_name(reference, ENTRY_CAUSE, cause,
		    strlen(cause));
	key->text = json_string_value(text);
	key->length = json_string_length(text);
	return true;
}

static void
set_piece(struct piece *piece, const json_t *object, const char *key)
{
	const json_t *string = json_object_get(object, key);

	piece->bytes = string_of(object, key);
	piece->length = json_string_length(string);
}

/* Adds the sample; it is outside text again. */
static bool
read_sample(struct counted *row, const json_t *object)
{
	const json_t *sample = json_object_get(object, "sample");
	struct event event = { 0 };
	struct piece line;

	if (!json_is_object(sample))
		return json_is_null(sample);
	set_piece(&line, sample, "line");
	set_piece(&event.host, sample, "host");
	set_piece(&event.message, sample, "message");
	set_piece(&event.recipient, sample, "recipient");
	set_piece(&event.relay, sample, "relay");
	set_piece(&event.client, sample, "client");
	set_piece(&event.reported, sample, "reported");
	if (!event_time_read(string_of(sample, "time"), &event.time))
		return false;
	counted_offer_line(row, &event, &line);
	return true;
}

/* A row by itself, of what the object tells. NULL if that is not valid. */
static struct counted *
read_row(const json_t *object, const struct reference *reference)
{
	json_int_t count = json_integer_value(json_object_get(object, "count"));
	struct counted_key key;
	struct counted *row;
	unsigned class;

	if (!read_key(&key, object, reference) || count <= 0 || count > MOST)
		return NULL;
	class = key.code != 0	  ? key.code / 100 :
	    key.status[0] != '\0' ? (unsigned)(key.status[0] - '0') :
				    0;
	row = counted_new(&key, 0, class);
	if (row == NULL)
		return NULL;
	row->count = (uint64_t)count;
	if (event_time_read(string_of(object, "first"), &row->first) &&
	    event_time_read(string_of(object, "last"), &row->last) &&
	    read_hashes(object, &row->messages) && read_sample(row, object))
		return row;
	counted_free(row);
	return NULL;
}

/* Text of a tally was inert; what is not any more is made so. */
static bool
make_inert(struct counted_key *key, struct text *inert)
{
	if (key->text == NULL)
		return true;
	text_append_inert(inert, key->text, key->length, false);
	key->text = text_string(inert);
	key->length = inert->length;
	return !inert->failed;
}

uint64_t
tally_read(struct counts *counts, const struct reference *reference,
    const char *line, size_t length)
{
	json_t *object = json_loadb(line, length, JSON_REJECT_DUPLICATES, NULL);
	struct counted *row = NULL, *into = NULL;
	struct counted_key key;
	struct text inert = { 0 };
	uint64_t replies = 0;

	if (object != NULL)
		row = read_row(object, reference);
	if (row != NULL) {
		key = row->key;
		if (make_inert(&key, &inert))
			into = counts_row(counts, &key, row->class);
	}
	if (into != NULL) {
		counted_merge(into, row);
		replies = row->count;
	}
	counted_free(row);
	text_release(&inert);
	json_decref(object);
	return replies;
}
