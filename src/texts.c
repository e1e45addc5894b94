#include "texts.h"

#include <string.h>

#include "json_write.h"
#include "plain.h"

/* Appends the text of a hit, inert, and masked if that is asked for. */
static void
append_text(struct text *text, const struct corpus *corpus, uint32_t document,
    struct redact *redact)
{
	struct piece piece = corpus_text(corpus, document);
	struct text inert = { 0 };

	if (redact == NULL) {
		text_append_inert(text, piece.bytes, piece.length, false);
		return;
	}
	text_append_inert(&inert, piece.bytes, piece.length, false);
	redact_append(redact, text, text_string(&inert), inert.length);
	text->failed = text->failed || inert.failed;
	text_release(&inert);
}

void
texts_line(struct text *text, const struct corpus *corpus,
    const struct search_hit *hit, unsigned columns, struct redact *redact)
{
	size_t start = text->length;

	text_printf(text, "%u\t", (unsigned)corpus->counts[hit->document]);
	append_text(text, corpus, hit->document, redact);
	if (columns > 0 && !text->failed)
		plain_cut(text, start, columns);
	text_append_char(text, '\n');
}

void
texts_json_begin(struct text *text, const char *query)
{
	struct json_writer writer = { .text = text };
	struct text inert = { 0 };

	text_append_inert(&inert, query, strlen(query), false);
	json_open(&writer, '{');
	json_key(&writer, "schema");
	json_write_number(&writer, 1);
	json_key(&writer, "query");
	json_write_string(&writer, text_string(&inert), inert.length);
	json_key(&writer, "results");
	json_open(&writer, '[');
	text->failed = text->failed || inert.failed;
	text_release(&inert);
}

/* The words of the query that a hit holds. */
static void
write_matched(struct json_writer *writer, const struct search *search,
    uint32_t matched)
{
	uint32_t word = 0;

	json_key(writer, "matched");
	json_open(writer, '[');
	for (size_t i = 0; i < search->query.count; i++) {
		const struct term *term = &search->query.terms[i];

		if (term->kind == TERM_CODE || term->kind == TERM_STATUS)
			continue;
		if (word < SEARCH_WORDS && (matched & 1u << word) != 0)
			json_write_string(writer,
			    normal_term(&search->query, i), term->length);
		word++;
	}
	json_close(writer, ']');
}

void
texts_json(struct text *text, const struct corpus *corpus,
    const struct search_hit *hit, bool first, struct redact *redact)
{
	struct json_writer writer = { .text = text, .follows = !first };
	struct text said = { 0 };

	append_text(&said, corpus, hit->document, redact);
	json_open(&writer, '{');
	json_key(&writer, "text");
	json_write_string(&writer, text_string(&said), said.length);
	json_key(&writer, "count");
	json_write_number(&writer, corpus->counts[hit->document]);
	json_key(&writer, "score");
	json_write_number(&writer, hit->score);
	write_matched(&writer, &corpus->search, hit->matched);
	json_close(&writer, '}');
	text->failed = text->failed || said.failed;
	text_release(&said);
}

void
texts_json_end(struct text *text)
{
	struct json_writer writer = { .text = text };

	json_close(&writer, ']');
	json_close(&writer, '}');
	text_append_char(text, '\n');
}
