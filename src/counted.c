#include "counted.h"

#include <stdlib.h>
#include <string.h>

enum {
	SAMPLE_STRINGS = 7,
	RECENT_LIMIT = 400, /* bytes of a line kept to be shown */
	RECENT_ALWAYS = 16, /* lines; of more only some are kept: it costs */
	RECENT_EVERY = 61,  /* one in so many */
	SHORT_LIMIT = 256,  /* bytes of a name or address that are kept */
};

struct counted *
counted_new(const struct counted_key *key, uint64_t hash, unsigned class)
{
	struct counted *counted = calloc(1, sizeof(*counted));
	char *text = NULL;

	if (counted == NULL)
		return NULL;
	if (key->text != NULL) {
		text = malloc(key->length + 1);
		if (text == NULL) {
			free(counted);
			return NULL;
		}
		memcpy(text, key->text, key->length);
		text[key->length] = '\0';
	}
	counted->key = *key;
	counted->key.text = text;
	counted->hash = hash;
	counted->class = class;
	return counted;
}

void
counted_free(struct counted *counted)
{
	if (counted == NULL)
		return;
	free((char *)counted->key.text);
	free(counted->sample.bytes);
	for (size_t i = 0; i < counted->recent_count; i++)
		free(counted->recent[i]);
	sketch_release(&counted->messages);
	toplist_release(&counted->recipients);
	toplist_release(&counted->domains);
	toplist_release(&counted->relays);
	free(counted);
}

uint64_t
counted_hash(const struct counted_key *key)
{
	uint64_t state = HASH_SEED;
	const unsigned char numbers[] = { (unsigned char)key->direction,
		(unsigned char)key->disposition, (unsigned char)key->code,
		(unsigned char)(key->code >> 8), key->text == NULL };

	state = hash_bytes(state, (const char *)numbers, sizeof(numbers));
	state = hash_bytes(state, key->status, strlen(key->status) + 1);
	/* The cause is the text's, and another number in another version. */
	return sketch_hash_end(hash_bytes(state, key->text, key->length));
}

bool
counted_equals(const struct counted_key *left, const struct counted_key *right)
{
	return left->direction == right->direction &&
	    left->disposition == right->disposition &&
	    left->code == right->code && left->cause == right->cause &&
	    left->length == right->length &&
	    (left->text == NULL) == (right->text == NULL) &&
	    strcmp(left->status, right->status) == 0 &&
	    (left->length == 0 ||
		memcmp(left->text, right->text, left->length) == 0);
}

int
counted_compare(const struct counted_key *left, const struct counted_key *right)
{
	size_t common = left->length < right->length ? left->length :
						       right->length;
	int order;

	if (left->direction != right->direction)
		return left->direction < right->direction ? -1 : 1;
	if (left->disposition != right->disposition)
		return left->disposition < right->disposition ? -1 : 1;
	if (left->code != right->code)
		return left->code < right->code ? -1 : 1;
	order = strcmp(left->status, right->status);
	if (order != 0)
		return order;
	if (left->cause != right->cause)
		return left->cause < right->cause ? -1 : 1;
	if ((left->text == NULL) != (right->text == NULL))
		return left->text == NULL ? -1 : 1;
	order = common == 0 ? 0 : memcmp(left->text, right->text, common);
	if (order != 0)
		return order;
	return (left->length > right->length) - (left->length < right->length);
}

/* Appends a piece made inert and cut, with its NUL. */
static void
append_piece(struct text *text, const struct piece *piece, size_t limit)
{
	size_t start = text->length;

	/* Made inert it is no shorter: what is surely cut is not made. */
	text_append_inert(text, piece->bytes,
	    text_cut(piece->bytes, piece->length, limit), false);
	if (text->failed)
		return;
	text->length = start +
	    text_cut(text->data + start, text->length - start, limit);
	text_append_char(text, '\0');
}

/* The same of a line, with a mark if it is cut. */
static void
append_line(struct text *text, const struct piece *line, size_t limit)
{
	static const char mark[] = "...";
	size_t start = text->length, marked = limit - strlen(mark);

	append_piece(text, line, limit);
	if (text->failed ||
	    (line->length <= limit && text->length - start - 1 < limit))
		return;
	text->length = start +
	    text_cut(text->data + start, text->length - start - 1, marked);
	text_append(text, mark);
	text_append_char(text, '\0');
}

/* Points the strings of a sample into its bytes. */
static void
point_strings(struct counted_sample *sample)
{
	const char **strings[SAMPLE_STRINGS] = { &sample->line, &sample->host,
		&sample->message, &sample->recipient, &sample->relay,
		&sample->client, &sample->reported };
	const char *at = sample->bytes;

	for (size_t i = 0; i < SAMPLE_STRINGS; i++) {
		*strings[i] = at;
		at += strlen(at) + 1;
	}
}

/* All strings of a sample, with their NULs. */
static size_t
sample_size(const struct counted_sample *sample)
{
	return (size_t)(sample->reported - sample->bytes) +
	    strlen(sample->reported) + 1;
}

