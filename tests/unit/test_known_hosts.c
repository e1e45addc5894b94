/* Whose hosts may be seen: those of the servers of the reference. */
#include "unit.h"

#include <string.h>

#include "known_hosts.h"

static bool
knows(const struct known_hosts *known, const char *host)
{
	return known_hosts_has(known, host, strlen(host));
}

START_TEST(hosts_and_links_of_servers_are_known)
{
	static const char *const hosts[] = { "harbor.example",
		"mx.harbor.example", "a.b.c.harbor.example", "HARBOR.Example",
		"list.northlist.example" };
	static const char *const others[] = { "", ".", "harbor", "example",
		"x.example", "harbor.example.org", "notharbor.example",
		/* the links of one server are of a name that stands for any */
		"docs.example.org", "example.org", "localhost" };
	struct known_hosts known;

	known_hosts_init(&known, fixture());
	ck_assert(!known.failed);
	for (size_t i = 0; i < COUNT(hosts); i++)
		ck_assert_msg(knows(&known, hosts[i]), "%s", hosts[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		ck_assert_msg(!knows(&known, others[i]), "%s", others[i]);
	known_hosts_release(&known);
	ck_assert(!knows(&known, hosts[0]));
}
END_TEST

/* As mask_append asks. */
START_TEST(masks_are_told_the_same)
{
	struct known_hosts known;
	struct mask_hosts hosts;

	known_hosts_init(&known, fixture());
	hosts = known_hosts_for_mask(&known);
	ck_assert(hosts.is_known(hosts.context, "mx.harbor.example", 17));
	ck_assert(!hosts.is_known(hosts.context, "mx.arbor.example", 16));
	known_hosts_release(&known);
}
END_TEST

START_TEST(names_of_any_bytes_are_looked_up_without_harm)
{
	static const char signs[] = "a1.-\0\xff@";
	struct known_hosts known;
	uint32_t seed = 29;

	known_hosts_init(&known, fixture());
	for (unsigned i = 0; i < 20000; i++) {
		char name[40];
		size_t length = i % sizeof(name);

		for (size_t j = 0; j < length; j++)
			name[j] =
			    signs[next_random(&seed) % (sizeof(signs) - 1)];
		EXPECT(!known_hosts_has(&known, name, length));
	}
	known_hosts_release(&known);
}
END_TEST

Suite *
known_hosts_suite(void)
{
	Suite *suite = suite_create("known_hosts");
	const TTest *const tests[] = { hosts_and_links_of_servers_are_known,
		masks_are_told_the_same,
		names_of_any_bytes_are_looked_up_without_harm };

	ADD_TESTS(suite, "known_hosts", tests);
	return suite;
}
