#include "seek.h"

#include <stdlib.h>
#include <unistd.h>

#include "find.h"
#include "input.h"
#include "json.h"
#include "plain.h"
#include "texts.h"

enum {
	PIECE = 1 << 20, /* bytes of output that are written at once */
};

/* Says that nothing has all words. `what` is what was searched, as one. */
static void
tell_nothing(const struct search *search, const char *what)
{
	struct text message = { 0 };

	if (search->query.text.length == 0)
		text_printf(&message, "no %s passes the filters", what);
	else if (search->words_needed > 0)
		text_printf(&message,
		    "no %s has all of these words; some have %u of them", what,
		    (unsigned)search->words_needed);
	else
		text_printf(&message, "no %s has any of these words", what);
	complain(text_string(&message));
	text_release(&message);
}

/* Says that nothing was found, and which filter it is if that is why. */
static void
tell_unfound(struct find *find)
{
	struct text unmet = { 0 }, message = { 0 };

	if (find_unmet(find, &unmet)) {
		text_append(&message, "no example passes ");
		text_append_inert(&message, text_string(&unmet), unmet.length,
		    false);
		complain(text_string(&message));
	} else {
		tell_nothing(&find->search, "example");
	}
	text_release(&message);
	text_release(&unmet);
}

static bool
write_examples(const struct options *options, const struct find *find,
    const char *query)
{
	static const enum style styles[] = { STYLE_LEAD, STYLE_TITLE,
		STYLE_TITLE, STYLE_LINK, STYLE_TEXT };
	const struct search *search = &find->search;
	struct text text = { 0 };
	bool done = true;

	if (options->json) {
		done = json_results(&text, find, query) && output_write(&text);
	} else {
		for (size_t i = 0; i < search->hit_count; i++)
			plain_hit(&text, find->reference,
			    search->hits[i].document, output_row_width());
		done = output_rows(&text, options->color, styles,
		    sizeof(styles) / sizeof(styles[0]), search);
	}
	text_release(&text);
	return done;
}

enum exit_status
seek_query(const struct options *options, const struct reference *reference,
    const char *query)
{
	struct find find;
	bool done = find_init(&find, reference), found;

	if (done)
		find_run(&find, query, false);
	done = done && !find.search.failed;
	if (!done)
		complain("out of memory");
	found = done && find.search.all;
	if (done && !found)
		tell_unfound(&find);
	if (found || (done && options->json))
		done = write_examples(options, &find, query);
	find_release(&find);
	return !done ? EXIT_TROUBLE : found ? EXIT_FOUND : EXIT_NOTHING;
}

enum exit_status
seek_examples(const struct options *options, const struct reference *reference)
{
	struct text query = { 0 };
	enum exit_status status = EXIT_TROUBLE;

	options_join(&query, options);
	if (query.failed)
		complain("out of memory");
	else
		status = seek_query(options, reference, text_string(&query));
	text_release(&query);
	return status;
}

/* A search in files. */
struct seek {
	const struct options *options;
	struct known_hosts known;
	struct corpus corpus;
	struct redact redact;
	struct text query, out;
	bool trouble; /* something was not read; it was told */
};

/* Says what the reading had to say. */
static void
tell(struct seek *seek, struct input *input)
{
	if (input->message.length == 0)
		return;
	complain_of(input->name, text_string(&input->message));
	text_clear(&input->message);
	seek->trouble = true;
}

static void
read_file(struct seek *seek, struct input *input, const char *name)
{
	enum input_result result = INPUT_BYTES;
	uint64_t cut = seek->corpus.lines.cut;
	struct piece bytes;

	if (!input_open(input, name)) {
		tell(seek, input);
		input_close(input);
		return;
	}
	while (!seek->corpus.failed && result != INPUT_END &&
	    result != INPUT_FAILED) {
		result = input_read(input, &bytes);
		tell(seek, input);
		corpus_feed(&seek->corpus, bytes.bytes, bytes.length);
	}
	corpus_end(&seek->corpus);
	if (seek->corpus.lines.cut > cut)
		complain_of(name,
		    "has lines of over 256 KB; their ends were not read");
	input_close(input);
}

static bool
read_files(struct seek *seek)
{
	struct input *input = malloc(sizeof(*input));

	if (input == NULL)
		return false;
	for (size_t i = 0; i < seek->options->file_count; i++)
		read_file(seek, input, seek->options->files[i]);
	free(input);
	return corpus_finish(&seek->corpus);
}

/* Writes what there is, and empties it. */
static bool
write_piece(struct seek *seek)
{
	static const enum style styles[] = { STYLE_LEAD, STYLE_TEXT };
	bool done;

	if (seek->options->json)
		done = output_write(&seek->out);
	else
		done = output_rows(&seek->out, seek->options->color, styles,
		    sizeof(styles) / sizeof(styles[0]), &seek->corpus.search);
	text_clear(&seek->out);
	return done;
}

static bool
write_texts(struct seek *seek)
{
	const struct search *search = &seek->corpus.search;
	struct redact *redact = seek->options->redact ? &seek->redact : NULL;
	size_t count = search->all ? search->hit_count : 0;
	unsigned columns = output_row_width();
	bool done = true;

	if (seek->options->json)
		texts_json_begin(&seek->out, text_string(&seek->query));
	for (size_t i = 0; done && i < count; i++) {
		if (seek->options->json)
			texts_json(&seek->out, &seek->corpus, &search->hits[i],
			    i == 0, redact);
		else
			texts_line(&seek->out, &seek->corpus, &search->hits[i],
			    columns, redact);
		if (seek->out.length >= PIECE)
			done = write_piece(seek);
	}
	if (seek->options->json)
		texts_json_end(&seek->out);
	return done && write_piece(seek);
}

/* Reads, searches and writes. Returns whether that went well. */
static bool
run(struct seek *seek, bool *found)
{
	const char *query = text_string(&seek->query);

	corpus_narrow(&seek->corpus, query);
	if (seek->corpus.query.filter.server[0] != '\0' ||
	    seek->corpus.query.filter.cause[0] != '\0') {
		complain("server: and cause: choose examples; for a file there "
			 "are code: and status:");
		return false;
	}
	if (!read_files(seek)) {
		complain("out of memory");
		return false;
	}
	corpus_search(&seek->corpus, query, false);
	*found = seek->corpus.search.all;
	if (!*found && (!seek->trouble || seek->corpus.line_count > 0))
		tell_nothing(&seek->corpus.search, "text");
	if (seek->corpus.search.failed) {
		complain("out of memory");
		return false;
	}
	return (!*found && !seek->options->json) || write_texts(seek);
}

enum exit_status
seek_texts(const struct options *options, const struct reference *reference,
    int64_t now)
{
	struct seek *seek = calloc(1, sizeof(*seek));
	bool well, found = false;

	if (seek == NULL) {
		complain("out of memory");
		return EXIT_TROUBLE;
	}
	seek->options = options;
	options_join(&seek->query, options);
	known_hosts_init(&seek->known, reference);
	corpus_init(&seek->corpus, &seek->known, now);
	if (options->redact)
		redact_init(&seek->redact, reference);
	well = !seek->query.failed && !seek->known.failed &&
	    run(seek, &found) && !seek->trouble;
	corpus_release(&seek->corpus);
	known_hosts_release(&seek->known);
	redact_release(&seek->redact);
	text_release(&seek->query);
	text_release(&seek->out);
	free(seek);
	return !well ? EXIT_TROUBLE : found ? EXIT_FOUND : EXIT_NOTHING;
}
