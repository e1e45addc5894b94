#include "json_reply.h"

#include <string.h>

#include "json_parts.h"
#include "json_write.h"
#include "outcome.h"

/* An object while it is made of a reply. */
struct maker {
	const struct json_reply_source *source;
	struct json_writer to;
	struct outcome outcome;
	struct text masked, inert;
};

static const struct reply *
reply_of(const struct maker *maker)
{
	return &maker->source->judge->identify.reply;
}

/* Outside text: masked if that is wanted, inert; null if there is none. */
static void
put_outside(struct maker *maker, const char *key, const char *bytes,
    size_t length)
{
	struct redact *redact = maker->source->redact;

	if (key != NULL)
		json_key(&maker->to, key);
	if (length == 0) {
		json_write_null(&maker->to);
		return;
	}
	text_clear(&maker->inert);
	if (redact != NULL) {
		text_clear(&maker->masked);
		redact_append(redact, &maker->masked, bytes, length);
		bytes = text_string(&maker->masked);
		length = maker->masked.length;
	}
	text_append_inert(&maker->inert, bytes, length, true);
	json_write_string(&maker->to, text_string(&maker->inert),
	    maker->inert.length);
}

static void
put_piece(struct maker *maker, const char *key, const struct piece *piece)
{
	put_outside(maker, key, piece->bytes, piece->length);
}

static void
put_span(struct maker *maker, const char *key, const struct reply_span *span)
{
	put_outside(maker, key,
	    text_string(&reply_of(maker)->bytes) + span->from,
	    span->to - span->from);
}

static void
put_text(struct maker *maker, const char *key, const char *string)
{
	json_key(&maker->to, key);
	json_write_text(&maker->to, string);
}

/* A code or a class, which are strings. */
static void
put_digits(struct maker *maker, const char *key, unsigned number)
{
	char digits[4] = "";
	size_t at = sizeof(digits) - 1;

	for (; number > 0 && at > 0; number /= 10)
		digits[--at] = (char)('0' + number % 10);
	put_text(maker, key, digits[2] == '\0' ? "" : digits + at);
}

/* Another reply in the text: code, status and text. */
static void
put_part(struct maker *maker, const struct reply_part *part)
{
	json_open(&maker->to, '{');
	put_digits(maker, "code", part->code);
	put_span(maker, "status", &part->status);
	put_span(maker, "text", &part->whole);
	json_close(&maker->to, '}');
}

static void
put_inner(struct maker *maker)
{
	const struct reply *reply = reply_of(maker);

	json_key(&maker->to, "inner");
	if (reply->has_inner)
		put_part(maker, &reply->inner);
	else
		json_write_null(&maker->to);
	json_key(&maker->to, "others");
	json_open(&maker->to, '[');
	for (size_t i = 0; i < reply->other_count; i++)
		put_part(maker, &reply->others[i]);
	json_close(&maker->to, ']');
}

static void
put_alternatives(struct maker *maker)
{
	const struct identification *found = &maker->source->judgement->found;

	json_key(&maker->to, "alternatives");
	json_open(&maker->to, '[');
	for (uint32_t i = 0; i < found->alternative_count; i++) {
		json_open(&maker->to, '{');
		put_text(maker, "cause",
		    reference_name(maker->source->reference,
			found->alternatives[i].cause));
		json_key(&maker->to, "confidence");
		json_write_thousandths(&maker->to,
		    found->alternatives[i].confidence);
		json_close(&maker->to, '}');
	}
	json_close(&maker->to, ']');
}

static void
put_matched(struct maker *maker)
{
	const struct judgement *judgement = maker->source->judgement;
	const struct piece *reply = &judgement->event.reply;

	json_key(&maker->to, "matched");
	json_open(&maker->to, '[');
	for (uint32_t i = 0; i < judgement->found.mark_count; i++) {
		const struct reply_span *mark = &judgement->found.marks[i];

		put_outside(maker, NULL, reply->bytes + mark->from,
		    mark->to - mark->from);
	}
	json_close(&maker->to, ']');
}

static void
put_name(struct maker *maker, const char *key, uint32_t entry)
{
	put_text(maker, key,
	    entry == TABLES_NONE ?
		"" :
		reference_name(maker->source->reference, entry));
}

