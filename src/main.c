/*
 * smtpcode: chooses the mode, writes the output and the messages. The only
 * caller of exit().
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "builtin.h"
#include "find.h"
#include "json.h"
#include "json_reply.h"
#include "listing.h"
#include "lookup.h"
#include "options.h"
#include "output.h"
#include "own_files.h"
#include "page_reply.h"
#include "plain.h"
#include "seek.h"
#include "session.h"
#include "stream.h"

_Noreturn static void
fail(const char *what)
{
	complain(what);
	exit(EXIT_TROUBLE);
}

_Noreturn static void
fail_memory(void)
{
	fail("out of memory");
}

/*
 * A closed descriptor would be taken by the next file that is opened, and be
 * written to. A closed standard output is an error of its own.
 */
static void
check_descriptors(void)
{
	if (fcntl(STDIN_FILENO, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
		exit(EXIT_TROUBLE);
	if (fcntl(STDERR_FILENO, F_GETFD) < 0) {
		int null = open("/dev/null", O_WRONLY);

		if (null < 0 || dup2(null, STDERR_FILENO) < 0)
			exit(EXIT_TROUBLE);
		if (null != STDERR_FILENO && null != STDOUT_FILENO)
			close(null);
	}
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		fail("standard output is closed");
}

static void
write_out(const struct text *text)
{
	if (!output_write(text))
		exit(EXIT_TROUBLE);
}

/* The same for a piece of what is being written. */
static void
drain(struct text *text)
{
	write_out(text);
	text_clear(text);
}

/* Some file systems tell of a full disk when the file is closed only. */
static void
close_out(void)
{
	if (close(STDOUT_FILENO) != 0)
		fail(strerror(errno));
}

static void
print_plain(struct text *text, const struct page *page,
    const struct options *options)
{
	struct plain_options plain = {
		.width = output_width(),
		.looks = output_looks(options->color),
		.spoken = output_is_spoken(),
		.links = output_has_links(options->color),
		.drain = drain,
	};

	plain_page(text, page, &plain);
}

static void
print_version(const struct reference *reference)
{
	struct text text = { 0 };

	text_printf(&text,
	    "smtpcode %s\nreference of %s: %u codes, %u statuses, %u causes, "
	    "%u servers, %u examples\n",
	    SMTPCODE_VERSION, reference_date(reference),
	    (unsigned)reference_count(reference, ENTRY_CODE),
	    (unsigned)reference_count(reference, ENTRY_STATUS),
	    (unsigned)reference_count(reference, ENTRY_CAUSE),
	    (unsigned)reference_count(reference, ENTRY_SERVER),
	    (unsigned)reference_example_count(reference));
	write_out(&text);
	text_release(&text);
}

static void
print_help(void)
{
	struct text text = { 0 };

	options_help(&text);
	write_out(&text);
	text_release(&text);
}

/* What was asked for, as one string. */
static void
join_operands(struct text *joined, const struct options *options)
{
	options_join(joined, options);
	if (joined->failed)
		fail_memory();
}

/* A reply and its page, as JSON. */
static bool
reply_as_json(struct text *text, const struct page *page,
    const struct json_reply_source *source, const char *query)
{
	struct text object = { 0 };
	bool done = json_reply(&object, source, 0) &&
	    json_page(text, page, source->reference, query,
		text_string(&object));

	text_release(&object);
	return done;
}

/* The reply with masks for what is private; it is judged as well by them. */
static void
redact_reply(struct text *reply, const struct reference *reference)
{
	struct redact redact;
	struct text masked = { 0 };

	redact_init(&redact, reference);
	redact_append(&redact, &masked, text_string(reply), reply->length);
	if (masked.failed || redact.failed)
		fail_memory();
	text_release(reply);
	*reply = masked;
	redact_release(&redact);
}

/* Prints what a reply is. Returns whether its cause was found. */
static bool
print_reply(const struct options *options, const struct reference *reference)
{
	struct page page = { 0 };
	struct text text = { 0 }, reply = { 0 };
	struct judge *judge = malloc(sizeof(*judge));
	struct judgement judgement;
	struct json_reply_source source = { reference, judge, &judgement, NULL,
		NULL };
	bool found, done = true;

	if (judge == NULL)
		fail_memory();
	join_operands(&reply, options);
	if (options->redact)
		redact_reply(&reply, reference);
	judge_init(judge, reference, 0);
	page_judge_paste(judge, text_string(&reply), reply.length, &judgement);
	found = page_add_judgement(&page, reference, judge, &judgement, NULL);
	if (options->json)
		done = reply_as_json(&text, &page, &source,
		    text_string(&reply));
	else
		print_plain(&text, &page, options);
	if (!done || page.failed)
		fail_memory();
	write_out(&text);
	judge_release(judge);
	free(judge);
	page_release(&page);
	text_release(&text);
	text_release(&reply);
	return found;
}

static void
print_pages(const struct options *options, const struct reference *reference,
    const struct lookup *lookup)
{
	struct page page = { 0 };
	struct text text = { 0 }, query = { 0 };
	bool done = true;

	page.asked = lookup->targets;
	page.asked_count = lookup->count;
	for (size_t i = 0; i < lookup->count; i++)
		page_add(&page, reference, &lookup->targets[i]);
	if (options->json) {
		join_operands(&query, options);
		done = json_page(&text, &page, reference, text_string(&query),
		    NULL);
	} else {
		print_plain(&text, &page, options);
	}
	if (!done || page.failed)
		fail_memory();
	write_out(&text);
	page_release(&page);
	text_release(&text);
	text_release(&query);
}

static bool
can_browse(const struct options *options)
{
	return !options->plain && !options->json && output_is_capable();
}

static void
print_list(const struct options *options, const struct text *rows)
{
	static const enum style styles[] = { STYLE_HINT, STYLE_TITLE,
		STYLE_TEXT };

	if (options->json)
		write_out(rows);
	else if (!output_rows(rows, options->color, styles,
		     sizeof(styles) / sizeof(styles[0]), NULL))
		exit(EXIT_TROUBLE);
}

static int
run_list(const struct options *options, const struct reference *reference)
{
	struct text text = { 0 }, message = { 0 };
	enum listing_result result;

	result = listing_write(&text, reference, options, &message);
	if (message.length > 0)
		complain(text_string(&message));
	if (result != LISTING_INVALID && result != LISTING_FAILED)
		print_list(options, &text);
	text_release(&text);
	text_release(&message);
	return result == LISTING_FOUND ? EXIT_FOUND :
	    result == LISTING_EMPTY    ? EXIT_NOTHING :
					 EXIT_TROUBLE;
}

/*
 * Runs the browser where it can run. If the terminal turns out to be unable
 * that is told, and the text that is printed then has no looks either.
 */
static bool
browse(struct options *options, const struct reference *reference,
    const struct lookup *lookup, const char *reply)
{
	struct text message = { 0 };
	struct session session = { reference, lookup, reply, NULL, false };
	bool done;

	if (!can_browse(options))
		return false;
	done = session_run(&session, &message);
	if (!done) {
		complain(text_string(&message));
		options->color = WHEN_NEVER;
	}
	text_release(&message);
	return done;
}

/*
 * A search among the replies of a server, `gmail rate limit`. False if it has
 * none with these words: then they may be those of a reply.
 */
static bool
run_server_search(struct options *options, const struct reference *reference,
    const struct lookup *lookup)
{
	const char *query = text_string(&lookup->query);

	if (!find_holds(reference, query))
		return false;
	if (!browse(options, reference, lookup, NULL))
		seek_query(options, reference, query);
	return true;
}

/* What a reply is: in the browser, or as a page. Returns the exit status. */
static int
run_reply(struct options *options, const struct reference *reference,
    const struct lookup *lookup)
{
	struct text reply = { 0 };
	bool browsed;

	if (lookup->query.length > 0 &&
	    run_server_search(options, reference, lookup))
		return EXIT_FOUND;
	join_operands(&reply, options);
	browsed = browse(options, reference, lookup, text_string(&reply));
	text_release(&reply);
	if (browsed || print_reply(options, reference))
		return EXIT_FOUND;
	return EXIT_NOTHING;
}

static int
exit_status(enum lookup_result result)
{
	switch (result) {
	case LOOKUP_FOUND:
		return EXIT_FOUND;
	case LOOKUP_INVALID:
		return EXIT_TROUBLE;
	default:
		return EXIT_NOTHING;
	}
}

/* Whoever names a file means to have it read. */
static void
hint_at_file(const struct options *options)
{
	const char *name = options->operands[0];

	if (options->operand_count == 1 && access(name, R_OK) == 0)
		complain_of(name, "is a file; it is read by -f FILE");
}

/* The browser where it can run, else the pages; the browser ends with 0. */
static int
run_pages(struct options *options, const struct reference *reference)
{
	struct lookup lookup = { 0 };
	enum lookup_result result = LOOKUP_FOUND;
	bool nothing, browsed = false;
	int status;

	if (options->operand_count > 0)
		result = lookup_operands(&lookup, reference, options->operands,
		    options->operand_count);
	if (lookup.failed)
		fail_memory();
	if (result == LOOKUP_TEXT || result == LOOKUP_SEARCH) {
		status = run_reply(options, reference, &lookup);
		lookup_release(&lookup);
		return status;
	}
	nothing = options->operand_count > 0 && lookup.count == 0;
	if (!nothing)
		browsed = browse(options, reference, &lookup, NULL);
	if (!browsed && lookup.message.length > 0)
		complain(text_string(&lookup.message));
	if (!browsed && lookup.hint.length > 0)
		complain(text_string(&lookup.hint));
	if (nothing)
		hint_at_file(options);
	if (!browsed && options->operand_count == 0) {
		lookup_release(&lookup);
		return run_list(options, reference);
	}
	if (!browsed && !nothing)
		print_pages(options, reference, &lookup);
	lookup_release(&lookup);
	return browsed ? EXIT_FOUND : exit_status(result);
}

/* What an input adds up to, narrowed to the operands. */
static int
run_input(struct options *options, const struct reference *reference)
{
	struct lookup lookup = { 0 };
	enum lookup_result result = LOOKUP_FOUND;
	enum exit_status status;
	enum stream_end end;

	if (options->operand_count > 0)
		result = lookup_operands(&lookup, reference, options->operands,
		    options->operand_count);
	if (result == LOOKUP_TEXT || result == LOOKUP_SEARCH)
		fail("input is narrowed to names, not to a text");
	if (result != LOOKUP_FOUND)
		complain(text_string(&lookup.message));
	if (result != LOOKUP_FOUND || lookup.failed) {
		lookup_release(&lookup);
		return EXIT_TROUBLE;
	}
	if (options->mode == MODE_PAGES && !options->redact &&
	    can_browse(options))
		status = stream_browse(options, reference, &lookup, &end);
	else
		status = stream_input(options, reference, &lookup, &end);
	lookup_release(&lookup);
	if (end == STREAM_EMPTY && options->mode == MODE_PAGES)
		return run_pages(options, reference);
	return (int)status;
}

static int
run(struct options *options, const struct reference *reference)
{
	switch (options->mode) {
	case MODE_HELP:
		print_help();
		return EXIT_FOUND;
	case MODE_VERSION:
		print_version(reference);
		return EXIT_FOUND;
	case MODE_SEARCH:
		return options->file_count > 0 ?
		    seek_texts(options, reference, stream_now()) :
		    seek_examples(options, reference);
	case MODE_LIST:
		return run_list(options, reference);
	case MODE_EACH:
		return (int)stream_each(options, reference);
	case MODE_TALLY:
		return run_input(options, reference);
	default:
		break;
	}
	if (stream_has_input(options))
		return run_input(options, reference);
	return run_pages(options, reference);
}

/*
 * Adds the admin's own records, from where the XDG base directories have the
 * settings of a program. A path that is not absolute is none there.
 */
static void
read_own_files(struct own_files *own, const struct options *options,
    struct tables *tables)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct text folder = { 0 };

	/* What is made to be passed on holds nothing of the house. */
	if (options->mode == MODE_HELP || options->mode == MODE_VERSION ||
	    options->redact)
		return;
	if (config != NULL && config[0] == '/') {
		text_append(&folder, config);
		text_append(&folder, "/smtpcode");
	} else if (home != NULL && home[0] == '/') {
		text_append(&folder, home);
		text_append(&folder, "/.config/smtpcode");
	}
	if (folder.failed)
		fail_memory();
	if (folder.length > 0)
		own_files_read(own, text_string(&folder), tables);
	text_release(&folder);
}

int
main(int argc, char **argv)
{
	struct options options = { 0 };
	struct text message = { 0 };
	struct tables tables = { 0 };
	struct reference reference;
	struct own_files own = { 0 };
	int status;

	check_descriptors();
	signal(SIGPIPE, SIG_DFL);
	if (!options_parse(&options, argc, argv, &message)) {
		text_append(&message, "; see smtpcode -h");
		fail(text_string(&message));
	}
	reference_tables(&tables);
	read_own_files(&own, &options, &tables);
	reference_init(&reference, &tables);
	status = run(&options, &reference);
	own_files_release(&own);
	options_release(&options);
	close_out();
	return status;
}
