#include "unit.h"

#include <stdlib.h>
#include <string.h>

const struct reference *
fixture(void)
{
	static struct reference reference;
	struct tables tables = { 0 };

	if (reference.tables.pool == NULL) {
		fixture_tables(&tables);
		reference_init(&reference, &tables);
	}
	return &reference;
}

struct target
fixture_target(const char *operands)
{
	struct lookup lookup = { 0 };
	struct target target;

	lookup_operands(&lookup, fixture(), &operands, 1);
	ck_assert_msg(lookup.count > 0, "nothing is named %s", operands);
	target = lookup.targets[0];
	lookup_release(&lookup);
	return target;
}

uint32_t
fixture_entry(enum entry_kind kind, const char *name)
{
	uint32_t count = reference_count(fixture(), kind);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(fixture(), kind, i);

		if (strcmp(reference_name(fixture(), entry), name) == 0)
			return entry;
	}
	ck_abort_msg("the fixture has no %s", name);
	return TABLES_NONE;
}

/* Asked for, but not in the fixture, or not in this form. */
static const char *const other_targets[] = { "559", "199", "699", "5.9.9",
	"4.1.1", "2.1.1", "4.7.1", "X.7.1", "X.2.2", "4.2.2", "5.2.2",
	"5.7.620", "5.7.655", "5.7.606-610", "550 5.7.1", "550 4.2.2",
	"552 5.2.2", "559 5.7.1", "550 5.9.9", "421 4.7.1", "250 2.1.5",
	"446 5.2.2" };

size_t
fixture_target_count(void)
{
	return fixture()->tables.entry_count + COUNT(other_targets);
}

struct target
fixture_nth_target(size_t n)
{
	uint32_t entries = fixture()->tables.entry_count;

	if (n < entries)
		return lookup_entry(fixture(), (uint32_t)n);
	return fixture_target(other_targets[n - entries]);
}

char *
compile_bytes(struct compiled *compiled, const char *bytes, size_t length)
{
	struct record_file file;
	struct diagnostics errors = { 0 };
	struct text text = { 0 };

	EXPECT(record_file_read(&file, "a.rec", bytes, length, &errors));
	EXPECT(compile_reference(&file, 1, compiled, &errors));
	diagnostics_print(&errors, &text);
	diagnostics_release(&errors);
	record_file_release(&file);
	text_append(&text, "");
	EXPECT(!text.failed);
	return text.data;
}

void
add_tests(Suite *suite, const char *name, const TTest *const *tests,
    size_t count)
{
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, 0);
	for (size_t i = 0; i < count; i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
}
