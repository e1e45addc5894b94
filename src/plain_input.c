#include "plain_input.h"

#include <string.h>

enum {
	TEXT_LEAST = 24, /* columns that the text is to have */
	CELL = 48,	 /* bytes of a cell */
};

/* A row while its cells are made. */
struct cells {
	const struct digest_row *row;
	const struct reference *reference;
	char cell[CELL];
};

static void
cell_count(struct cells *cells)
{
	struct text text = { 0 };

	text_printf(&text, "%llu",
	    (unsigned long long)cells->row->counted->count);
	strncpy(cells->cell, text_string(&text), CELL - 1);
	text_release(&text);
}

static void
cell_messages(struct cells *cells)
{
	struct text text = { 0 };

	text_printf(&text, "%s%llu", cells->row->exact ? "" : "~",
	    (unsigned long long)cells->row->messages);
	strncpy(cells->cell, text_string(&text), CELL - 1);
	text_release(&text);
}

static void
set(struct cells *cells, const char *word)
{
	size_t length = word == NULL ? 0 : strlen(word);

	if (length == 0) {
		word = "-";
		length = 1;
	}
	if (length >= CELL)
		length = CELL - 1;
	memcpy(cells->cell, word, length);
	cells->cell[length] = '\0';
}

/* A mark on what is the admin's own to mend. */
static void
cell_ours(struct cells *cells)
{
	cells->cell[0] = cells->row->ours ? '*' : ' ';
}

static void
cell_disposition(struct cells *cells)
{
	set(cells, disposition_names[cells->row->counted->key.disposition]);
}

static void
cell_role(struct cells *cells)
{
	set(cells, role_names[cells->row->role]);
}

static void
cell_code(struct cells *cells)
{
	unsigned code = cells->row->counted->key.code;
	char digits[4] = { (char)('0' + code / 100 % 10),
		(char)('0' + code / 10 % 10), (char)('0' + code % 10), '\0' };

	set(cells, code == 0 ? "" : digits);
}

static void
cell_status(struct cells *cells)
{
	set(cells, cells->row->counted->key.status);
}

static void
cell_cause(struct cells *cells)
{
	set(cells,
	    reference_name(cells->reference, cells->row->counted->key.cause));
}

/* When it was met last, to the minute. */
static void
cell_last(struct cells *cells)
{
	char time[EVENT_TIME_SIZE];

	event_time_write(time, &cells->row->counted->last);
	if (time[0] != '\0') {
		time[10] = ' ';
		time[16] = '\0';
	}
	set(cells, time);
}

/* The columns, as they stand. Those with a high rank are left out first. */
static const struct column {
	const char *heading;
	unsigned width;
	bool right; /* aligned */
	unsigned rank;
	void (*make)(struct cells *cells);
	bool of_class; /* looks as the class of the reply does */
} columns[] = {
	{ "", 1, false, 0, cell_ours, false },
	{ "COUNT", 6, true, 0, cell_count, false },
	{ "MAILS", 6, true, 4, cell_messages, false },
	{ "FATE", 8, false, 3, cell_disposition, false },
	{ "ACTS", 15, false, 5, cell_role, false },
	{ "LAST", 16, false, 6, cell_last, false },
	{ "CODE", 4, false, 0, cell_code, true },
	{ "STATUS", 7, false, 2, cell_status, true },
	{ "CAUSE", 22, false, 1, cell_cause, false },
};

enum {
	COLUMNS = sizeof(columns) / sizeof(columns[0]),
};

/* The highest rank that still fits beside some of the text. */
static unsigned
ranks_that_fit(unsigned width)
{
	unsigned rank = 6, used;

	for (; rank > 0; rank--) {
		used = TEXT_LEAST;
		for (size_t i = 0; i < COLUMNS; i++)
			if (columns[i].rank <= rank)
				used += columns[i].width + 1;
		if (used <= width)
			return rank;
	}
	return 0;
}

