/*
 * How often the cause of a reply is found, and whether the confidence means
 * what it says: (a) for each example, with its server and the servers akin to
 * it hidden, so that others have to tell; (b) for the replies of
 * tests/score/replies, which no server of the reference sends as they are; (c)
 * for those of tests/score/unseen, which were written by somebody who had not
 * seen the reference.
 *
 * All causes count as right that a careful reader could defend: for an example
 * that of the record and those beside it (Also), for the others those that
 * stand with it. (d) is as (a), with texts hidden in place of servers; it is
 * measured only if it is asked for.
 *
 *     score [-abcd] [-r] [-v] [REPLIES]
 *
 * -a to -d ask for some of them, -r fits the model anew for (b) and (c) as
 * well, -v prints each wrong answer. REPLIES is another file for (b).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "builtin.h"
#include "identify.h"
#include "model_fit.h"
#include "pool.h"
#include "surety_fit.h"

enum {
	FOLDS = 8,
	BINS = 10,
	BIN_LEAST = 40, /* answers in a bin of the calibration */
	PAIRS = 20,	/* of causes taken for one another that are printed */
	LINE = 8192,
	MEANT = 4, /* causes of a reply that a careful reader could defend */
};

/* The causes that would be right, the best first. */
struct meant {
	uint32_t causes[MEANT], count;
};

/* Servers that share code or an owner are hidden together. */
static const char *const families[][8] = {
	{ "exchange", "exchange-online", "outlook" },
	{ "yahoo", "att", "aol", "yahoo-japan", "rackspace" },
	{ "notqmail", "sqmail", "sagredo-qmail", "qpsmtpd", "spamdyke" },
	{ "orange", "laposte", "orange-uk", "sfr", "free" },
	{ "gmx", "ionos", "forpsi" },
	{ "gmail", "facebook" },
	{ "postfix", "postgrey", "policyd-weight", "pypolicyd-spf", "zimbra" },
	{ "comcast", "cox", "spectrum", "magma" },
	{ "libero", "tim", "aruba" },
	{ "haraka", "nodemailer", "zonemta", "wildduck" },
};

struct score {
	struct reference reference;
	struct identify *identify;
	const char *title;
	uint32_t fold;
	bool verbose;
	/* By number of a cause: how many, and right as first, in three. */
	unsigned all[MODEL_CAUSES], first[MODEL_CAUSES], three[MODEL_CAUSES];
	unsigned refined, named; /* the first one that is meant */
	unsigned pairs[MODEL_CAUSES][MODEL_CAUSES]; /* meant, named */
	unsigned binned[BINS + 1], right[BINS + 1];
	unsigned long confidence[BINS + 1];
	double seconds;
};

static uint32_t
fold_of(const struct reference *reference, uint32_t server)
{
	const char *name = reference_name(reference, server);
	size_t count = sizeof(families) / sizeof(families[0]);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < 8 && families[i][j] != NULL; j++)
			if (strcmp(families[i][j], name) == 0)
				return (uint32_t)i % FOLDS;
	return pool_hash(name, strlen(name)) % FOLDS;
}

static bool
hides(const void *context, uint32_t server)
{
	const struct score *score = context;

	return fold_of(&score->reference, server) == score->fold;
}

static bool
hides_text(const void *context, const struct example_row *row)
{
	const struct score *score = context;
	const char *text = score->reference.tables.pool + row->text;

	return pool_hash(text, strlen(text)) % FOLDS == score->fold;
}

/* The cause that it refines, as a number; generic and none are the same. */
static uint32_t
base_of(const struct score *score, uint32_t cause)
{
	const struct reference *reference = &score->reference;
	uint32_t generic = reference_find_name(reference, ENTRY_CAUSE,
	    "generic", 7);
	uint32_t parent;

	if (cause == TABLES_NONE)
		cause = generic;
	parent = reference_entry(reference, cause)->parent;
	if (parent != TABLES_NONE)
		cause = parent;
	return cause - reference->tables.kinds[ENTRY_CAUSE].first;
}

