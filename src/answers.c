#include "answers.h"

#include <stdlib.h>
#include <string.h>

#include "lines.h"
#include "thread.h"

enum {
	BYTES = 1 << 14, /* that one half answers at a time */
	LEAST = 1 << 12, /* less is answered as quickly by the other one */
};

/* What one thread answers with. */
struct half {
	struct each each;
	struct lines lines;
	struct piece bytes; /* to be answered */
	struct text out;
	bool found, failed;
};

enum turn {
	TURN_NONE, /* nothing is to be done */
	TURN_BACK, /* the back half is answered */
	TURN_END,  /* the thread is to end */
};

/*
 * The front half goes on where the input is. The back half answers what comes
 * behind, as if nothing that stands before it could tell something of it. So
 * it nearly always is, and then the back half becomes the front one; else the
 * front half answers that as well.
 */
struct answers {
	struct half *front;
	struct half *back; /* NULL as long as there is no thread */
	bool tried;	   /* to make one */
	bool found, failed;
	uint64_t cut; /* lines of the input that were too long */
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	enum turn turn; /* under the mutex */
};

static struct half *
half_new(const struct reference *reference, int64_t now, bool json, bool masked)
{
	struct half *half = calloc(1, sizeof(*half));

	if (half != NULL)
		each_init(&half->each, reference, now, json, masked);
	return half;
}

static void
half_free(struct half *half)
{
	if (half == NULL)
		return;
	each_release(&half->each);
	lines_release(&half->lines);
	text_release(&half->out);
	free(half);
}

static void
answer(struct half *half, const struct piece *line)
{
	bool holds = false;

	if (!each_line(&half->each, line->bytes, line->length, &half->out,
		&holds))
		half->failed = true;
	half->found = half->found || holds;
}

/* Answers its bytes. */
static void
half_run(struct half *half)
{
	const char *at = half->bytes.bytes, *end = at + half->bytes.length;
	struct piece line;

	while (!half->failed && lines_next(&half->lines, &at, end, &line))
		answer(half, &line);
}

/* The thread: answers the back half when it is told to. Nobody else touches
   that meanwhile. */
static void *
run_thread(void *argument)
{
	struct answers *answers = argument;

	pthread_mutex_lock(&answers->mutex);
	while (answers->turn != TURN_END) {
		if (answers->turn == TURN_NONE) {
			pthread_cond_wait(&answers->changed, &answers->mutex);
			continue;
		}
		pthread_mutex_unlock(&answers->mutex);
		half_run(answers->back);
		pthread_mutex_lock(&answers->mutex);
		answers->turn = TURN_NONE;
		pthread_cond_broadcast(&answers->changed);
	}
	pthread_mutex_unlock(&answers->mutex);
	return NULL;
}

static void
set_turn(struct answers *answers, enum turn turn)
{
	pthread_mutex_lock(&answers->mutex);
	answers->turn = turn;
	pthread_cond_broadcast(&answers->changed);
	pthread_mutex_unlock(&answers->mutex);
}

static void
wait_for_back(struct answers *answers)
{
	pthread_mutex_lock(&answers->mutex);
	while (answers->turn != TURN_NONE)
		pthread_cond_wait(&answers->changed, &answers->mutex);
	pthread_mutex_unlock(&answers->mutex);
}

struct answers *
answers_new(const struct reference *reference, int64_t now, bool json,
    bool masked)
{
	struct answers *answers = calloc(1, sizeof(*answers));

	if (answers == NULL)
		return NULL;
	answers->front = half_new(reference, now, json, masked);
	if (answers->front == NULL) {
		free(answers);
		return NULL;
	}
	pthread_mutex_init(&answers->mutex, NULL);
	pthread_cond_init(&answers->changed, NULL);
	return answers;
}

void
answers_free(struct answers *answers)
{
	if (answers == NULL)
		return;
	if (answers->back != NULL) {
		set_turn(answers, TURN_END);
		pthread_join(answers->thread, NULL);
	}
	pthread_cond_destroy(&answers->changed);
	pthread_mutex_destroy(&answers->mutex);
	half_free(answers->front);
	half_free(answers->back);
	free(answers);
}

/* Is there a back half? It is made the first time that it would help. */
static bool
has_back(struct answers *answers)
{
	const struct each *each = &answers->front->each;

	if (answers->back != NULL || answers->tried)
		return answers->back != NULL;
	answers->tried = true;
	/* What a name is masked by is the same in all lines. */
	if (each->masked || !thread_has_room())
		return false;
	answers->back = half_new(each->reference, each->judge.log.now,
	    each->json, false);
	if (answers->back != NULL &&
	    thread_start(&answers->thread, run_thread, answers))
		return true;
	half_free(answers->back);
	answers->back = NULL;
	return false;
}

/* Takes what a half has answered. */
static void
collect(struct answers *answers, struct half *half, struct text *out)
{
	text_append_bytes(out, text_string(&half->out), half->out.length);
	answers->found = answers->found || half->found;
	answers->failed = answers->failed || half->failed || half->out.failed ||
	    half->lines.pending.failed || out->failed;
	answers->cut += half->lines.cut;
	half->lines.cut = 0;
	text_clear(&half->out);
}

static void
run_front(struct answers *answers, const struct piece *bytes, struct text *out)
{
	answers->front->bytes = *bytes;
	half_run(answers->front);
	collect(answers, answers->front, out);
}

static uint64_t
count_feeds(const struct piece *bytes)
{
	uint64_t count = 0;

	for (size_t i = 0; i < bytes->length; i++)
		count += bytes->bytes[i] == '\n';
	return count;
}

/* Answers both, the second one by the back half if the first one ends so. */
static void
run_both(struct answers *answers, const struct piece *first,
    const struct piece *second, struct text *out)
{
	struct half *front = answers->front, *back = answers->back;

	back->bytes = *second;
	back->found = false;
	back->each.line = front->each.line + count_feeds(first);
	each_restart(&back->each);
	set_turn(answers, TURN_BACK);
	run_front(answers, first, out);
	wait_for_back(answers);
	if (each_is_fresh(&front->each)) {
		collect(answers, back, out);
		answers->front = back;
		answers->back = front;
		return;
	}
	text_clear(&back->out);
	lines_release(&back->lines);
	run_front(answers, second, out);
}

bool
answers_take(struct answers *answers, struct piece *bytes, struct text *out)
{
	size_t length = bytes->length < 2 * BYTES ? bytes->length : 2 * BYTES;
	const char *end = bytes->bytes + length;
	const char *feed = memchr(bytes->bytes + length / 2, '\n',
	    length - length / 2);
	struct piece first = { bytes->bytes, length }, second = { end, 0 };

	if (feed != NULL && end - feed > LEAST) {
		first.length = (size_t)(feed + 1 - bytes->bytes);
		second = (struct piece) { feed + 1, (size_t)(end - feed) - 1 };
	}
	*bytes = (struct piece) { end, bytes->length - length };
	if (second.length == 0 || !each_is_fresh(&answers->front->each) ||
	    !has_back(answers)) {
		first.length = length;
		run_front(answers, &first, out);
	} else {
		run_both(answers, &first, &second, out);
	}
	return !answers->failed;
}

bool
answers_end(struct answers *answers, struct text *out, uint64_t *cut)
{
	struct half *front = answers->front;
	struct piece line;

	if (lines_last(&front->lines, &line))
		answer(front, &line);
	collect(answers, front, out);
	lines_release(&front->lines);
	each_restart(&front->each);
	*cut = answers->cut;
	answers->cut = 0;
	return !answers->failed;
}

bool
answers_found(const struct answers *answers)
{
	return answers->found;
}