/* Appends what fits of the columns that are left, and a mark if it is cut. */
static void
append_text(struct text *text, const char *bytes, size_t length,
    unsigned columns_left, bool cut)
{
	size_t at = 0, used;
	unsigned column = 0, wide;
	uint32_t point;

	if (!cut || text_width(bytes, length) <= columns_left) {
		text_append_bytes(text, bytes, length);
		return;
	}
	for (; at < length; at += used) {
		used = text_decode(bytes + at, length - at, &point);
		used = used == 0 ? 1 : used;
		wide = text_point_width(point);
		if (column + wide + 1 > columns_left)
			break;
		column += wide;
	}
	text_append_bytes(text, bytes, at);
	if (columns_left > 0)
		text_append_char(text, '~');
}

/* A table while it is written. */
struct table {
	struct text *text;
	const struct reference *reference;
	struct text masked;
	const struct plain_table *options;
	unsigned rank;
	unsigned widths[COLUMNS];
};

/* Appends a cell of a column; returns how wide it became. */
static unsigned
append_cell(struct table *table, size_t number, const char *cell,
    enum style style)
{
	struct text *text = table->text;
	size_t length = strlen(cell);
	size_t width = table->widths[number];
	size_t room = length < width ? width - length : 0;

	if (columns[number].right)
		text_append_repeated(text, ' ', room);
	if (length > 0)
		palette_append(text, cell, length, style,
		    table->options->looks);
	if (!columns[number].right)
		text_append_repeated(text, ' ', room);
	text_append_char(text, ' ');
	return (unsigned)(length + room) + 1;
}

/* A name of a cause may be wider than most: its column is as wide then. */
static void
widen_columns(struct table *table, const struct digest *digest)
{
	struct cells cells = { .reference = table->reference };
	size_t length;

	for (size_t i = 0; i < COLUMNS; i++)
		table->widths[i] = columns[i].width;
	for (size_t row = 0; row < digest->count; row++) {
		cells.row = &digest->rows[row];
		if (cells.row->group == DIGEST_DELIVERED)
			continue;
		for (size_t i = 0; i < COLUMNS; i++) {
			memset(cells.cell, 0, sizeof(cells.cell));
			columns[i].make(&cells);
			length = strlen(cells.cell);
			if (length > table->widths[i])
				table->widths[i] = (unsigned)length;
		}
	}
}

static void
append_row(struct table *table, const struct digest_row *row)
{
	struct cells cells = { .row = row, .reference = table->reference };
	const struct counted_key *key = &row->counted->key;
	const char *bytes = key->text == NULL ? "(other texts)" : key->text;
	size_t length = key->text == NULL ? strlen(bytes) : key->length;
	unsigned used = 0, width = table->options->width;

	for (size_t i = 0; i < COLUMNS; i++) {
		if (columns[i].rank > table->rank)
			continue;
		memset(cells.cell, 0, sizeof(cells.cell));
		columns[i].make(&cells);
		used += append_cell(table, i, cells.cell,
		    columns[i].of_class && cells.cell[0] != '-' ?
			style_of_class(row->counted->class) :
			STYLE_TEXT);
	}
	if (table->options->redact != NULL) {
		const char *recipient = row->counted->sample.recipient;

		redact_note_user(table->options->redact, recipient,
		    recipient == NULL ? 0 : strlen(recipient));
		text_clear(&table->masked);
		redact_append(table->options->redact, &table->masked, bytes,
		    length);
		bytes = text_string(&table->masked);
		length = table->masked.length;
	}
	append_text(table->text, bytes, length, used < width ? width - used : 0,
	    table->options->cut);
	text_append_char(table->text, '\n');
}

static void
append_headings(struct table *table)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (columns[i].rank <= table->rank)
			append_cell(table, i, columns[i].heading,
			    STYLE_HEADING);
	palette_append(table->text, "TEXT", 4, STYLE_HEADING,
	    table->options->looks);
	text_append_char(table->text, '\n');
}

