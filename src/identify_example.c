/* From a reply to its cause: the examples that stand in it. */
#include <string.h>

#include "identify_parts.h"
#include "identify_rank.h"

enum {
	FEW_LETTERS = 10,  /* an example with fewer is none to go by */
	WHOLE_PART = 55,   /* of the text that an example is, in percent */
	POINTS_LETTER = 8, /* what a letter counts in a comparison */
	FEW_OCTAVES = 144, /* in sixteenths: as rare have its words to be */
	CUT_WORDS = 12,	   /* of a text that may be the beginning of one */
	/* How many times likelier an example makes its cause that is not all of
	   the text, has few words, or another code. */
	TIMES_PART = 8,
	TIMES_LIKE = 3,
	/* What the cause of an example counts beside the others that its text
	   may as well tell, where few say it. */
	TIMES_NAMED = 6,
};

/* Of MODEL_ONE: what an example that is all of the text gets. */
enum {
	SHARE_CODE = MODEL_ONE / 100 * 90,     /* with the same code */
	SHARE_CODELESS = MODEL_ONE / 100 * 75, /* where one has no code */
	SHARE_CUT = MODEL_ONE / 100 * 80,      /* together, those it begins */
	SHARE_SURE = MODEL_ONE / 100 * 80,     /* with which none is asked */
};

/* How well an example's code and status go with the part's, and in points. */
static enum agreement
agreement_of(const struct run *run, const struct example_row *row,
    uint32_t *points)
{
	const struct reference *reference = run->identify->reference;
	const char *code = reference_string(reference, row->code);
	const char *status = reference_string(reference, row->status);
	const struct reply_span *span = &run->part->status;
	enum agreement agreement = AGREES_CODELESS;
	unsigned number = 0, own = run->part->code;

	*points = 0;
	if (code[0] != '\0' && code_parse(code, 3, &number) && own != 0) {
		agreement = number == own ? AGREES_CODE : AGREES_CLASS;
		*points = number == own ? 2 : number / 100 == own / 100;
		if ((number < 400) != (own < 400))
			agreement = AGREES_NOT;
	}
	if (status[0] != '\0' && span->to - span->from == strlen(status) &&
	    memcmp(status, identify_bytes(run, span), strlen(status)) == 0)
		*points += 3;
	return agreement;
}

/* An example has to say enough, and the text little beside it. */
static uint32_t
least_letters(uint32_t letters)
{
	uint32_t least = (letters * WHOLE_PART + 99) / 100;

	if (least >= FEW_LETTERS)
		return least;
	return letters < FEW_LETTERS ? letters : FEW_LETTERS;
}

static bool
is_own(const struct run *run, uint32_t example)
{
	return reference_is_own_example(run->identify->reference, example);
}

/*
 * What the admin has written goes before what others send word for word; not
 * where the code is another one.
 */
static uint32_t
points_of(const struct run *run, const struct literal_match *match,
    enum agreement agreement)
{
	uint32_t points = match->letters * POINTS_LETTER;

	if (agreement != AGREES_CLASS && is_own(run, match->example))
		points += POINTS_LETTER - 1;
	return points;
}

static void
vote(struct run *run, const struct example_row *row)
{
	const struct reference *reference = run->identify->reference;

	run->votes[identify_number(run, row->cause)]++;
	for (uint32_t i = 0; i < row->also.count; i++)
		run->also[identify_number(run,
		    reference_link(reference, row->also, i))]++;
}

/* The votes for what is named, and those for what the texts tell besides. */
static void
count_votes(struct run *run, uint32_t times)
{
	run->vote_count = 0;
	for (uint32_t i = 0; i < run->identify->model.cause_count; i++) {
		run->votes[i] = run->votes[i] * times + run->also[i];
		run->vote_count += run->votes[i];
	}
}

static bool
is_software(const struct run *run, uint32_t example)
{
	const struct reference *reference = run->identify->reference;

	return reference_entry(reference,
		   reference_example(reference, example)->server)
		   ->server_kind == SERVER_SOFTWARE;
}

void
example_find(struct run *run)
{
	struct identify *identify = run->identify;
	struct literal_cursor cursor = { 0 };
	struct literal_match match;
	uint32_t points, best = 0;

	literal_read(&identify->literals, &identify->normal, &identify->text);
	identify->text.least = least_letters(identify->text.letters);
	while (literal_next(&identify->literals, &identify->text, &cursor,
	    &match)) {
		const struct example_row *row =
		    reference_example(identify->reference, match.example);
		enum agreement agreement;

		if (hidden_example(identify->hidden, row))
			continue;
		agreement = agreement_of(run, row, &points);
		points += points_of(run, &match, agreement);
		if (agreement == AGREES_NOT || points < best)
			continue;
		if (points > best) {
			best = points;
			run->match = match;
			run->agreement = agreement;
			run->found->example = match.example;
			run->found->literal = match.row;
			memset(run->votes, 0, sizeof(run->votes));
			memset(run->also, 0, sizeof(run->also));
		} else if (!is_software(run, run->found->example) &&
		    is_software(run, match.example)) {
			/* Providers run software, and say what it says. */
			run->match = match;
			run->found->example = match.example;
			run->found->literal = match.row;
		}
		vote(run, row);
	}
}

