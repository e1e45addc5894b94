/* What varies in a text becomes placeholders; what is private, masks. */
#include "unit.h"

#include <string.h>

#include "known_hosts.h"
#include "mask.h"
#include "redact.h"

static bool
knows_example_com(const void *context, const char *host, size_t length)
{
	(void)context;
	return length >= 8 && memcmp(host + length - 8, "list.com", 8) == 0;
}

static const struct mask_hosts hosts = { knows_example_com, NULL };

static void
mask(struct text *text, const char *bytes, size_t length)
{
	text_clear(text);
	mask_append(text, bytes, length, &hosts);
	ck_assert(!text->failed);
}

/* The same reply of other mails is the same text. */
START_TEST(what_varies_becomes_a_placeholder)
{
	static const struct {
		const char *masked, *texts[6];
	} rows[] = {
		{ "550 5.1.1 <<address>>: User unknown",
		    { "550 5.1.1 <a@example.org>: User unknown",
			"550 5.1.1 <b.c+d=e@mx.example.net>: User unknown",
			"550 5.1.1 <m\xc3\xbcller@b\xc3\xbc"
			"cher.example>: User unknown",
			"550  5.1.1\t<\xe7\x94\xa8\xe6\x88\xb7@\xe4\xbe\x8b"
			"\xe5\xad\x90.\xe5\x85\xac\xe5\x8f\xb8>: User unknown" } },
		{ "554 5.7.1 Client [<ip>] blocked",
		    { "554 5.7.1 Client [192.0.2.1] blocked",
			"554 5.7.1 Client [2001:db8::1] blocked",
			"554 5.7.1 Client [::1] blocked",
			"554 5.7.1 Client [2001:db8:0:0:0:0:0:1] blocked" } },
		{ "450 4.2.0 Greylisted, try again in <n> seconds",
		    { "450 4.2.0 Greylisted, try again in 300 seconds",
			"450 4.2.0 Greylisted, try again in 59 seconds" } },
		{ "250 2.0.0 Ok: queued as <id>",
		    { "250 2.0.0 Ok: queued as 4YxK2L1zQqz9sXh",
			"250 2.0.0 Ok: queued as 5C8D81A2B3",
			"250 2.0.0 Ok: queued as 1rX2Yz-0003kF-2Q",
			"250 2.0.0 Ok: queued as 4ASB0cZk012345",
			"250 2.0.0 Ok: queued as 123456789012" } },
		{ "421 <host> busy",
		    { "421 mx1.example.org busy", "421 a.example.net busy",
			"421 MX.EXAMPLE.ORG busy" } },
		{ "550 see <url>",
		    { "550 see https://example.org/x?ip=192.0.2.1",
			"550 see http://10.0.0.1/y" } },
		/* lines of a reply as Exim logs them */
		{ "550-5.1.1 No such user 550 5.1.1 see <url>",
		    { "550-5.1.1 No such user\n550 5.1.1 see http://a.example",
			"550-5.1.1 No such user\\n550 5.1.1 see "
			"http://a.example" } },
		{ "550 path C:\\new", { "550 path C:\\new" } },
	};
	struct text text = { 0 };

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t j = 0; j < 6 && rows[i].texts[j] != NULL; j++) {
			mask(&text, rows[i].texts[j], strlen(rows[i].texts[j]));
			ck_assert_str_eq(text_string(&text), rows[i].masked);
		}
	text_release(&text);
}
END_TEST

START_TEST(what_tells_the_reply_stays)
{
	static const char *const texts[] = { "550",
		"550 5.7.26 Unauthenticated", "421-4.7.0 first",
		"550-5.7.1 next", "554 IPTS04 refused", "550 (S3150) blocked",
		"552 AS(4214) spam", "250 OK", "451 4.7.500 Server busy",
		"550 blocked by zen.list.com",
		"553 not a line, but words: don't e.g. stop." };
	struct text text = { 0 };

	for (size_t i = 0; i < COUNT(texts); i++) {
		mask(&text, texts[i], strlen(texts[i]));
		ck_assert_str_eq(text_string(&text),
		    i == 9 ? "550 blocked by list.com" : texts[i]);
	}
	text_release(&text);
}
END_TEST

/* An address stands out of the signs of Chinese around it. */
START_TEST(words_beside_an_address_stay)
{
	static const char chinese[] =
	    "550 \xe6\x8b\x92\xe6\x94\xb6user@example.org\xe8\xb0\xa2 no";
	struct text text = { 0 };

	mask(&text, chinese, sizeof(chinese) - 1);
	ck_assert_str_eq(text_string(&text),
	    "550 \xe6\x8b\x92\xe6\x94\xb6<address>\xe8\xb0\xa2 no");
	text_release(&text);
}
END_TEST