static void
append_group(struct table *table, const char *heading)
{
	text_append(table->text, "-- ");
	palette_append(table->text, heading, strlen(heading), STYLE_HEADING,
	    table->options->looks);
	text_append_char(table->text, '\n');
}

void
plain_digest(struct text *text, const struct digest *digest,
    const struct intake *intake, const struct plain_table *options)
{
	struct table table = {
		.text = text,
		.reference = intake->reference,
		.options = options,
		.rank = ranks_that_fit(options->width),
	};
	enum digest_group group = DIGEST_GROUPS;
	bool ours = false;

	widen_columns(&table, digest);
	if (digest->count > 0 && digest->rows[0].group != DIGEST_DELIVERED)
		append_headings(&table);
	for (size_t i = 0; i < digest->count; i++) {
		/* What went well is told in a sentence. */
		if (digest->rows[i].group == DIGEST_DELIVERED)
			continue;
		if (digest->rows[i].group != group) {
			group = digest->rows[i].group;
			append_group(&table, digest_headings[group]);
		}
		append_row(&table, &digest->rows[i]);
		ours = ours || digest->rows[i].ours;
	}
	if (ours)
		text_append(text, "* yours to mend\n");
	text->failed = text->failed || table.masked.failed;
	text_release(&table.masked);
}

/* A sentence with a number, if it is not 0. */
static void
append_total(struct text *text, uint64_t number, const char *one,
    const char *more)
{
	if (number > 0)
		text_printf(text, "%llu %s\n", (unsigned long long)number,
		    number == 1 ? one : more);
}

/* How many there are of each disposition. */
static void
append_dispositions(struct text *text, const struct digest *digest,
    uint64_t lines)
{
	uint64_t counts[DISPOSITIONS] = { 0 }, later = 0, all = 0;
	const char *between = "";

	for (size_t i = 0; i < digest->count; i++) {
		const struct counted *counted = digest->rows[i].counted;

		counts[counted->key.disposition] += counted->count;
		later += counted->later;
		all += counted->count;
	}
	text_printf(text, "%llu %s in %llu %s\n", (unsigned long long)all,
	    all == 1 ? "reply" : "replies", (unsigned long long)lines,
	    lines == 1 ? "line" : "lines");
	for (int i = DISPOSITION_UNSAID + 1; i < DISPOSITIONS; i++) {
		if (counts[i] == 0)
			continue;
		text_printf(text, "%s%llu %s", between,
		    (unsigned long long)counts[i], disposition_names[i]);
		if (i == DISPOSITION_DEFERRED && later > 0)
			text_printf(text, " (about %llu delivered later)",
			    (unsigned long long)later);
		between = ", ";
	}
	if (between[0] != '\0')
		text_append_char(text, '\n');
}

/* How many replies there are whose text was not kept. */
static uint64_t
count_rests(const struct counts *counts)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < counts->rest_count; i++)
		sum += counts->rests[i]->count;
	return sum;
}

void
plain_totals(struct text *text, const struct digest *digest,
    const struct intake_totals *totals, const struct counts *counts)
{
	append_dispositions(text, digest, totals->lines);
	append_total(text, totals->bounces, "bounce", "bounces");
	append_total(text, totals->ordinary, "mail that is no bounce",
	    "mails that are no bounces");
	append_total(text, totals->complaints,
	    "complaint of a recipient (ARF), no bounce",
	    "complaints of recipients (ARF), no bounces");
	append_total(text, totals->skipped,
	    "line of no known form, without a reply",
	    "lines of no known form, without a reply");
	append_total(text, totals->cut, "line or mail was cut off",
	    "lines or mails were cut off");
	append_total(text, totals->undated,
	    "reply left out: it has no time to compare",
	    "replies left out: they have no time to compare");
	append_total(text, totals->outside,
	    "reply left out: it is of another time",
	    "replies left out: they are of another time");
	append_total(text, count_rests(counts),
	    "reply is counted without its text: there were too many texts",
	    "replies are counted without their texts: there were too many");
}
