#include "surety_fit.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum {
	FOLDS = 4,	 /* parts of the servers that are held back in turn */
	TEXT_FOLDS = 8,	 /* of the texts of the others, held back with them */
	ITERATIONS = 16, /* of Newton's method */
	FEWEST = 200,	 /* answers that are learnt from */
	SHORT_WORD = 4,	 /* letters of one that is not short */
};

/* How firmly weights stay where they are if nothing tells otherwise. */
static const double firmness = 16.0;

/* How much a text that is no reply counts beside one that is. */
static const double weight_of_nonsense = 0.01;

/* An answer: its signs, in natural logarithms, and whether it is right. */
struct answer {
	double signs[SURETY_SIGNS];
	double weight;
	bool right;
};

/* Answers while they are collected. */
struct answers {
	const struct tables *tables;
	const struct hidden *hidden; /* not looked at at all */
	uint32_t fold;
	struct reference reference; /* with the model of the fold */
	struct identify *identify;
	struct text text;
	struct answer *items;
	size_t count;
	bool failed;
};

void
surety_fill_in(struct text *out, const char *text)
{
	static const char *const values[][2] = {
		{ "<address>", "j.miller@example.org" },
		{ "<ip>", "192.0.2.17" },
		{ "<domain>", "example.org" },
		{ "<host>", "mx3.example.net" },
		{ "<url>", "https://www.example.com/help?id=17" },
		{ "<id>", "4XyZ7b2K9qz1" },
		{ "<n>", "37" },
		{ "<text>", "" },
		{ "<user>", "jmiller" },
		{ "<date>", "Tue, 24 Nov 2026 10:11:12 +0100" },
	};
	size_t count = sizeof(values) / sizeof(*values);

	text_clear(out);
	while (*text != '\0') {
		size_t i = 0;

		while (i < count &&
		    strncmp(text, values[i][0], strlen(values[i][0])) != 0)
			i++;
		if (i < count) {
			text_append(out, values[i][1]);
			text += strlen(values[i][0]);
		} else {
			text_append_char(out, *text++);
		}
	}
}

static bool
is_held_server(const struct answers *answers, uint32_t server)
{
	const char *name = answers->tables->pool +
	    answers->tables->entries[server].name;

	return (pool_hash(name, strlen(name)) >> 7) % FOLDS == answers->fold;
}

/* The same text goes with it, whoever says it. */
static bool
is_held_text(const struct answers *answers, const struct example_row *row)
{
	const char *text = answers->tables->pool + row->text;

	return (pool_hash(text, strlen(text)) >> 7) % TEXT_FOLDS ==
	    answers->fold;
}

static bool
hides_server(const void *context, uint32_t server)
{
	const struct answers *answers = context;

	return is_held_server(answers, server) ||
	    hidden_server(answers->hidden, server);
}

static bool
hides_example(const void *context, const struct example_row *row)
{
	const struct answers *answers = context;

	return is_held_text(answers, row) ||
	    hidden_example(answers->hidden, row);
}

/* Is the answer one that the example's text tells? */
static bool
is_told(const struct answers *answers, const struct example_row *row,
    uint32_t cause)
{
	const struct reference *reference = &answers->reference;
	uint32_t base = reference_base_cause(reference, cause);

	if (reference_base_cause(reference, row->cause) == base)
		return true;
	for (uint32_t i = 0; i < row->also.count; i++)
		if (reference_base_cause(reference,
			reference_link(reference, row->also, i)) == base)
			return true;
	return false;
}

/* What is answered to the text of the row; without one nothing is right. */
static void
add_answer(struct answers *answers, const struct example_row *row,
    double weight_of_wrong)
{
	struct identify *identify = answers->identify;
	struct identification found;
	struct answer *answer = &answers->items[answers->count];

	identify_run(identify, text_string(&answers->text),
	    answers->text.length, &found);
	if (found.cause == TABLES_NONE)
		return;
	answer->right = row != NULL && is_told(answers, row, found.cause);
	answer->weight = answer->right ? 1.0 : weight_of_wrong;
	for (int i = 0; i < SURETY_SIGNS; i++)
		answer->signs[i] = identify->signs[i] *
		    (0.69314718055994530942 / SURETY_UNIT);
	answers->count++;
}

/*
 * No reply: the words of one behind its code, turned round, but the short ones,
 * which all texts have in common.
 */
static void
turn_words(struct text *text)
{
	char *bytes = text->data;
	unsigned code;
	size_t from = code_parse(bytes, 3, &code) ? 3 : 0;

	for (size_t i = from, end; i < text->length; i = end + 1) {
		for (end = i; end < text->length && text_is_letter(bytes[end]);
		     end++)
			;
		if (end < text->length)
			bytes[end] = ' ';
		if (end - i < SHORT_WORD)
			continue;
		for (size_t j = i, k = end - 1; j < k; j++, k--) {
			char turned = bytes[j];

			bytes[j] = bytes[k];
			bytes[k] = turned;
		}
	}
}

/* The answers to an example, and to what is none. */
static void
add_answers(struct answers *answers, const struct example_row *row)
{
	surety_fill_in(&answers->text, answers->tables->pool + row->text);
	add_answer(answers, row, 1.0);
	if (answers->text.failed || answers->text.length < 3)
		return;
	turn_words(&answers->text);
	add_answer(answers, NULL, weight_of_nonsense);
}

