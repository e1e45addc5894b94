/* The model over the words of a reply, as it was fitted to the fixture. */
#include "unit.h"

#include <string.h>

#include "model.h"

static struct model model;
static struct model_input input;
static struct model_result result;
static struct normal normal;

static void
ask(const char *text, unsigned code)
{
	struct tables tables = { 0 };

	fixture_tables(&tables);
	model_init(&model, &tables);
	normal_release(&normal);
	normal_make(&normal, text, strlen(text));
	model_read(&model, &input, &normal, code, NULL, 0);
	model_apply(&model, &input, &result);
	normal_release(&normal);
}

/* The number of a cause. */
static uint32_t
number(const char *name)
{
	return fixture_entry(ENTRY_CAUSE, name) -
	    fixture_entry(ENTRY_CAUSE, "unknown-user");
}

static uint32_t
best(void)
{
	uint32_t found = 0;

	for (uint32_t i = 0; i < model.cause_count; i++)
		if (model.causes[i].parent == i &&
		    result.shares[i] > result.shares[found])
			found = i;
	return found;
}

START_TEST(words_and_phrases_speak_for_their_cause)
{
	ask("550 there is no such user at this site", 550);
	ck_assert_uint_eq(best(), number("unknown-user"));
	ask("the mailbox of that person is full", 0);
	ck_assert_uint_eq(best(), number("mailbox-full"));
	ask("relay denied", 0);
	ck_assert_uint_eq(best(), number("relay-denied"));
}
END_TEST

START_TEST(shares_of_the_causes_add_up_to_one)
{
	static const char *const texts[] = { "", "no such user", "relay",
		"quux", "listed at northlist, mailbox full, relay denied" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		uint32_t sum = 0;

		ask(texts[i], 550);
		for (uint32_t j = 0; j < model.cause_count; j++)
			if (model.causes[j].parent == j)
				sum += result.shares[j];
		ck_assert_uint_le(sum, MODEL_ONE);
		ck_assert_uint_gt(sum, MODEL_ONE - 100);
	}
}
END_TEST

START_TEST(a_text_is_read_the_same_way_each_time)
{
	static struct model_result before;

	ask("554 5.7.1 listed at northlist", 554);
	before = result;
	ask("something else", 0);
	ask("554 5.7.1 listed at northlist", 554);
	ck_assert_mem_eq(&before, &result, sizeof(result));
}
END_TEST

START_TEST(a_star_in_a_phrase_is_up_to_three_words)
{
	/* Cue: mailbox * full */
	static const char *const texts[] = { "mailbox full", "mailbox aa full",
		"mailbox aa bb cc full", "mailbox aa bb cc dd full" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		ask(texts[i], 0);
		ck_assert_msg((input.hit_count > 0) == (i < 3), "%s", texts[i]);
	}
}
END_TEST

/* How many features of a kind the text asked last has. */
static uint32_t
count_kind(enum feature_kind kind)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < input.count; i++)
		count += input.features[i].kind == kind;
	return count;
}

START_TEST(a_phrase_within_a_longer_one_does_not_count)
{
	/* Both are cues, of one cause. */
	static const char *const texts[] = { "no such user",
		"no such user by that name" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		ask(texts[i], 0);
		ck_assert_uint_eq(input.hit_count, i + 1);
		ck_assert_uint_eq(count_kind(FEATURE_CUE), 1);
		for (uint32_t j = 0; j < input.count; j++)
			if (input.features[j].kind == FEATURE_CUE)
				ck_assert_uint_eq(input.features[j].value,
				    MODEL_UNIT);
	}
	ck_assert(!model_has_other(&model, &input, number("unknown-user")));
	ck_assert(model_has_other(&model, &input, number("relay-denied")));
}
END_TEST

START_TEST(words_of_other_languages_stand_for_the_same)
{
	static const char *const texts[] = { "recipient refused",
		"Empfänger abgelehnt", "destinataire refusé",
		"получатель отклонен", "destinatario rechazado" };
	uint32_t keys[3] = { 0 };

	for (size_t i = 0; i < COUNT(texts); i++) {
		uint32_t n = 0;

		ask(texts[i], 0);
		ck_assert_msg(count_kind(FEATURE_CONCEPT) == 3, "%s", texts[i]);
		for (uint32_t j = 0; j < input.count; j++) {
			if (input.features[j].kind != FEATURE_CONCEPT)
				continue;
			if (i == 0)
				keys[n] = input.features[j].key;
			ck_assert_uint_eq(input.features[j].key, keys[n++]);
		}
	}
}
END_TEST

START_TEST(the_weights_of_a_feature_tell_for_whom_it_speaks)
{
	uint32_t user = number("unknown-user"), relay = number("relay-denied");
	int32_t sum = 0;

	ask("no such user", 0);
	for (uint32_t i = 0; i < input.count; i++)
		sum += model_weight(&model, &input.features[i], user, relay);
	ck_assert_int_eq(sum + (int32_t)model.causes[user].bias -
		(int32_t)model.causes[relay].bias,
	    result.scores[user] - result.scores[relay]);
	ck_assert_int_gt(sum, 0);
}
END_TEST

START_TEST(tables_without_a_model_say_nothing)
{
	struct tables tables = { 0 };

	model_init(&model, &tables);
	normal_make(&normal, "no such user", 12);
	model_read(&model, &input, &normal, 550, "5.1.1", 5);
	model_apply(&model, &input, &result);
	ck_assert_uint_eq(model.cause_count, 0);
	ck_assert_uint_eq(input.known, 0);
	normal_release(&normal);
}
END_TEST

Suite *
model_suite(void)
{
	Suite *suite = suite_create("model");
	TCase *tests = tcase_create("model");

	tcase_add_test(tests, words_and_phrases_speak_for_their_cause);
	tcase_add_test(tests, shares_of_the_causes_add_up_to_one);
	tcase_add_test(tests, a_text_is_read_the_same_way_each_time);
	tcase_add_test(tests, a_star_in_a_phrase_is_up_to_three_words);
	tcase_add_test(tests, a_phrase_within_a_longer_one_does_not_count);
	tcase_add_test(tests, words_of_other_languages_stand_for_the_same);
	tcase_add_test(tests, the_weights_of_a_feature_tell_for_whom_it_speaks);
	tcase_add_test(tests, tables_without_a_model_say_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}