static const char *
cause_name(const struct score *score, uint32_t number)
{
	return reference_name(&score->reference,
	    score->reference.tables.kinds[ENTRY_CAUSE].first + number);
}

static void
count_bin(struct score *score, const struct identification *found, bool right)
{
	size_t bin = found->confidence * BINS / (IDENTIFY_ONE + 1);

	if (found->cause == TABLES_NONE)
		return;
	score->binned[bin]++;
	score->right[bin] += right;
	score->confidence[bin] += found->confidence;
}

static void
tell_wrong(const struct score *score, const struct identification *found,
    uint32_t meant, const char *text)
{
	printf("%s: meant %s, named %s %u by %s", score->title,
	    reference_name(&score->reference, meant),
	    found->cause == TABLES_NONE ?
		"none" :
		reference_name(&score->reference, found->cause),
	    (unsigned)found->confidence, basis_names[found->basis]);
	for (uint32_t i = 0; i < found->alternative_count; i++)
		printf(", %s %u",
		    reference_name(&score->reference,
			found->alternatives[i].cause),
		    (unsigned)found->alternatives[i].confidence);
	printf(": ");
	for (; *text != '\0'; text++)
		putchar(*text == '\n' ? '|' : *text);
	putchar('\n');
}

/* Is the cause, or what it refines, one that would be right? */
static bool
is_meant(const struct score *score, const struct meant *meant, uint32_t cause)
{
	for (uint32_t i = 0; i < meant->count; i++)
		if (base_of(score, meant->causes[i]) == base_of(score, cause))
			return true;
	return false;
}

static void
judge(struct score *score, const struct meant *meant, const char *text)
{
	struct identification found;
	uint32_t wanted = base_of(score, meant->causes[0]), named;
	clock_t start = clock();
	bool right, among;

	identify_run(score->identify, text, strlen(text), &found);
	score->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	named = base_of(score, found.cause);
	right = among = is_meant(score, meant, found.cause);
	for (uint32_t i = 0; i < found.alternative_count &&
	     i < 3u - (found.cause != TABLES_NONE);
	     i++)
		if (is_meant(score, meant, found.alternatives[i].cause))
			among = true;
	score->all[wanted]++;
	score->first[wanted] += right;
	score->three[wanted] += among;
	score->refined += found.cause == meant->causes[0] ||
	    (right && found.cause == TABLES_NONE);
	score->named += wanted == named;
	if (!right)
		score->pairs[wanted][named]++;
	count_bin(score, &found, right);
	if (score->verbose && !right)
		tell_wrong(score, &found, meant->causes[0], text);
}

static double
percent(unsigned part, unsigned all)
{
	return all == 0 ? 0.0 : 100.0 * part / all;
}

static void
print_pairs(struct score *score)
{
	printf("\nmost taken for one another: meant, named\n");
	for (int n = 0; n < PAIRS; n++) {
		uint32_t a = 0, b = 0;

		for (uint32_t i = 0; i < MODEL_CAUSES; i++)
			for (uint32_t j = 0; j < MODEL_CAUSES; j++)
				if (score->pairs[i][j] > score->pairs[a][b]) {
					a = i;
					b = j;
				}
		if (score->pairs[a][b] == 0)
			break;
		printf("%5u  %s, %s\n", score->pairs[a][b],
		    cause_name(score, a), cause_name(score, b));
		score->pairs[a][b] = 0;
	}
}

/* Bins from the surest down, with their neighbours where they hold few. */
static void
print_calibration(const struct score *score)
{
	unsigned all = 0, right = 0;
	unsigned long sum = 0;
	int top = BINS;

	printf("\ncalibration: confidence, right, of\n");
	for (int bin = BINS - 1; bin >= 0; bin--) {
		all += score->binned[bin];
		right += score->right[bin];
		sum += score->confidence[bin];
		if (all < BIN_LEAST && (bin > 0 || all == 0))
			continue;
		printf("%4.1f-%.1f  said %5.1f %%, right %5.1f %%, of %u%s\n",
		    bin / 10.0, top / 10.0, (double)sum / all / 10.0,
		    percent(right, all), all, all < BIN_LEAST ? " (few)" : "");
		all = right = 0;
		sum = 0;
		top = bin;
	}
}