static void
put_cause(struct maker *maker)
{
	const struct reference *reference = maker->source->reference;
	const struct identification *found = &maker->source->judgement->found;
	uint32_t example = maker->outcome.example;

	put_name(maker, "server", maker->outcome.server);
	put_name(maker, "cause", found->cause);
	json_key(&maker->to, "confidence");
	json_write_thousandths(&maker->to,
	    found->cause == TABLES_NONE ? 0 : found->confidence);
	put_alternatives(maker);
	put_text(maker, "basis", basis_names[found->basis]);
	put_text(maker, "example",
	    example == TABLES_NONE ?
		"" :
		reference_string(reference,
		    reference_example(reference, example)->id));
	put_matched(maker);
}

static void
put_role(struct maker *maker, const struct who_row *row)
{
	json_open(&maker->to, '{');
	put_text(maker, "direction", direction_names[row->direction]);
	put_text(maker, "who", role_names[row->role]);
	put_text(maker, "text",
	    reference_string(maker->source->reference, row->text));
	json_close(&maker->to, '}');
}

/* Those who have to act for who said it, if that is known, else all. */
static void
put_who(struct maker *maker)
{
	enum direction direction = maker->source->judgement->event.direction;
	const struct slice *who = &maker->outcome.who;
	bool one = reference_has_direction(maker->source->reference, *who,
	    direction);

	json_key(&maker->to, "who");
	json_open(&maker->to, '[');
	for (uint32_t i = 0; i < who->count; i++) {
		const struct who_row *row =
		    reference_who(maker->source->reference, *who, i);

		if (!one || row->direction == direction)
			put_role(maker, row);
	}
	json_close(&maker->to, ']');
}

static void
put_outcome(struct maker *maker)
{
	const struct outcome *outcome = &maker->outcome;

	json_key(&maker->to, "retry");
	if (outcome->verdict == VERDICT_UNSAID) {
		json_write_null(&maker->to);
	} else {
		json_open(&maker->to, '{');
		put_text(maker, "verdict", verdict_names[outcome->verdict]);
		put_text(maker, "text", outcome->text);
		json_close(&maker->to, '}');
	}
	put_who(maker);
}

static void
put_event(struct maker *maker)
{
	const struct event *event = &maker->source->judgement->event;
	char time[EVENT_TIME_SIZE];

	event_time_write(time, &event->time);
	put_text(maker, "time", time);
	put_piece(maker, "host", &event->host);
	put_piece(maker, "message", &event->message);
	put_piece(maker, "recipient", &event->recipient);
	put_piece(maker, "relay", &event->relay);
	put_piece(maker, "client", &event->client);
	put_piece(maker, "reported", &event->reported);
}

static void
put_reply(struct maker *maker)
{
	const struct judgement *judgement = maker->source->judgement;
	const struct event *event = &judgement->event;

	if (maker->source->redact != NULL) {
		redact_note_host(maker->source->redact, event->host.bytes,
		    event->host.length);
		redact_note_user(maker->source->redact, event->recipient.bytes,
		    event->recipient.length);
	}
	maker->outcome = outcome_of(maker->source->reference, judgement);
	put_digits(maker, "code", judgement->code);
	put_text(maker, "status", judgement->status);
	put_digits(maker, "class", judgement->class);
	put_span(maker, "text", &reply_of(maker)->outer.whole);
	put_inner(maker);
	put_text(maker, "direction", direction_names[event->direction]);
	put_text(maker, "disposition", disposition_names[event->disposition]);
	put_text(maker, "stage", stage_names[event->stage]);
	put_cause(maker);
	put_outcome(maker);
	put_event(maker);
}

static void
put_count(struct maker *maker, const char *key, uint64_t number)
{
	json_key(&maker->to, key);
	json_write_number(&maker->to, number);
}

/* The names that were met most, with how often, at least. */
static void
put_tops(struct maker *maker, const char *key, const struct toplist *list,
    uint64_t all)
{
	struct toplist_row tops[TOPLIST_NAMES];
	size_t count = toplist_tops(list, all, tops);

	json_key(&maker->to, key);
	json_open(&maker->to, '[');
	for (size_t i = 0; i < count; i++) {
		json_open(&maker->to, '{');
		put_outside(maker, "name", tops[i].name, strlen(tops[i].name));
		put_count(maker, "count", tops[i].count);
		json_close(&maker->to, '}');
	}
	json_close(&maker->to, ']');
}

