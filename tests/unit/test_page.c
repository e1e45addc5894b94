/* What is said about a target, before any form. */
#include "unit.h"

#include <string.h>

#include "page.h"

static void
make(struct page *page, const char *operands)
{
	struct target target = fixture_target(operands);

	page_clear(page);
	page_add(page, fixture(), &target);
	ck_assert(!page->failed);
}

/* The n-th block of a kind, from 0; NULL if there are fewer. */
static const struct block *
nth(const struct page *page, enum block_kind kind, size_t n)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->blocks[i].kind == kind && n-- == 0)
			return &page->blocks[i];
	return NULL;
}

static size_t
count(const struct page *page, enum block_kind kind)
{
	size_t blocks = 0;

	while (nth(page, kind, blocks) != NULL)
		blocks++;
	return blocks;
}

/* The kinds of the blocks, equal neighbours once: H head, R retry ... */
static void
check_order(const char *operands, const char *expected)
{
	static const char letters[] = {
		[BLOCK_HEAD] = 'H',
		[BLOCK_NOTE] = 'N',
		[BLOCK_REPLY] = 'Q',
		[BLOCK_RETRY] = 'R',
		[BLOCK_WHO] = 'W',
		[BLOCK_WHY] = 'Y',
		[BLOCK_FIX] = 'F',
		[BLOCK_AVOID] = 'A',
		[BLOCK_FACT] = 'I',
		[BLOCK_ITEM] = 'S',
		[BLOCK_SUMMARY] = 'M',
		[BLOCK_DIGIT] = 'D',
		[BLOCK_CHILD] = 'C',
		[BLOCK_FROM] = 'O',
		[BLOCK_EXAMPLE] = 'X',
		[BLOCK_RELATED] = 'L',
		[BLOCK_REF] = 'T',
	};
	struct page page = { 0 };
	struct text order = { 0 };

	make(&page, operands);
	for (size_t i = 0; i < page.count; i++) {
		char letter = letters[page.blocks[i].kind];

		if (order.length == 0 || order.data[order.length - 1] != letter)
			text_append_char(&order, letter);
	}
	ck_assert_str_eq(order.data, expected);
	text_release(&order);
	page_release(&page);
}

/*
 * H head, N note, Q reply, R retry, W who, Y why, F fix, A avoid, I fact,
 * S item, M summary, D digit, C child, X example, L related, T ref.
 */
START_TEST(the_verdict_comes_first)
{
	check_order("554", "HRWYFMIDCXLT");
	check_order("354", "HRWMIDNT");
	check_order("554 5.7.1", "HRWYFMDXLT");
	check_order("550 5.7.1", "HRWYFMDXLT");
	check_order("mailbox-full", "HRWIFMXL");
	check_order("unknown-user", "HRWIFAMXL");
	check_order("blocklisted", "HRWIFMCXL");
	check_order("granite", "HSCXIT");
	check_order("HB12", "HMRWYFLT");
	check_order("2.1.5", "HRWMIDXLT");
	check_order("X.2.2", "HRWYFMIDXLT");
	check_order("559", "HRWMD");
	check_order("5.9.9", "HRWMD");
}
END_TEST

START_TEST(a_code_tells_name_title_class_and_standing)
{
	struct page page = { 0 };
	const struct block *head;

	make(&page, "454");
	head = nth(&page, BLOCK_HEAD, 0);
	ck_assert_str_eq(head->name, "454");
	ck_assert_str_eq(head->label, "Cannot now, for a temporary reason");
	ck_assert_str_eq(head->text, "temporary");
	ck_assert_str_eq(head->note, "extension");
	ck_assert_uint_eq(head->word, ENTRY_CODE);
	make(&page, "354");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->text, "intermediate");
	make(&page, "446");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->note, "non-standard");
	page_release(&page);
}
END_TEST

START_TEST(an_unknown_code_goes_by_its_first_digit)
{
	struct page page = { 0 };

	make(&page, "559");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->name, "559");
	ck_assert_uint_eq(nth(&page, BLOCK_HEAD, 0)->entry, TABLES_NONE);
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_NO);
	ck_assert_uint_eq(count(&page, BLOCK_DIGIT), 3);
	ck_assert_uint_eq(count(&page, BLOCK_EXAMPLE), 0);
	make(&page, "699");
	ck_assert_ptr_null(nth(&page, BLOCK_RETRY, 0));
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->text, "");
	page_release(&page);
}
END_TEST

