/* The digits of a code and a status, drawn as a tree. */
#include "unit.h"

#include "digit_tree.h"
#include "page.h"

/* The digits of a target as a tree, `|` at the end of each branch. */
static void
check_tree(const char *operands, const char *expected)
{
	struct target target = fixture_target(operands);
	struct page page = { 0 };
	struct digit_tree tree;
	struct text text = { 0 };
	size_t first = 0, count = 0;

	page_add(&page, fixture(), &target);
	while (page.blocks[first].kind != BLOCK_DIGIT)
		first++;
	while (first + count < page.count &&
	    page.blocks[first + count].kind == BLOCK_DIGIT)
		count++;
	digit_tree_make(&tree, &page.arena, page.blocks + first, count);
	if (tree.count > 0)
		text_printf(&text, "%s\n", tree.head);
	for (size_t i = 0; i < tree.count; i++)
		text_printf(&text, "%s %s\n", tree.branch[i],
		    tree.digit[i]->name);
	ck_assert_str_eq(text_string(&text), expected);
	text_release(&text);
	page_release(&page);
}

START_TEST(the_tree_leads_to_each_digit)
{
	check_tree("554 5.7.1",
	    "554  5.7.1\n"
	    "|||  | | +- 1\n"
	    "|||  | +--- 7\n"
	    "|||  +----- 5\n"
	    "||+-------- 4\n"
	    "|+--------- 5\n"
	    "+---------- 5\n");
	check_tree("554",
	    "554\n"
	    "||+- 4\n"
	    "|+-- 5\n"
	    "+--- 5\n");
	check_tree("5.7.606-649",
	    "5.7.606-649\n"
	    "| | +- 606-649\n"
	    "| +--- 7\n"
	    "+----- 5\n");
	/* Of two classes at once there is no tree. */
	check_tree("X.2.2", "");
}
END_TEST

START_TEST(no_digits_make_no_tree)
{
	struct digit_tree tree;
	struct arena arena = { 0 };
	struct block digits[TREE_DIGITS + 1] = { { .name = "5" } };

	digit_tree_make(&tree, &arena, digits, 0);
	ck_assert_uint_eq(tree.count, 0);
	for (size_t i = 0; i < COUNT(digits); i++)
		digits[i] = (struct block) { .name = "5", .word = (uint32_t)i };
	digit_tree_make(&tree, &arena, digits, COUNT(digits));
	ck_assert_uint_eq(tree.count, 0);
	/* A digit too long to draw makes none either. */
	digits[0].name = "123456789012345678901234567890123456789";
	digit_tree_make(&tree, &arena, digits, 2);
	ck_assert_uint_eq(tree.count, 0);
	arena_release(&arena);
}
END_TEST

Suite *
digit_tree_suite(void)
{
	Suite *suite = suite_create("digit_tree");
	const TTest *const tests[] = { the_tree_leads_to_each_digit,
		no_digits_make_no_tree };

	ADD_TESTS(suite, "digit_tree", tests);
	return suite;
}