static void
put_counts(struct maker *maker, const struct digest_row *row)
{
	const struct counted *counted = row->counted;
	const char *sample = counted->sample.bytes == NULL ?
	    "" :
	    counted->sample.line;
	char time[EVENT_TIME_SIZE];

	put_count(maker, "count", counted->count);
	put_count(maker, "messages", row->messages);
	json_key(&maker->to, "messages_exact");
	json_write_bool(&maker->to, row->exact);
	event_time_write(time, &counted->first);
	put_text(maker, "first", time);
	event_time_write(time, &counted->last);
	put_text(maker, "last", time);
	put_outside(maker, "sample", sample, strlen(sample));
	put_count(maker, "delivered_later", counted->later);
	put_tops(maker, "recipients", &counted->recipients, counted->count);
	put_tops(maker, "domains", &counted->domains, counted->count);
	put_tops(maker, "hosts", &counted->relays, counted->count);
}

/* No reply: all its keys are there, and null. */
static void
put_nothing(struct maker *maker)
{
	static const char *const keys[] = { "code", "status", "class", "text",
		"inner", "others", "direction", "disposition", "stage",
		"server", "cause", "confidence", "alternatives", "basis",
		"example", "matched", "retry", "who", "time", "host", "message",
		"recipient", "relay", "client", "reported" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		put_text(maker, keys[i], NULL);
}

bool
json_reply(struct text *text, const struct json_reply_source *source,
    uint64_t line)
{
	struct maker maker = { .source = source, .to = { text, false } };
	bool done;

	json_open(&maker.to, '{');
	if (line > 0) {
		json_key(&maker.to, "line");
		json_write_number(&maker.to, line);
	}
	if (source->judgement->holds)
		put_reply(&maker);
	else
		put_nothing(&maker);
	if (source->row != NULL)
		put_counts(&maker, source->row);
	json_close(&maker.to, '}');
	done = !maker.masked.failed && !maker.inert.failed && !text->failed;
	text_release(&maker.masked);
	text_release(&maker.inert);
	return done;
}

static void
put_totals(struct json_writer *to, const struct intake_totals *totals)
{
	const struct {
		const char *key;
		uint64_t number;
	} rows[] = {
		{ "files", totals->files },
		{ "lines", totals->lines },
		{ "bytes", totals->bytes },
		{ "replies", totals->replies },
		{ "skipped", totals->skipped },
		{ "cut", totals->cut },
		{ "undated", totals->undated },
		{ "outside", totals->outside },
		{ "mails", totals->mails },
		{ "bounces", totals->bounces },
		{ "complaints", totals->complaints },
		{ "ordinary", totals->ordinary },
	};

	json_key(to, "input");
	json_open(to, '{');
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		json_key(to, rows[i].key);
		json_write_number(to, rows[i].number);
	}
	json_close(to, '}');
}

bool
json_input(struct text *text, struct intake *intake,
    const struct digest *digest, const char *query, struct redact *redact)
{
	struct judgement judgement;
	struct json_reply_source source = { intake->reference, &intake->judge,
		&judgement, redact, NULL };
	struct json_writer to = { text, false };
	struct text inert = { 0 };
	bool done = true;

	text_append_inert(&inert, query, strlen(query), false);
	json_open(&to, '{');
	json_key(&to, "schema");
	json_write_number(&to, JSON_SCHEMA);
	json_key(&to, "query");
	json_write_string(&to, text_string(&inert), inert.length);
	put_totals(&to, &intake->totals);
	json_key(&to, "replies");
	json_open(&to, '[');
	for (size_t i = 0; i < digest->count && done; i++) {
		digest_judge(intake, digest->rows[i].counted, &judgement);
		source.row = &digest->rows[i];
		if (i > 0)
			text_append_char(text, ',');
		done = json_reply(text, &source, 0);
	}
	to.follows = false;
	json_close(&to, ']');
	json_close(&to, '}');
	text_append_char(text, '\n');
	done = done && !inert.failed && !text->failed;
	text_release(&inert);
	return done;
}
