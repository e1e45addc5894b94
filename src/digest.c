#include "digest.h"

#include <stdlib.h>
#include <string.h>

#include "digest_relay.h"
#include "outcome.h"

enum {
	TOPS = 3, /* names that are told */
};

const char *const digest_titles[DIGEST_GROUPS] = {
	[DIGEST_REMOTE] = "SAID BY OTHERS",
	[DIGEST_OWN] = "SAID BY YOUR OWN",
	[DIGEST_NONE] = "FOUND BY YOUR SERVER",
	[DIGEST_UNSAID] = "SAID BY WHOMEVER",
	[DIGEST_LOCAL] = "REFUSED BY YOU",
	[DIGEST_DELIVERED] = "DELIVERED",
};

const char *const digest_headings[DIGEST_GROUPS] = {
	[DIGEST_REMOTE] = "said to you by other servers",
	[DIGEST_OWN] = "said by parts of your own system",
	[DIGEST_NONE] = "found by your own server",
	[DIGEST_UNSAID] = "said by whomever: the input does not tell",
	[DIGEST_LOCAL] =
	    "refused by you: nothing to do unless the client is yours",
	[DIGEST_DELIVERED] = "delivered",
};

void
digest_release(struct digest *digest)
{
	free(digest->rows);
	*digest = (struct digest) { 0 };
}

static enum digest_group
group_of(const struct counted *counted)
{
	if (counted->key.disposition == DISPOSITION_DELIVERED ||
	    counted->class == 2 || counted->class == 3)
		return DIGEST_DELIVERED;
	switch (counted->key.direction) {
	case DIRECTION_REMOTE:
		return DIGEST_REMOTE;
	case DIRECTION_OWN:
		return DIGEST_OWN;
	case DIRECTION_NONE:
		return DIGEST_NONE;
	case DIRECTION_LOCAL:
		return DIGEST_LOCAL;
	default:
		return DIGEST_UNSAID;
	}
}

void
digest_judge(struct intake *intake, const struct counted *counted,
    struct judgement *judgement)
{
	const struct counted_key *key = &counted->key;
	const struct counted_sample *sample = &counted->sample;
	struct event event = {
		.direction = key->direction,
		.disposition = key->disposition,
		.reply = { key->text == NULL ? "" : key->text, key->length },
		.code = key->code,
		.status = piece_of(key->status),
		.class = counted->class,
		.time = sample->time,
	};

	if (sample->bytes != NULL) {
		event.host = piece_of(sample->host);
		event.message = piece_of(sample->message);
		event.recipient = piece_of(sample->recipient);
		event.relay = piece_of(sample->relay);
		event.client = piece_of(sample->client);
		event.reported = piece_of(sample->reported);
	}
	judge_event(&intake->judge, &event, judgement);
	if (key->text != NULL || key->cause == TABLES_NONE)
		return;
	/* The text was not kept, but what was made of it. */
	judgement->found.cause = key->cause;
	judgement->found.confidence = IDENTIFY_PROBABLE;
	judgement->found.alternative_count = 0;
	judgement->found.basis = BASIS_NONE;
}

/* By the cause alone, which is quick. */
static enum role
role_of(const struct intake *intake, const struct counted *counted)
{
	const struct reference *reference = intake->reference;
	const struct judgement judgement = {
		.holds = true,
		.event = { .direction = counted->key.direction,
		    .disposition = counted->key.disposition },
		.class = counted->class,
		.found = { .cause = counted->key.cause,
		    .confidence = IDENTIFY_ONE,
		    .example = TABLES_NONE,
		    .vendor = TABLES_NONE },
	};
	struct outcome outcome = outcome_of(reference, &judgement);
	bool one = reference_has_direction(reference, outcome.who,
	    counted->key.direction);

	for (uint32_t i = 0; i < outcome.who.count; i++) {
		const struct who_row *row = reference_who(reference,
		    outcome.who, i);

		if (!one || row->direction == counted->key.direction)
			return (enum role)row->role;
	}
	return ROLE_UNSAID;
}

static bool
has_status(const struct counted *counted, const struct status *wanted)
{
	struct status status;

	return status_parse(counted->key.status, strlen(counted->key.status),
		   &status) &&
	    (status.classes & wanted->classes) != 0 &&
	    status.subject == wanted->subject &&
	    status.detail_from >= wanted->detail_from &&
	    status.detail_from <= wanted->detail_to;
}

static bool
has_cause(const struct reference *reference, uint32_t cause, uint32_t wanted)
{
	return cause != TABLES_NONE &&
	    (cause == wanted ||
		reference_entry(reference, cause)->parent == wanted);
}

/* What is asked for, and of servers by which hosts they are told. */
struct wanted {
	const struct target *targets;
	size_t count;
	struct digest_relay *relays;
};

/* Is it what the target names? */
static bool
matches(struct intake *intake, const struct counted *counted,
    const struct target *target, const struct digest_relay *relay)
{
	struct judgement judgement;

	switch (target->kind) {
	case ENTRY_CODE:
		return counted->key.code == target->code;
	case ENTRY_STATUS:
		return has_status(counted, &target->status);
	case ENTRY_PAIR:
		return counted->key.code == target->code &&
		    has_status(counted, &target->status);
	case ENTRY_CAUSE:
		return has_cause(intake->reference, counted->key.cause,
		    target->entry);
	case ENTRY_SERVER:
		if (digest_relay_said(relay, counted))
			return true;
		break;
	default:
		break;
	}
	digest_judge(intake, counted, &judgement);
	if (target->kind == ENTRY_VENDOR)
		return judgement.found.vendor == target->entry;
	return outcome_of(intake->reference, &judgement).server ==
	    target->entry;
}

