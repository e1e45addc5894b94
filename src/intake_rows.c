/* Which row a reply is counted under; each masked text is judged once. */
#include "intake_rows.h"

#include <stdlib.h>
#include <string.h>

#include "mask.h"

enum {
	MEMO_PLACES = 1 << 14,
	WAITING_PLACES = 1 << 16,
	MASKED_LIMIT = 2000, /* bytes of a masked text that are kept */
};

/* A masked text, as it was judged; the same one is not judged again. */
struct intake_memo {
	uint64_t hash;
	struct counted *row; /* NULL: it is no reply */
};

/* A deferred mail to a recipient, until it is delivered. */
struct intake_waiting {
	uint64_t hash;
	struct counted *row; /* NULL: it was delivered */
};

bool
intake_make_rows(struct intake *intake)
{
	intake->memo = calloc(MEMO_PLACES, sizeof(*intake->memo));
	intake->waiting = calloc(WAITING_PLACES, sizeof(*intake->waiting));
	return intake->memo != NULL && intake->waiting != NULL;
}

void
intake_forget(struct intake *intake)
{
	if (intake->generation == intake->counts.generation)
		return;
	memset(intake->memo, 0, MEMO_PLACES * sizeof(*intake->memo));
	memset(intake->waiting, 0, WAITING_PLACES * sizeof(*intake->waiting));
	intake->generation = intake->counts.generation;
}

/* By all that a judgement depends on. */
static uint64_t
hash_of_event(const struct intake *intake, const struct event *event)
{
	const unsigned numbers[] = { event->direction, event->disposition,
		event->code, event->class };
	uint64_t state = text_hash(0, (const char *)numbers, sizeof(numbers));

	state = text_hash(state, event->status.bytes, event->status.length);
	return text_hash(state, text_string(&intake->masked),
	    intake->masked.length);
}

static void
mask_reply(struct intake *intake, const struct piece *reply)
{
	struct mask_hosts hosts = known_hosts_for_mask(&intake->known);
	size_t length = reply_cut_tail(reply->bytes, reply->length);

	while (length > 0 && reply->bytes[length - 1] == ' ')
		length--;
	text_clear(&intake->masked);
	mask_append(&intake->masked, reply->bytes, length, &hosts);
	intake->masked.length = text_cut(text_string(&intake->masked),
	    intake->masked.length, MASKED_LIMIT);
}

static struct counted_key
key_of(struct intake *intake, const struct judgement *judgement)
{
	struct counted_key key = {
		.direction = judgement->event.direction,
		.disposition = judgement->event.disposition,
		.code = judgement->code,
		.cause = judgement_is_known(judgement) ?
		    judgement->found.cause :
		    TABLES_NONE,
	};

	memcpy(key.status, judgement->status, sizeof(key.status));
	text_clear(&intake->inert);
	text_append_inert(&intake->inert, text_string(&intake->masked),
	    intake->masked.length, false);
	key.text = text_string(&intake->inert);
	key.length = intake->inert.length;
	return key;
}

/* The row of an event that was not met before: it is judged. */
static struct counted *
judge_row(struct intake *intake, const struct event *event)
{
	struct event masked = *event;
	struct judgement judgement;
	struct counted_key key;

	masked.reply = (struct piece) { text_string(&intake->masked),
		intake->masked.length };
	judge_event(&intake->judge, &masked, &judgement);
	key = key_of(intake, &judgement);
	return counts_row(&intake->counts, &key, judgement.class);
}

/* Judges a text that stands by itself. False if it is no reply. */
static bool
judge_text(struct intake *intake, struct judgement *judgement)
{
	judge_text_alone(&intake->judge, text_string(&intake->masked),
	    intake->masked.length, judgement);
	return judgement->holds;
}

/* The row of a text that was not met before; NULL if it is no reply. */
static struct counted *
judge_text_row(struct intake *intake)
{
	struct judgement judgement;
	struct counted_key key;

	if (!judge_text(intake, &judgement))
		return NULL;
	key = key_of(intake, &judgement);
	return counts_row(&intake->counts, &key, judgement.class);
}

/* Is it the row that this event was counted under? */
static bool
is_row_of(const struct intake *intake, const struct counted *row,
    const struct event *event)
{
	return row->key.direction == event->direction &&
	    row->key.disposition == event->disposition &&
	    row->key.length == intake->masked.length &&
	    (row->key.length == 0 ||
		memcmp(row->key.text, text_string(&intake->masked),
		    row->key.length) == 0);
}

struct counted *
intake_row(struct intake *intake, const struct event *event, bool alone)
{
	uint64_t hash;
	struct intake_memo *memo;
	struct counted *row;

	mask_reply(intake, &event->reply);
	hash = hash_of_event(intake, event) + alone;
	memo = &intake->memo[hash & (MEMO_PLACES - 1)];
	if (memo->hash == hash &&
	    (memo->row == NULL ? alone : is_row_of(intake, memo->row, event)))
		return memo->row;
	row = alone ? judge_text_row(intake) : judge_row(intake, event);
	intake_forget(intake);
	*memo = (struct intake_memo) { hash, row };
	return row;
}

bool
intake_is_reply(struct intake *intake, const struct piece *text)
{
	struct judgement judgement;

	mask_reply(intake, text);
	return judge_text(intake, &judgement);
}

void
intake_follow(struct intake *intake, struct counted *row,
    const struct event *event)
{
	struct intake_waiting *waiting;
	uint64_t hash;

	if (event->message.length == 0 ||
	    (event->disposition != DISPOSITION_DEFERRED &&
		event->disposition != DISPOSITION_DELIVERED))
		return;
	hash = text_hash(0, event->message.bytes, event->message.length);
	hash = text_hash(hash, event->recipient.bytes, event->recipient.length);
	waiting = &intake->waiting[hash & (WAITING_PLACES - 1)];
	if (event->disposition == DISPOSITION_DEFERRED) {
		*waiting = (struct intake_waiting) { hash, row };
	} else if (waiting->hash == hash && waiting->row != NULL) {
		waiting->row->later++;
		waiting->row = NULL;
	} else if (waiting->row == NULL) {
		waiting->hash = hash;
	}
}

void
intake_follow_on(struct intake *intake, const struct intake *other)
{
	for (size_t i = 0; i < WAITING_PLACES; i++) {
		struct intake_waiting *waiting = &intake->waiting[i];

		if (waiting->row != NULL && other->waiting[i].row == NULL &&
		    other->waiting[i].hash == waiting->hash) {
			waiting->row->later++;
			waiting->row = NULL;
		}
	}
}