/* Bytes of all kinds, in a copy of their own so that ASan sees each end. */
static void
fill(struct text *bytes, uint32_t *seed, size_t length)
{
	static const char signs[] =
	    "a1:.@-<>[]()= \n\t\r\x1b\xff\xc3\xbc\xe4\xbe\x8b'\"%/hH50\0_+";

	text_clear(bytes);
	for (size_t i = 0; i < length; i++)
		text_append_char(bytes,
		    signs[next_random(seed) % (sizeof(signs) - 1)]);
}

/* What is masked once stays so: nothing is taken for a placeholder's part. */
START_TEST(any_bytes_are_masked_without_harm)
{
	struct text bytes = { 0 }, once = { 0 }, again = { 0 };
	uint32_t seed = 11;

	for (unsigned i = 0; i < 20000; i++) {
		fill(&bytes, &seed, 1 + i % 60);
		mask(&once, bytes.data, bytes.length);
		mask(&again, bytes.data, bytes.length);
		EXPECT(once.length == again.length &&
		    memcmp(once.data, again.data, once.length) == 0);
		EXPECT(once.length <= bytes.length * 4 + 16);
	}
	text_release(&bytes);
	text_release(&once);
	text_release(&again);
}
END_TEST

/* A megabyte of what is looked ahead for takes no longer than its length. */
START_TEST(masking_takes_linear_time)
{
	static const char *const units[] = { "a", "1", "1:", ":", "::1", ".",
		"a.", "@", "a@", "\xc3\xbc", "\xc3\xbc@", "\xe4\xbe\x8b",
		"\xe4\xbe\x8b@", "a\xe4\xbe\x8b", "=", "a=", "1=", "h", "http",
		"http://", "http://=", "%40", "a%40", "%", "'", "a'", "550-",
		"a-", "<", "<a", "\xff", "\xc3" };
	struct text bytes = { 0 }, text = { 0 };
	struct redact redact;

	redact_init(&redact, fixture());
	for (size_t i = 0; i < COUNT(units); i++) {
		text_clear(&bytes);
		while (bytes.length < LARGE_INPUT)
			text_append(&bytes, units[i]);
		mask(&text, bytes.data, bytes.length);
		ck_assert_uint_gt(text.length, 0);
		text_clear(&text);
		redact_append(&redact, &text, bytes.data, bytes.length);
		ck_assert_uint_gt(text.length, 0);
	}
	redact_release(&redact);
	text_release(&bytes);
	text_release(&text);
}
END_TEST

START_TEST(the_owner_of_a_host_is_found)
{
	static const char *const rows[][2] = { { "example.org", "example.org" },
		{ "mx.a.example.org", "example.org" },
		{ "mx.example.co.uk", "example.co.uk" },
		{ "mx.uol.com.br", "uol.com.br" }, { "localhost", "localhost" },
		{ "", "" }, { ".", "." }, { "a.b.c.d.e", "d.e" } };

	for (size_t i = 0; i < 7; i++)
		ck_assert_str_eq(rows[i][0] +
			mask_owner(rows[i][0], strlen(rows[i][0])),
		    rows[i][1]);
}
END_TEST

static void
redact(struct redact *masks, struct text *text, const char *string)
{
	text_clear(text);
	redact_append(masks, text, string, strlen(string));
}

/* The same value has the same mask, in whatever text it stands. */
START_TEST(who_reads_masks_can_follow_a_value)
{
	struct redact masks;
	struct text text = { 0 };

	redact_init(&masks, fixture());
	redact(&masks, &text,
	    "to=<a@example.org>, relay=mx.example.org[192.0.2.1]");
	ck_assert_str_eq(text_string(&text),
	    "to=<user-1@host-1.org>, relay=host-2.org[ip-1]");
	redact(&masks, &text, "A@EXAMPLE.ORG at MX.Example.org, 192.0.2.2");
	ck_assert_str_eq(text_string(&text),
	    "user-1@host-1.ORG at host-2.org, ip-2");
	redact(&masks, &text,
	    "from b@example.org by [2001:db8::1] [192.0.2.1]");
	ck_assert_str_eq(text_string(&text),
	    "from user-2@host-1.org by [ip-3] [ip-1]");
	redact_release(&masks);
	text_release(&text);
}
END_TEST

