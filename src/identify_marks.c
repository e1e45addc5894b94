#include "identify_marks.h"

enum {
	MOST_WORDS = 3,
};

void
marks_add(const struct identify *identify, struct identification *found,
    uint32_t from, uint32_t to)
{
	struct reply_span mark, *marks = found->marks;
	uint32_t at = 0;

	if (from >= to)
		return;
	mark.from = (uint32_t)reply_place(&identify->reply, from);
	mark.to = (uint32_t)reply_place(&identify->reply, to - 1) + 1;
	for (uint32_t i = 0; i < found->mark_count; i++) {
		if (mark.from >= marks[i].to || mark.to <= marks[i].from)
			continue;
		if (mark.from < marks[i].from)
			marks[i].from = mark.from;
		if (mark.to > marks[i].to &&
		    (i + 1 == found->mark_count ||
			mark.to <= marks[i + 1].from))
			marks[i].to = mark.to;
		return;
	}
	if (found->mark_count == IDENTIFY_MARKS)
		return;
	at = found->mark_count++;
	for (; at > 0 && marks[at - 1].from > mark.from; at--)
		marks[at] = marks[at - 1];
	marks[at] = mark;
}

void
marks_add_words(const struct identify *identify, struct identification *found,
    uint32_t base, uint32_t cause, uint32_t against)
{
	const struct model_input *input = &identify->input;
	const struct feature *best[MOST_WORDS] = { NULL };
	int32_t weights[MOST_WORDS] = { 0 };

	for (uint32_t i = 0; i < input->count; i++) {
		const struct feature *feature = &input->features[i];
		int32_t weight;
		int at = MOST_WORDS - 1;

		if (feature->kind == FEATURE_LETTERS ||
		    feature->from == feature->to)
			continue;
		weight = model_weight(&identify->model, feature, cause,
		    against);
		if (weight <= weights[at])
			continue;
		for (; at > 0 && weight > weights[at - 1]; at--) {
			weights[at] = weights[at - 1];
			best[at] = best[at - 1];
		}
		weights[at] = weight;
		best[at] = feature;
	}
	for (int i = 0; i < MOST_WORDS; i++)
		if (best[i] != NULL && weights[i] * 4 >= weights[0])
			marks_add(identify, found, base + best[i]->from,
			    base + best[i]->to);
}