/* Answers for the examples of the servers that are held back. */
static void
ask_fold(struct answers *answers)
{
	const struct tables *tables = answers->tables;
	struct hidden hidden = { hides_server, hides_example, answers };
	struct identify *identify = answers->identify;
	struct fitted_model fitted;

	if (!model_fit_causes(&fitted, tables, &hidden)) {
		answers->failed = true;
		fitted_model_release(&fitted);
		return;
	}
	reference_init(&answers->reference, tables);
	fitted_model_use(&fitted, &answers->reference.tables);
	identify_init(identify, &answers->reference);
	identify->hidden = &hidden;
	identify->keeps_vendors = true;
	for (uint32_t i = 0; i < tables->example_count; i++) {
		const struct example_row *row = &tables->examples[i];

		if (hidden_example(&hidden, row) &&
		    !hidden_example(answers->hidden, row))
			add_answers(answers, row);
	}
	answers->failed = answers->failed || identify->failed;
	identify_release(identify);
	fitted_model_release(&fitted);
}

/* How likely the weights make it that the answer is right. */
static double
likelihood(const double *weights, const struct answer *answer)
{
	double sum = 0.0, other;

	for (int i = 0; i < SURETY_SIGNS; i++)
		sum += weights[i] * answer->signs[i];
	other = model_exp(sum < 0.0 ? sum : -sum);
	return sum < 0.0 ? other / (1.0 + other) : 1.0 / (1.0 + other);
}

/* A system of equations, the right side in the last column. */
struct equations {
	double rows[SURETY_SIGNS][SURETY_SIGNS + 1];
};

static void
swap_rows(struct equations *equations, int a, int b)
{
	for (int i = 0; i <= SURETY_SIGNS; i++) {
		double swapped = equations->rows[a][i];

		equations->rows[a][i] = equations->rows[b][i];
		equations->rows[b][i] = swapped;
	}
}

static double
size_of(double x)
{
	return x < 0.0 ? -x : x;
}

/* Leaves the solution in the last column. */
static void
solve(struct equations *equations)
{
	double(*rows)[SURETY_SIGNS + 1] = equations->rows;

	for (int i = 0; i < SURETY_SIGNS; i++) {
		int best = i;
		double pivot;

		for (int j = i + 1; j < SURETY_SIGNS; j++)
			if (size_of(rows[j][i]) > size_of(rows[best][i]))
				best = j;
		swap_rows(equations, i, best);
		pivot = rows[i][i];
		for (int k = 0; k <= SURETY_SIGNS; k++)
			rows[i][k] /= pivot;
		for (int j = 0; j < SURETY_SIGNS; j++) {
			double times = rows[j][i];

			for (int k = 0; j != i && k <= SURETY_SIGNS; k++)
				rows[j][k] -= times * rows[i][k];
		}
	}
}

/* One step of Newton's method. At first the share counts as it is. */
static void
improve(double *weights, const struct answers *answers)
{
	struct equations equations = { { { 0.0 } } };

	for (int i = 0; i < SURETY_SIGNS; i++) {
		equations.rows[i][i] = firmness;
		equations.rows[i][SURETY_SIGNS] = firmness *
		    ((i == SURETY_ODDS ? 1.0 : 0.0) - weights[i]);
	}
	for (size_t n = 0; n < answers->count; n++) {
		const struct answer *answer = &answers->items[n];
		double likely = likelihood(weights, answer);
		double wrong = (answer->right ? 1.0 : 0.0) - likely;
		double curve = answer->weight * likely * (1.0 - likely);

		for (int i = 0; i < SURETY_SIGNS; i++) {
			double *row = equations.rows[i];

			for (int j = 0; j < SURETY_SIGNS; j++)
				row[j] += curve * answer->signs[i] *
				    answer->signs[j];
			row[SURETY_SIGNS] += answer->weight * wrong *
			    answer->signs[i];
		}
	}
	solve(&equations);
	for (int i = 0; i < SURETY_SIGNS; i++)
		weights[i] += equations.rows[i][SURETY_SIGNS];
}

static void
fit_weights(struct word_row *rows, const struct answers *answers)
{
	double weights[SURETY_SIGNS] = { [SURETY_ODDS] = 1.0 };

	for (int i = 0; i < ITERATIONS && answers->count >= FEWEST; i++)
		improve(weights, answers);
	for (int i = 0; i < SURETY_SIGNS; i++) {
		double scaled = weights[i] * SURETY_UNIT;

		rows[i].word = (uint32_t)(int32_t)(scaled < 0.0 ? scaled - 0.5 :
								  scaled + 0.5);
	}
}

bool
surety_fit(struct word_row *rows, const struct tables *tables,
    const struct hidden *hidden)
{
	struct answers answers = { .tables = tables, .hidden = hidden };

	answers.identify = calloc(1, sizeof(*answers.identify));
	/* An example is asked for with its server, once more with its text. */
	answers.items = calloc(4 * (size_t)tables->example_count + 1,
	    sizeof(*answers.items));
	answers.failed = answers.identify == NULL || answers.items == NULL;
	for (; answers.fold < FOLDS && !answers.failed; answers.fold++)
		ask_fold(&answers);
	if (!answers.failed)
		fit_weights(rows, &answers);
	answers.failed = answers.failed || answers.text.failed;
	text_release(&answers.text);
	free(answers.identify);
	free(answers.items);
	return !answers.failed;
}