START_TEST(a_code_names_its_digits)
{
	struct page page = { 0 };
	static const char *const names[] = { "5", "5", "0" };
	static const char *const titles[] = { "refused", "mail system",
		"no sense of its own" };

	make(&page, "550");
	for (size_t i = 0; i < 3; i++) {
		const struct block *digit = nth(&page, BLOCK_DIGIT, i);

		ck_assert_uint_eq(digit->word, DIGIT_FIRST + i);
		ck_assert_str_eq(digit->name, names[i]);
		ck_assert_str_eq(digit->label, titles[i]);
	}
	/* What the entry says of its last digit outranks what holds for all. */
	ck_assert_str_eq(nth(&page, BLOCK_DIGIT, 2)->text,
	    "Nothing in particular.");
	make(&page, "552");
	ck_assert_str_eq(nth(&page, BLOCK_DIGIT, 2)->text,
	    "The third digit only tells replies apart.");
	page_release(&page);
}
END_TEST

START_TEST(a_status_names_its_digits)
{
	struct page page = { 0 };

	make(&page, "5.1.1");
	ck_assert_uint_eq(count(&page, BLOCK_DIGIT), 3);
	ck_assert_uint_eq(nth(&page, BLOCK_DIGIT, 0)->word, DIGIT_CLASS);
	ck_assert_str_eq(nth(&page, BLOCK_DIGIT, 1)->label, "addressing");
	ck_assert_uint_eq(nth(&page, BLOCK_DIGIT, 2)->word, DIGIT_DETAIL);
	ck_assert_str_eq(nth(&page, BLOCK_DIGIT, 2)->name, "1");
	make(&page, "5.7.606-649");
	ck_assert_str_eq(nth(&page, BLOCK_DIGIT, 2)->name, "606-649");
	make(&page, "554 5.7.1");
	ck_assert_uint_eq(count(&page, BLOCK_DIGIT), 6);
	page_release(&page);
}
END_TEST

START_TEST(each_class_of_a_status_has_its_own_verdict)
{
	struct page page = { 0 };

	make(&page, "4.2.2");
	ck_assert_uint_eq(count(&page, BLOCK_RETRY), 1);
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_YES);
	make(&page, "5.2.2");
	ck_assert_uint_eq(count(&page, BLOCK_RETRY), 1);
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_NO);
	make(&page, "X.2.2");
	ck_assert_uint_eq(count(&page, BLOCK_RETRY), 2);
	ck_assert_str_eq(nth(&page, BLOCK_RETRY, 0)->label, "4.2.2");
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_YES);
	ck_assert_str_eq(nth(&page, BLOCK_RETRY, 1)->label, "5.2.2");
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 1)->word, VERDICT_NO);
	page_release(&page);
}
END_TEST

/* 4.1.1 is not defined, but seen; 4.7.1 is neither. */
START_TEST(a_class_that_is_not_defined_is_told)
{
	struct page page = { 0 };

	make(&page, "5.1.1");
	ck_assert_uint_eq(count(&page, BLOCK_NOTE), 0);
	make(&page, "4.1.1");
	ck_assert_str_eq(nth(&page, BLOCK_NOTE, 0)->text,
	    "Not defined for class 4, but servers send it.");
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_YES);
	make(&page, "4.7.1");
	ck_assert_int_eq(strncmp(nth(&page, BLOCK_NOTE, 0)->text,
			     "Not defined for class 4; ", 25),
	    0);
	page_release(&page);
}
END_TEST

START_TEST(a_vendors_other_sense_comes_behind_the_registrys)
{
	struct page page = { 0 };

	make(&page, "5.7.1");
	ck_assert_uint_eq(count(&page, BLOCK_HEAD), 2);
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->note, "standard");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 1)->note, "Harbor Mail");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 1)->name, "5.7.1");
	ck_assert_str_eq(nth(&page, BLOCK_NOTE, 0)->text,
	    "harbor: another sense, told below.");
	make(&page, "5.7.620");
	ck_assert_uint_eq(count(&page, BLOCK_HEAD), 2);
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->label,
	    "Harbor: address is banned");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->name, "5.7.620");
	page_release(&page);
}
END_TEST

