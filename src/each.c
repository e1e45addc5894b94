#include "each.h"

#include "json_reply.h"

void
each_init(struct each *each, const struct reference *reference, int64_t now,
    bool json, bool masked)
{
	each->reference = reference;
	each->json = json;
	each->masked = masked;
	each->line = 0;
	judge_init(&each->judge, reference, now);
	each->redact = (struct redact) { 0 };
	if (masked)
		redact_init(&each->redact, reference);
}

void
each_release(struct each *each)
{
	judge_release(&each->judge);
	redact_release(&each->redact);
}

void
each_restart(struct each *each)
{
	log_restart(&each->judge.log);
}

bool
each_is_fresh(const struct each *each)
{
	return log_is_fresh(&each->judge.log);
}

static const char *
or_none(const char *word)
{
	return word == NULL || word[0] == '\0' ? "-" : word;
}

static void
append_code(struct text *text, unsigned code)
{
	if (code == 0)
		text_append_char(text, '-');
	else
		text_printf(text, "%u", code);
}

static void
append_row(const struct each *each, const struct judgement *judgement,
    struct text *text)
{
	const struct identification *found = &judgement->found;
	bool known = judgement->holds && found->cause != TABLES_NONE;

	text_printf(text, "%llu\t", (unsigned long long)each->line);
	append_code(text, judgement->holds ? judgement->code : 0);
	text_printf(text, "\t%s\t%s\t%s\t%s\t",
	    or_none(judgement->holds ? judgement->status : ""),
	    or_none(direction_names[judgement->event.direction]),
	    or_none(disposition_names[judgement->event.disposition]),
	    or_none(
		known ? reference_name(each->reference, found->cause) : ""));
	if (known)
		text_printf(text, "%u.%03u\n", found->confidence / IDENTIFY_ONE,
		    found->confidence % IDENTIFY_ONE);
	else
		text_append(text, "-\n");
}

bool
each_line(struct each *each, const char *line, size_t length, struct text *text,
    bool *holds)
{
	struct judgement judgement;
	struct json_reply_source source = {
		.reference = each->reference,
		.judge = &each->judge,
		.judgement = &judgement,
		.redact = each->masked ? &each->redact : NULL,
		.row = NULL,
	};

	each->line++;
	judge_line(&each->judge, line, length, &judgement);
	*holds = judgement.holds;
	if (!each->json)
		append_row(each, &judgement, text);
	else if (json_reply(text, &source, each->line))
		text_append_char(text, '\n');
	else
		return false;
	return !text->failed && !each->judge.identify.failed &&
	    !each->judge.log.failed && !each->redact.failed;
}