/* How many answers are said plainly, and how many as probable. */
static void
print_thresholds(const struct score *score)
{
	static const struct {
		const char *word;
		int from, to; /* bins */
	} ranges[] = {
		{ "plainly", IDENTIFY_PLAIN * BINS / IDENTIFY_ONE, BINS },
		{ "probably", IDENTIFY_PROBABLE * BINS / IDENTIFY_ONE,
		    IDENTIFY_PLAIN * BINS / IDENTIFY_ONE },
		{ "not known", 0, IDENTIFY_PROBABLE * BINS / IDENTIFY_ONE },
	};

	printf("\nsaid: right, of\n");
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		unsigned all = 0, right = 0;

		for (int bin = ranges[i].from; bin < ranges[i].to; bin++) {
			all += score->binned[bin];
			right += score->right[bin];
		}
		printf("%-9s %5.1f %%, of %u\n", ranges[i].word,
		    percent(right, all), all);
	}
}

static void
print_score(struct score *score)
{
	unsigned all = 0, first = 0, three = 0;

	printf("\n%s\n%-22s %6s %6s %6s\n", score->title, "cause", "of",
	    "first", "three");
	for (uint32_t i = 0; i < MODEL_CAUSES; i++) {
		if (score->all[i] == 0)
			continue;
		printf("%-22s %6u %6.1f %6.1f\n", cause_name(score, i),
		    score->all[i], percent(score->first[i], score->all[i]),
		    percent(score->three[i], score->all[i]));
		all += score->all[i];
		first += score->first[i];
		three += score->three[i];
	}
	print_pairs(score);
	print_calibration(score);
	print_thresholds(score);
	printf("\n%s: %u replies, first %.1f %%, among three %.1f %%, "
	       "the first cause meant %.1f %%, refined %.1f %%, "
	       "%.1f microseconds each\n",
	    score->title, all, percent(first, all), percent(three, all),
	    percent(score->named, all), percent(score->refined, all),
	    all == 0 ? 0.0 : score->seconds * 1e6 / all);
}

static struct meant
meant_by(const struct reference *reference, const struct example_row *row)
{
	struct meant meant = { { row->cause }, 1 };

	for (uint32_t i = 0; i < row->also.count && meant.count < MEANT; i++)
		meant.causes[meant.count++] = reference_link(reference,
		    row->also, i);
	return meant;
}

/* (a): the examples of each fold, by what the others teach. */
static void
score_folds(struct score *score, struct hidden hidden)
{
	struct tables builtin = score->reference.tables;
	struct meant meant;
	struct text text = { 0 };

	for (score->fold = 0; score->fold < FOLDS; score->fold++) {
		struct fitted_model fitted;
		struct tables *tables = &score->reference.tables;
		struct word_row sureties[SURETY_SIGNS];

		if (!model_fit(&fitted, &builtin, &hidden))
			exit(2);
		fitted_model_use(&fitted, tables);
		if (!surety_fit(sureties, tables, &hidden))
			exit(2);
		tables->sureties = sureties;
		identify_init(score->identify, &score->reference);
		score->identify->hidden = &hidden;
		for (uint32_t i = 0; i < builtin.example_count; i++) {
			const struct example_row *row = &builtin.examples[i];

			if (!hidden_example(&hidden, row))
				continue;
			surety_fill_in(&text, builtin.pool + row->text);
			meant = meant_by(&score->reference, row);
			judge(score, &meant, text_string(&text));
		}
		identify_release(score->identify);
		score->reference.tables = builtin;
		fitted_model_release(&fitted);
	}
	text_release(&text);
	print_score(score);
}