START_TEST(a_pair_without_text_reads_status_and_code_together)
{
	struct page page = { 0 };

	make(&page, "550 5.7.1");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->name, "550 5.7.1");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->label,
	    "Not authorised, refused");
	/* The code's own summary follows the status', under its name. */
	ck_assert_str_eq(nth(&page, BLOCK_SUMMARY, 0)->label, "");
	ck_assert_str_eq(
	    nth(&page, BLOCK_SUMMARY, count(&page, BLOCK_SUMMARY) - 1)->label,
	    "550");
	/* Only examples that have both. */
	for (size_t i = 0; i < count(&page, BLOCK_EXAMPLE); i++)
		ck_assert_ptr_nonnull(
		    strstr(nth(&page, BLOCK_EXAMPLE, i)->text, "5.7.1"));
	ck_assert_uint_ge(count(&page, BLOCK_EXAMPLE), 1);
	page_release(&page);
}
END_TEST

START_TEST(where_the_classes_disagree_the_code_decides)
{
	struct page page = { 0 };

	make(&page, "550 4.2.2");
	ck_assert_str_eq(nth(&page, BLOCK_NOTE, 0)->text,
	    "The classes disagree: the sending server goes by the code, "
	    "permanent.");
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_NO);
	page_release(&page);
}
END_TEST

START_TEST(half_a_pair_that_is_known_is_told)
{
	struct page page = { 0 };

	make(&page, "550 5.9.9");
	ck_assert_uint_eq(count(&page, BLOCK_HEAD), 2);
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->label,
	    "Mailbox unavailable");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 1)->name, "5.9.9");
	make(&page, "559 5.7.1");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->name, "559");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 1)->label,
	    "Not authorised, refused");
	page_release(&page);
}
END_TEST

START_TEST(the_causes_bring_their_fixes_along)
{
	struct page page = { 0 };
	bool own = false, of_cause = false;

	make(&page, "554");
	for (size_t i = 0; i < count(&page, BLOCK_FIX); i++) {
		const struct block *fix = nth(&page, BLOCK_FIX, i);

		if (fix->entry == TABLES_NONE) {
			own = true;
			ck_assert(!of_cause);
			continue;
		}
		of_cause = true;
		ck_assert_str_ne(fix->note, "");
		ck_assert_uint_ne(fix->side, SIDE_ANY);
	}
	ck_assert(own && of_cause);
	page_release(&page);
}
END_TEST

START_TEST(causes_and_steps_are_numbered)
{
	struct page page = { 0 };

	make(&page, "554");
	for (size_t i = 0; i < count(&page, BLOCK_WHY); i++)
		ck_assert_uint_eq(nth(&page, BLOCK_WHY, i)->rank, i + 1);
	ck_assert_uint_eq(count(&page, BLOCK_WHY), 3);
	/* A second entry on the page counts anew. */
	make(&page, "5.7.1");
	ck_assert_uint_eq(nth(&page, BLOCK_WHY, 2)->rank, 1);
	page_release(&page);
}
END_TEST

START_TEST(a_vendor_code_has_its_cause_its_server_and_its_delisting)
{
	struct page page = { 0 };

	make(&page, "HB-BAN");
	ck_assert_str_eq(nth(&page, BLOCK_HEAD, 0)->text, "Harbor Mail");
	ck_assert_str_eq(nth(&page, BLOCK_WHY, 0)->name, "blocklisted/local");
	ck_assert_str_eq(nth(&page, BLOCK_ITEM, 0)->name, "delist");
	ck_assert_str_eq(nth(&page, BLOCK_RELATED, 0)->name, "harbor");
	/* It says no verdict of its own: the cause's. */
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_NO);
	make(&page, "HB12");
	ck_assert_uint_eq(nth(&page, BLOCK_RETRY, 0)->word, VERDICT_DEPENDS);
	page_release(&page);
}
END_TEST

/* What JSON and a reader count on, for everything that can be asked for. */
static void
check_sound(const struct page *page)
{
	const struct block *head = NULL;

	EXPECT(page->count > 1);
	EXPECT(page->blocks[0].kind == BLOCK_HEAD);
	for (size_t i = 0; i < page->count; i++) {
		const struct block *block = &page->blocks[i];

		EXPECT(block->name != NULL);
		EXPECT(block->label != NULL);
		EXPECT(block->text != NULL);
		EXPECT(block->note != NULL);
		EXPECT(is_harmless(block->text, strlen(block->text)));
		EXPECT(block->entry == TABLES_NONE ||
		    block->entry < fixture()->tables.entry_count);
		if (block->kind != BLOCK_HEAD) {
			EXPECT(head != NULL);
			continue;
		}
		head = block;
		EXPECT(strcmp(head->name, "") != 0);
		EXPECT(strcmp(head->label, "") != 0);
	}
}