/* How rare the example's words are together, in sixteenths of an octave. */
static uint32_t
octaves_of(const struct run *run)
{
	const struct literals *literals = &run->identify->literals;
	const struct literal_text *text = &run->identify->text;
	uint32_t sum = 0;

	for (uint32_t i = run->match.first; i < run->match.last; i++)
		if (text->terms[i] != LITERAL_GAP)
			sum += literals->index.terms[text->terms[i]].weight;
	return sum;
}

/*
 * Does it count by itself? So does all of a text, if it has more than a few
 * words that all use, and what the admin has written.
 */
static bool
is_telling(const struct run *run)
{
	if (run->agreement == AGREES_CLASS)
		return false;
	return is_own(run, run->found->example) ||
	    (run->match.letters >= run->identify->text.letters &&
		octaves_of(run) >= FEW_OCTAVES);
}

bool
example_votes_for(const struct run *run, uint32_t cause)
{
	for (uint32_t i = 0; i < run->identify->model.cause_count; i++)
		if (run->votes[i] > 0 &&
		    run->identify->model.causes[i].parent == cause)
			return true;
	return false;
}

bool
example_leaves(const struct run *run, uint32_t from, uint32_t to)
{
	const struct identify *identify = run->identify;
	const struct term *terms = identify->normal.terms;
	const uint16_t *places = identify->text.places;
	uint32_t base = run->part->whole.from;

	return !is_telling(run) &&
	    (to <= base + terms[places[run->match.first]].from ||
		from >= base + terms[places[run->match.last - 1]].to);
}

void
example_favour(struct run *run)
{
	struct identify *identify = run->identify;
	struct model_result *result = &identify->result;
	bool telling = is_telling(run);
	uint32_t top;

	count_votes(run, telling ? TIMES_NAMED : 1);
	memcpy(run->before, result->shares, sizeof(run->before));
	run->found->basis = BASIS_EXAMPLE;
	if (telling)
		rank_vote(&identify->model, result, run->votes, run->vote_count,
		    run->agreement == AGREES_CODE ? SHARE_CODE :
						    SHARE_CODELESS);
	else
		rank_times(&identify->model, result, run->votes,
		    run->vote_count,
		    run->agreement == AGREES_CLASS ? TIMES_LIKE : TIMES_PART);
	rank_top(&identify->model, result, &top, 1);
	if (example_votes_for(run, top))
		return;
	run->found->basis = BASIS_TEXT;
	run->found->example = TABLES_NONE;
}

/* The word of the text that the fewest examples have, but for the last one. */
static uint32_t
rarest_term(const struct identify *identify)
{
	const struct index *index = &identify->literals.index;
	const struct literal_text *text = &identify->text;
	uint32_t best = TABLES_NONE;

	for (uint32_t i = 0; i + 1 < text->count; i++) {
		uint32_t term = text->terms[i];

		if (term != LITERAL_GAP &&
		    (best == TABLES_NONE ||
			index->terms[term].postings.count <
			    index->terms[best].postings.count))
			best = term;
	}
	return best;
}

/* Does the example begin as all of the text does, and go on? */
static bool
is_begun(const struct identify *identify, uint32_t example)
{
	const struct index *index = &identify->literals.index;
	const struct text *text = &identify->normal.text;
	const char *whole = index->texts + index->documents[example].text;

	return strncmp(whole, text_string(text), text->length) == 0 &&
	    whole[text->length] != '\0';
}

/* Votes for the examples that the part begins; returns how many there are. */
static uint32_t
count_begun(struct run *run)
{
	const struct identify *identify = run->identify;
	const struct index *index = &identify->literals.index;
	uint32_t term = rarest_term(identify), count = 0;
	struct slice postings;

	if (term == TABLES_NONE)
		return 0;
	/* One that was found before may have had its say, and lost. */
	memset(run->votes, 0, sizeof(run->votes));
	memset(run->also, 0, sizeof(run->also));
	postings = index->terms[term].postings;
	for (uint32_t i = 0; i < postings.count; i++) {
		uint32_t example = index->postings[postings.first + i].target;
		const struct example_row *row =
		    reference_example(identify->reference, example);

		if (hidden_example(identify->hidden, row) ||
		    !is_begun(identify, example))
			continue;
		vote(run, row);
		count++;
	}
	return count;
}

void
example_complete(struct run *run)
{
	struct identify *identify = run->identify;
	uint32_t top;

	rank_top(&identify->model, &identify->result, &top, 1);
	if (top == TABLES_NONE || top == identify->names.generic ||
	    identify->result.shares[top] >= SHARE_SURE ||
	    identify->text.count > CUT_WORDS || count_begun(run) == 0)
		return;
	run->begun = true;
	count_votes(run, TIMES_NAMED);
	rank_vote(&identify->model, &identify->result, run->votes,
	    run->vote_count, SHARE_CUT);
}