/* Causes with | between them. */
static void
read_meant(const struct score *score, const char *names, struct meant *meant)
{
	const char *rest = names, *name;

	meant->count = 0;
	while (rest != NULL && meant->count < MEANT) {
		size_t length = text_split(&rest, '|', &name);
		uint32_t cause = reference_find_name(&score->reference,
		    ENTRY_CAUSE, name, length);

		if (cause == TABLES_NONE) {
			fprintf(stderr, "score: no such cause: %s\n", name);
			exit(2);
		}
		meant->causes[meant->count++] = cause;
	}
}

/* A line `causes TAB text`, in which \n is a line end. False if it is none. */
static bool
read_line(const struct score *score, char *line, struct meant *meant,
    char **text)
{
	char *tab = strchr(line, '\t'), *to;

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '#' || line[0] == '\0')
		return false;
	if (tab == NULL) {
		fprintf(stderr, "score: no tab: %s\n", line);
		exit(2);
	}
	*tab = '\0';
	*text = tab + 1;
	read_meant(score, line, meant);
	to = *text;
	for (char *from = *text; *from != '\0'; from++) {
		*to = *from;
		if (from[0] == '\\' && from[1] == 'n') {
			*to = '\n';
			from++;
		}
		to++;
	}
	*to = '\0';
	return true;
}

/* (b), (c) */
static void
score_replies(struct score *score, const char *name)
{
	FILE *stream = fopen(name, "r");
	static char line[LINE];
	struct meant meant;
	char *text;

	if (stream == NULL) {
		perror(name);
		exit(2);
	}
	identify_init(score->identify, &score->reference);
	while (fgets(line, sizeof(line), stream) != NULL)
		if (read_line(score, line, &meant, &text))
			judge(score, &meant, text);
	identify_release(score->identify);
	fclose(stream);
	print_score(score);
}

/* One of the sets, by its letter. */
static bool
score_set(const struct tables *tables, char letter, const char *name,
    bool verbose)
{
	static struct score score;

	memset(&score, 0, sizeof(score));
	score.verbose = verbose;
	score.title = letter == 'a' ? "a, server hidden" :
	    letter == 'b'	    ? "b, replies" :
	    letter == 'c'	    ? "c, unseen" :
				      "d, text hidden";
	score.identify = calloc(1, sizeof(*score.identify));
	if (score.identify == NULL)
		return false;
	reference_init(&score.reference, tables);
	if (letter == 'a')
		score_folds(&score,
		    (struct hidden) { .server = hides, .context = &score });
	else if (letter == 'd')
		score_folds(&score,
		    (struct hidden) { .example = hides_text,
			.context = &score });
	else
		score_replies(&score, name);
	free(score.identify);
	return true;
}

int
main(int argc, char **argv)
{
	const char *names[] = { NULL, "tests/score/replies",
		"tests/score/unseen", NULL };
	struct tables tables = { 0 };
	struct fitted_model fitted;
	bool wanted[4] = { false }, any = false, verbose = false, refit = false;
	int option;

	while ((option = getopt(argc, argv, "abcdrv")) != -1) {
		if (option == '?')
			return 2;
		if (option >= 'a' && option <= 'd')
			any = wanted[option - 'a'] = true;
		verbose = verbose || option == 'v';
		refit = refit || option == 'r';
	}
	if (optind < argc)
		names[1] = argv[optind];
	reference_tables(&tables);
	if (refit) {
		if (!model_fit(&fitted, &tables, NULL))
			return 2;
		fitted_model_use(&fitted, &tables);
		printf("%u features, %u weights, %u cues, %u bytes\n",
		    fitted.feature_count, 2 * fitted.weight_count,
		    fitted.cue_count, (unsigned)fitted_model_size(&fitted));
	}
	for (int i = 0; i < 4; i++)
		if ((wanted[i] || !any) &&
		    !score_set(&tables, (char)('a' + i), names[i], verbose))
			return 2;
	if (refit)
		fitted_model_release(&fitted);
	return 0;
}