static bool
is_wanted(struct intake *intake, const struct counted *counted,
    const struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->count; i++)
		if (matches(intake, counted, &wanted->targets[i],
			&wanted->relays[i]))
			return true;
	return wanted->count == 0;
}

/* False if memory ran out. */
static bool
want(struct wanted *wanted, const struct reference *reference)
{
	if (wanted->count == 0)
		return true;
	wanted->relays = calloc(wanted->count, sizeof(*wanted->relays));
	for (size_t i = 0; i < wanted->count && wanted->relays != NULL; i++)
		if (wanted->targets[i].kind == ENTRY_SERVER)
			digest_relay_init(&wanted->relays[i], reference,
			    wanted->targets[i].entry);
	return wanted->relays != NULL;
}

/* Is it the admin's own to mend? Of two admins the one of our side is. */
static bool
is_ours(const struct digest_row *row)
{
	if (row->group == DIGEST_DELIVERED)
		return false;
	if (row->role == ROLE_SENDER_ADMIN)
		return row->group != DIGEST_LOCAL;
	return row->role == ROLE_RECIPIENT_ADMIN && row->group != DIGEST_REMOTE;
}

/* What is ours comes first, what nobody has to mend last. */
static unsigned
urgency(const struct digest_row *row)
{
	if (row->ours)
		return 0;
	if (row->role == ROLE_UNSAID)
		return 1;
	return row->role == ROLE_NOBODY ? 3 : 2;
}

static int
by_messages(const struct digest_row *a, const struct digest_row *b)
{
	if (a->messages != b->messages)
		return a->messages > b->messages ? -1 : 1;
	if (a->counted->count != b->counted->count)
		return a->counted->count > b->counted->count ? -1 : 1;
	return counted_compare(&a->counted->key, &b->counted->key);
}

static int
by_group(const void *left, const void *right)
{
	const struct digest_row *a = left, *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (urgency(a) != urgency(b))
		return urgency(a) < urgency(b) ? -1 : 1;
	return by_messages(a, b);
}

static int
by_count(const void *left, const void *right)
{
	return by_messages(left, right);
}

static void
add(struct digest *digest, const struct intake *intake,
    const struct counted *counted)
{
	struct digest_row *row = &digest->rows[digest->count++];

	row->counted = counted;
	row->group = group_of(counted);
	row->role = role_of(intake, counted);
	row->ours = is_ours(row);
	row->messages = sketch_count(&counted->messages, &row->exact);
	/* An estimate may be too high: there are no more than lines. */
	if (row->messages > counted->count)
		row->messages = counted->count;
}

void
digest_make(struct digest *digest, struct intake *intake,
    const struct target *targets, size_t target_count)
{
	size_t count;
	struct counted **rows = counts_sorted(&intake->counts, &count);
	struct wanted wanted = { targets, target_count, NULL };

	digest_release(digest);
	if (count == 0) {
		digest->failed = rows == NULL &&
		    intake->counts.kept_count + intake->counts.rest_count > 0;
		return;
	}
	digest->rows = calloc(count, sizeof(*digest->rows));
	digest->failed = digest->rows == NULL ||
	    !want(&wanted, intake->reference);
	for (size_t i = 0; i < count && !digest->failed; i++)
		if (is_wanted(intake, rows[i], &wanted))
			add(digest, intake, rows[i]);
	free(wanted.relays);
	free(rows);
	if (digest->count > 1)
		qsort(digest->rows, digest->count, sizeof(*digest->rows),
		    by_group);
}

void
digest_sort_by_count(struct digest *digest)
{
	if (digest->count > 1)
		qsort(digest->rows, digest->count, sizeof(*digest->rows),
		    by_count);
}

static void
append_tops(struct text *text, const char *what, const struct toplist *list,
    uint64_t all)
{
	struct toplist_row tops[TOPLIST_NAMES];
	size_t count = toplist_tops(list, all, tops);

	if (count == 0)
		return;
	text_append(text, what);
	for (size_t i = 0; i < count && i < TOPS; i++)
		text_printf(text, "%s %s (%llu)", i == 0 ? "" : ",",
		    tops[i].name, (unsigned long long)tops[i].count);
	text_append_char(text, '.');
}

void
digest_counts(struct text *text, const struct digest_row *row)
{
	const struct counted *counted = row->counted;
	char first[EVENT_TIME_SIZE], last[EVENT_TIME_SIZE];

	text_printf(text, "Met %llu time%s, in %s%llu message%s",
	    (unsigned long long)counted->count, counted->count == 1 ? "" : "s",
	    row->exact ? "" : "about ", (unsigned long long)row->messages,
	    row->messages == 1 ? "" : "s");
	event_time_write(last, &counted->last);
	if (event_time_write(first, &counted->first))
		text_printf(text,
		    strcmp(first, last) == 0 ? ", on %s" : ", from %s to %s",
		    first, last);
	text_append_char(text, '.');
	if (counted->later > 0)
		text_printf(text,
		    " About %llu of them were delivered later on.",
		    (unsigned long long)counted->later);
	append_tops(text, " Domains:", &counted->domains, counted->count);
	append_tops(text, " Hosts:", &counted->relays, counted->count);
}
