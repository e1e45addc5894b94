#include "emit.h"

#include <string.h>

enum {
	POOL_COLUMNS = 72,
};

/* A byte of a C string. Three octal digits never swallow what follows. */
static size_t
emit_byte(struct text *out, unsigned char byte)
{
	if (byte == '"' || byte == '\\' || byte == '?') {
		text_append_char(out, '\\');
		text_append_char(out, (char)byte);
		return 2;
	}
	if (byte >= 0x20 && byte < 0x7f) {
		text_append_char(out, (char)byte);
		return 1;
	}
	text_printf(out, "\\%03o", byte);
	return 4;
}

static void
emit_pool(struct text *out, const struct tables *tables)
{
	size_t column = 0;

	text_printf(out, "static const char pool[%u] =\n\"",
	    (unsigned)tables->pool_size);
	/* The last NUL is the one that C adds. */
	for (uint32_t i = 0; i + 1 < tables->pool_size; i++) {
		column += emit_byte(out, (unsigned char)tables->pool[i]);
		if (column >= POOL_COLUMNS) {
			text_append(out, "\"\n\"");
			column = 0;
		}
	}
	text_append(out, "\";\n\n");
}

/* Rows hold nothing but uint32_t, and so are written as a list of them. */
static void
emit_rows(struct text *out, const char *type, const char *name,
    const void *rows, uint32_t count, size_t size)
{
	const uint32_t *numbers = rows;
	size_t row_numbers = size / sizeof(*numbers);

	text_printf(out, "static const struct %s %s[] = {\n", type, name);
	for (uint32_t i = 0; i < count; i++) {
		for (size_t j = 0; j < row_numbers; j++)
			text_printf(out, "%uu,",
			    (unsigned)numbers[i * row_numbers + j]);
		text_append_char(out, '\n');
	}
	/* An array of C has at least one element. */
	text_append(out, count == 0 ? "0\n};\n\n" : "};\n\n");
}

static void
emit_function(struct text *out, const struct tables *tables, const char *symbol)
{
	text_printf(out, "void %s(struct tables *tables);\n\n", symbol);
	text_printf(out, "void\n%s(struct tables *tables)\n{\n", symbol);
	text_append(out, "\ttables->pool = pool;\n");
	text_printf(out, "\ttables->pool_size = %u;\n",
	    (unsigned)tables->pool_size);
#define EMIT_COUNT(rows, row_count) \
	text_printf(out, \
	    "\ttables->" #rows " = " #rows ";\n" \
	    "\ttables->" #row_count " = %u;\n", \
	    (unsigned)tables->row_count)
	EMIT_COUNT(entries, entry_count);
	EMIT_COUNT(examples, example_count);
	EMIT_COUNT(digits, digit_count);
	EMIT_COUNT(whos, who_count);
	EMIT_COUNT(whys, why_count);
	EMIT_COUNT(fixes, fix_count);
	EMIT_COUNT(strings, string_count);
	EMIT_COUNT(links, link_count);
	EMIT_COUNT(terms, term_count);
	EMIT_COUNT(postings, posting_count);
	EMIT_COUNT(normals, normal_count);
	EMIT_COUNT(domains, domain_count);
	EMIT_COUNT(literals, literal_count);
	EMIT_COUNT(literal_terms, literal_term_count);
	EMIT_COUNT(model_causes, model_cause_count);
	EMIT_COUNT(features, feature_count);
	EMIT_COUNT(feature_buckets, feature_bucket_count);
	EMIT_COUNT(weights, weight_count);
	EMIT_COUNT(cues, cue_count);
	EMIT_COUNT(cue_buckets, cue_bucket_count);
	EMIT_COUNT(cue_causes, cue_cause_count);
	EMIT_COUNT(sureties, surety_count);
#undef EMIT_COUNT
	for (int kind = 0; kind < ENTRY_KINDS; kind++)
		text_printf(out,
		    "\ttables->kinds[%d] = (struct slice) { %u, %u };\n", kind,
		    (unsigned)tables->kinds[kind].first,
		    (unsigned)tables->kinds[kind].count);
	text_printf(out, "\ttables->model_scale = %u;\n",
	    (unsigned)tables->model_scale);
	text_printf(out, "\ttables->date = %u;\n}\n", (unsigned)tables->date);
}

void
emit_tables(struct text *out, const struct tables *tables, const char *symbol)
{
	text_append(out,
	    "/* Written by mkreference from data/. */\n"
	    "#include \"tables.h\"\n\n");
	emit_pool(out, tables);
#define EMIT(type, rows, count) \
	emit_rows(out, #type, #rows, tables->rows, tables->count, \
	    sizeof(*tables->rows))
	EMIT(entry_row, entries, entry_count);
	EMIT(example_row, examples, example_count);
	EMIT(digit_row, digits, digit_count);
	EMIT(who_row, whos, who_count);
	EMIT(why_row, whys, why_count);
	EMIT(fix_row, fixes, fix_count);
	EMIT(string_row, strings, string_count);
	EMIT(link_row, links, link_count);
	EMIT(term_row, terms, term_count);
	EMIT(link_row, postings, posting_count);
	EMIT(string_row, normals, normal_count);
	EMIT(string_row, domains, domain_count);
	EMIT(literal_row, literals, literal_count);
	EMIT(word_row, literal_terms, literal_term_count);
	EMIT(cause_row, model_causes, model_cause_count);
	EMIT(key_row, features, feature_count);
	EMIT(bucket_row, feature_buckets, feature_bucket_count);
	EMIT(word_row, weights, weight_count);
	EMIT(key_row, cues, cue_count);
	EMIT(bucket_row, cue_buckets, cue_bucket_count);
	EMIT(cue_row, cue_causes, cue_cause_count);
	EMIT(word_row, sureties, surety_count);
#undef EMIT
	emit_function(out, tables, symbol);
}