/* Numbers that tell nobody stay: who answers has to read the rest. */
START_TEST(what_is_nobodys_own_stays)
{
	static const char *const texts[] = { "550 5.7.1 Access denied",
		"delay=1.5, delays=0.1/0.2/0.3/0.9, dsn=5.7.1, status=bounced",
		"2026-11-28T12:34:56+01:00", "(in reply to RCPT TO command)",
		"<<address>> from <ip>, <host>, <id>", "size 10240" };
	struct redact masks;
	struct text text = { 0 };

	redact_init(&masks, fixture());
	for (size_t i = 0; i < COUNT(texts); i++) {
		redact(&masks, &text, texts[i]);
		ck_assert_str_eq(text_string(&text), texts[i]);
	}
	redact_release(&masks);
	text_release(&text);
}
END_TEST

/* Each secret in each place: no part of it is left. */
START_TEST(nothing_private_is_left)
{
	static const char *const secrets[][2] = {
		{ "jane.roe@secret.example.de", "jane" },
		{ "jane.roe@secret.example.de", "secret" },
		{ "j\xc3\xb6rg@secret.example.de", "rg" },
		{ "joerg@se\xc3\xa7ret.example.de", "ret" },
		{ "\xe7\x94\xa8\xe6\x88\xb7@secret.example.de",
		    "\xe7\x94\xa8" },
		{ "secret.example.de", "secret" },
		{ "Secret.Example.DE", "ecret" },
		{ "SECRET.EXAMPLE.DE", "SECRET" },
		{ "x\xc3\xa7secret.example", "secret" },
		{ "198.51.100.77", "100" }, { "2001:db8:77::9", "db8" },
		{ "4YxK2L1zQqz9sXh", "K2L1" }, { "A1B2C3D4E5F6", "B2C3" },
		{ "20261128123456.GA77@secret.example.de", "secret" }
	};
	static const char *const places[] = { "%", "<%>", "[%]", "to=<%>",
		"relay=%[192.0.2.1]:25", "host % said", "(%)", "\"%\"",
		"%:", "id=%;", "%, ok", "orig_to=%", "x=%", "%.", "'%'", "%\n",
		"\xe4\xbe\x8b % \xe4\xbe\x8b" };

	for (size_t i = 0; i < COUNT(secrets); i++)
		for (size_t j = 0; j < COUNT(places); j++) {
			struct redact masks;
			struct text text = { 0 }, masked = { 0 };
			const char *sign = strchr(places[j], '%');

			redact_init(&masks, fixture());
			text_append_bytes(&text, places[j],
			    (size_t)(sign - places[j]));
			text_append(&text, secrets[i][0]);
			text_append(&text, sign + 1);
			redact_append(&masks, &masked, text.data, text.length);
			ck_assert_msg(strstr(masked.data, secrets[i][1]) ==
				NULL,
			    "%s -> %s", text.data, masked.data);
			redact_release(&masks);
			text_release(&text);
			text_release(&masked);
		}
}
END_TEST

/* The host that wrote a line has no domain, and is private all the same. */
START_TEST(the_host_of_a_line_is_masked_in_front)
{
	struct redact masks;
	struct text text = { 0 };

	redact_init(&masks, fixture());
	redact_note_host(&masks, "mail", 4);
	redact(&masks, &text,
	    "Nov 28 12:00:00 mail postfix/smtp[1]: 4B1C2D3E4F: to=<a@example.org>, "
	    "said: 550 mail refused");
	ck_assert_str_eq(text_string(&text),
	    "Nov 28 12:00:00 host-1 postfix/smtp[1]: id-1: "
	    "to=<user-1@host-2.org>, said: 550 mail refused");
	redact_release(&masks);
	text_release(&text);
}
END_TEST

/* Replies name a mailbox by itself; nobody is told by that of a role. */
START_TEST(a_mailbox_is_masked_without_its_domain)
{
	struct redact masks;
	struct text text = { 0 };

	redact_init(&masks, fixture());
	redact(&masks, &text,
	    "to=<roe@example.org> said: 550 No mailbox ROE here, 'roe'");
	ck_assert_str_eq(text_string(&text),
	    "to=<user-1@host-1.org> said: 550 No mailbox user-1 here, 'user-1'");
	redact(&masks, &text, "550 No mailbox roe here");
	ck_assert_str_eq(text_string(&text), "550 No mailbox roe here");
	redact_note_user(&masks, "roe@example.org", 15);
	redact(&masks, &text, "550 No mailbox roe here");
	ck_assert_str_eq(text_string(&text), "550 No mailbox user-1 here");
	redact_note_user(&masks, "", 0);
	redact(&masks, &text, "to=<user@example.org>: 550 user unknown");
	ck_assert_str_eq(text_string(&text),
	    "to=<user-2@host-1.org>: 550 user unknown");
	redact_release(&masks);
	text_release(&text);
}
END_TEST