/* Does one come before the other, by time and then by bytes? */
static bool
comes_before(const struct event_time *time, const char *bytes, size_t size,
    const struct counted_sample *other)
{
	size_t other_size;
	int order;

	if (other->bytes == NULL)
		return true;
	order = event_time_order(time, &other->time);
	if (order != 0)
		return order < 0;
	other_size = sample_size(other);
	order = memcmp(bytes, other->bytes,
	    size < other_size ? size : other_size);
	return order < 0;
}

static void
set_sample(struct counted *counted, char *bytes, const struct event_time *time)
{
	free(counted->sample.bytes);
	counted->sample.bytes = bytes;
	counted->sample.time = *time;
	point_strings(&counted->sample);
}

void
counted_offer_line(struct counted *counted, const struct event *event,
    const struct piece *line)
{
	struct text text = { 0 };

	/* Most lines come later than the one that is kept. */
	if (counted->sample.bytes != NULL &&
	    event_time_order(&event->time, &counted->sample.time) > 0)
		return;
	append_line(&text, line, SAMPLE_LIMIT);
	/* Nor need those be made whole that come later by their bytes. */
	if (!text.failed && counted->sample.bytes != NULL &&
	    event_time_order(&event->time, &counted->sample.time) == 0 &&
	    strcmp(text.data, counted->sample.line) > 0) {
		text_release(&text);
		return;
	}
	append_piece(&text, &event->host, SHORT_LIMIT);
	append_piece(&text, &event->message, SHORT_LIMIT);
	append_piece(&text, &event->recipient, SHORT_LIMIT);
	append_piece(&text, &event->relay, SHORT_LIMIT);
	append_piece(&text, &event->client, SHORT_LIMIT);
	append_piece(&text, &event->reported, SHORT_LIMIT);
	counted->failed = counted->failed || text.failed;
	if (text.failed ||
	    !comes_before(&event->time, text.data, text.length,
		&counted->sample)) {
		text_release(&text);
		return;
	}
	set_sample(counted, text.data, &event->time);
}

static void
offer_sample(struct counted *counted, const struct counted_sample *sample)
{
	size_t size;
	char *bytes;

	if (sample->bytes == NULL)
		return;
	size = sample_size(sample);
	if (!comes_before(&sample->time, sample->bytes, size, &counted->sample))
		return;
	bytes = malloc(size);
	if (bytes == NULL) {
		counted->failed = true;
		return;
	}
	memcpy(bytes, sample->bytes, size);
	set_sample(counted, bytes, &sample->time);
}

/* Keeps the second line and those behind it, the newest in turns. */
static void
keep_recent(struct counted *counted, const struct piece *line)
{
	size_t place = (counted->count - 2) % COUNTED_RECENT;
	struct text text = { 0 };

	if (counted->count < 2 ||
	    (counted->count > RECENT_ALWAYS &&
		counted->count % RECENT_EVERY != 0))
		return;
	append_line(&text, line, RECENT_LIMIT);
	if (text.failed) {
		text_release(&text);
		return;
	}
	if (counted->recent_count < COUNTED_RECENT)
		place = counted->recent_count++;
	else
		free(counted->recent[place]);
	counted->recent[place] = text.data;
}

static void
widen(struct counted *counted, const struct event_time *first,
    const struct event_time *last)
{
	if (first->said &&
	    (!counted->first.said ||
		event_time_order(first, &counted->first) < 0))
		counted->first = *first;
	if (last->said &&
	    (!counted->last.said || event_time_order(last, &counted->last) > 0))
		counted->last = *last;
}

/* The domain of an address; all of it if it has none. */
static void
add_domain(struct toplist *list, const struct piece *address)
{
	size_t at = address->length;

	while (at > 0 && address->bytes[at - 1] != '@')
		at--;
	if (at > 0 && at < address->length)
		toplist_add(list, address->bytes + at, address->length - at);
}

void
counted_add(struct counted *counted, const struct counted_line *line)
{
	const struct event *event = line->event;
	const struct piece *peer = event->relay.length > 0 ? &event->relay :
							     &event->client;

	counted->count++;
	sketch_add(&counted->messages, line->message);
	widen(counted, &event->time, &event->time);
	counted_offer_line(counted, event, &line->line);
	keep_recent(counted, &line->line);
	if (line->names_recipient && event->recipient.length > 0)
		toplist_add(&counted->recipients, event->recipient.bytes,
		    event->recipient.length);
	add_domain(&counted->domains, &event->recipient);
	if (peer->length > 0)
		toplist_add(&counted->relays, peer->bytes, peer->length);
}

void
counted_merge(struct counted *counted, const struct counted *other)
{
	counted->count += other->count;
	counted->later += other->later;
	sketch_merge(&counted->messages, &other->messages);
	widen(counted, &other->first, &other->last);
	offer_sample(counted, &other->sample);
	toplist_merge(&counted->recipients, &other->recipients);
	toplist_merge(&counted->domains, &other->domains);
	toplist_merge(&counted->relays, &other->relays);
}