START_TEST(everything_that_is_asked_for_has_a_page)
{
	struct page page = { 0 };

	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);

		page_clear(&page);
		page_add(&page, fixture(), &target);
		ck_assert(!page.failed);
		check_sound(&page);
	}
	page_release(&page);
}
END_TEST

START_TEST(whatever_fails_says_retry_who_why_and_fix)
{
	struct page page = { 0 };

	for (uint32_t i = 0; i < fixture()->tables.entry_count; i++) {
		struct target target = lookup_entry(fixture(), i);
		bool fails = target.kind == ENTRY_STATUS ?
		    (target.status.classes & 1 << 2) == 0 :
		    target.code >= 400;

		if (target.kind > ENTRY_PAIR || !fails)
			continue;
		page_clear(&page);
		page_add(&page, fixture(), &target);
		ck_assert_uint_gt(count(&page, BLOCK_RETRY), 0);
		ck_assert_uint_gt(count(&page, BLOCK_WHO), 0);
		ck_assert_uint_gt(count(&page, BLOCK_WHY), 0);
		ck_assert_uint_gt(count(&page, BLOCK_FIX), 0);
		ck_assert_uint_gt(count(&page, BLOCK_DIGIT), 0);
	}
	page_release(&page);
}
END_TEST

START_TEST(pages_are_added_one_behind_the_other)
{
	struct page page = { 0 };
	struct target target = fixture_target("554");
	size_t one;

	make(&page, "550");
	one = page.count;
	page_add(&page, fixture(), &target);
	ck_assert_uint_gt(page.count, one);
	ck_assert_str_eq(page.blocks[0].name, "550");
	ck_assert_str_eq(page.blocks[one].name, "554");
	page_clear(&page);
	ck_assert_uint_eq(page.count, 0);
	page_release(&page);
}
END_TEST

START_TEST(examples_that_can_wait_are_left_out)
{
	struct page page = { 0 };
	struct target target = fixture_target("554");

	make(&page, "554");
	ck_assert_uint_gt(count(&page, BLOCK_EXAMPLE), 1);
	ck_assert(!page.partial);
	page_clear(&page);
	page.most_examples = 1;
	page_add(&page, fixture(), &target);
	ck_assert_uint_eq(count(&page, BLOCK_EXAMPLE), 0);
	ck_assert(page.partial);
	page_clear(&page);
	ck_assert(!page.partial);
	page_release(&page);
}
END_TEST

START_TEST(what_an_asked_for_server_says_comes_first)
{
	struct target asked[] = { fixture_target("550"),
		fixture_target("northlist") };
	struct page page = { 0 };

	page_add(&page, fixture(), &asked[0]);
	ck_assert_str_eq(nth(&page, BLOCK_FROM, 0)->name, "harbor");
	ck_assert_uint_eq(nth(&page, BLOCK_FROM, 0)->rank, 3);
	ck_assert_uint_eq(count(&page, BLOCK_FROM), 3);
	page_clear(&page);
	page.asked = asked;
	page.asked_count = 2;
	page_add(&page, fixture(), &asked[0]);
	ck_assert_str_eq(nth(&page, BLOCK_FROM, 0)->name, "northlist");
	ck_assert_str_eq(nth(&page, BLOCK_EXAMPLE, 0)->label, "Northlist");
	ck_assert_uint_eq(count(&page, BLOCK_EXAMPLE), 5);
	page_release(&page);
}
END_TEST

Suite *
page_suite(void)
{
	Suite *suite = suite_create("page");
	const TTest *const tests[] = { the_verdict_comes_first,
		a_code_tells_name_title_class_and_standing,
		an_unknown_code_goes_by_its_first_digit,
		a_code_names_its_digits, a_status_names_its_digits,
		each_class_of_a_status_has_its_own_verdict,
		a_class_that_is_not_defined_is_told,
		a_vendors_other_sense_comes_behind_the_registrys,
		a_pair_without_text_reads_status_and_code_together,
		where_the_classes_disagree_the_code_decides,
		half_a_pair_that_is_known_is_told,
		the_causes_bring_their_fixes_along,
		causes_and_steps_are_numbered,
		a_vendor_code_has_its_cause_its_server_and_its_delisting,
		everything_that_is_asked_for_has_a_page,
		whatever_fails_says_retry_who_why_and_fix,
		pages_are_added_one_behind_the_other,
		examples_that_can_wait_are_left_out,
		what_an_asked_for_server_says_comes_first };

	ADD_TESTS(suite, "page", tests);
	return suite;
}