/* Of several runs the masks are the same then, whatever came before. */
START_TEST(fixed_masks_do_not_tell_values_apart)
{
	struct redact masks;
	struct text text = { 0 };

	redact_init(&masks, fixture());
	masks.fixed = true;
	redact_note_host(&masks, "mail", 4);
	redact(&masks, &text,
	    "mail: 4B1C2D3E4F: roe@example.org, Roe: mx.a.example.net[192.0.2.1]"
	    " <joe> https://harbor.example/codes");
	ck_assert_str_eq(text_string(&text),
	    "<host>: <id>: <address>, <user>: <host>[<ip>] <<user>> "
	    "https://harbor.example/codes");
	redact_release(&masks);
	text_release(&text);
}
END_TEST

/* What is public stays whole; what follows it, or stands before, does not. */
START_TEST(of_public_names_and_links_only_the_private_part_is_masked)
{
	static const char *const rows[][2] = {
		{ "https://harbor.example/codes?ip=192.0.2.1",
		    "https://harbor.example/codes?ip=ip-1" },
		{ "see (http://docs.example.org/granite).",
		    "see (http://host-1.org/granite)." },
		{ "https://x.example/a%40b.example",
		    "https://host-1.example/user-1%40host-2.example" },
		{ "1.2.0.192.list.harbor.example",
		    "host-1.list.harbor.example" },
		{ "ec2-192-0-2-1.harbor.example", "host-1.harbor.example" },
		{ "mx1-b2.harbor.example", "mx1-b2.harbor.example" },
		{ "a-b-com.mail.protection.outlook.com", "host-1.com" },
		{ "support@harbor.example, joe@harbor.example",
		    "support@harbor.example, user-1@harbor.example" },
		{ "a.example.org's relays", "host-1.org's relays" },
		{ "517-Sender refused, 127.0.0.2 of RFC 2821 section 4.5.3.1",
		    "517-Sender refused, 127.0.0.2 of RFC 2821 section 4.5.3.1" },
		{ "at 2001:db8::1. See", "at ip-1. See" },
		{ "STOREDRV.Deliver.QuotaExceeded",
		    "STOREDRV.Deliver.QuotaExceeded" },
		{ "see /help/example.org.html or /a/lookup.html",
		    "see /help/host-1.html or /a/lookup.html" },
	};
	struct text text = { 0 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct redact masks;

		redact_init(&masks, fixture());
		redact(&masks, &text, rows[i][0]);
		ck_assert_str_eq(text_string(&text), rows[i][1]);
		redact_release(&masks);
	}
	text_release(&text);
}
END_TEST

/* Inert text stays inert. */
START_TEST(masks_do_no_harm)
{
	struct redact masks;
	struct text bytes = { 0 }, inert = { 0 }, text = { 0 };
	uint32_t seed = 13;

	redact_init(&masks, fixture());
	for (unsigned i = 0; i < 20000; i++) {
		fill(&bytes, &seed, 1 + i % 60);
		text_clear(&inert);
		text_clear(&text);
		text_append_inert(&inert, bytes.data, bytes.length, true);
		redact_append(&masks, &text, text_string(&inert), inert.length);
		EXPECT(is_harmless(text_string(&text), text.length));
	}
	redact_release(&masks);
	text_release(&bytes);
	text_release(&inert);
	text_release(&text);
}
END_TEST

Suite *
mask_suite(void)
{
	Suite *suite = suite_create("mask");
	const TTest *const tests[] = { what_varies_becomes_a_placeholder,
		what_tells_the_reply_stays, words_beside_an_address_stay,
		any_bytes_are_masked_without_harm, masking_takes_linear_time,
		the_owner_of_a_host_is_found,
		who_reads_masks_can_follow_a_value, what_is_nobodys_own_stays,
		nothing_private_is_left, the_host_of_a_line_is_masked_in_front,
		a_mailbox_is_masked_without_its_domain,
		fixed_masks_do_not_tell_values_apart,
		of_public_names_and_links_only_the_private_part_is_masked,
		masks_do_no_harm };

	ADD_TESTS(suite, "mask", tests);
	return suite;
}
