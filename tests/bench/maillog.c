/*
 * maillog MEGABYTES [SEED]
 *
 * Writes a mail log of Postfix as a busy relay writes it, in which the same
 * replies come again and again with other addresses, hosts and queue IDs.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	DOMAINS = 400,
	USERS = 5000,
};

struct writer {
	uint64_t state;
	uint64_t written, wanted; /* bytes */
	unsigned long seconds;	  /* of the year */
	const char *host;
};

static uint32_t
pick(struct writer *writer, uint32_t below)
{
	writer->state = writer->state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(writer->state >> 33) % below;
}

/* The front of each line, and the number of what was written. */
static void
begin(struct writer *writer, const char *daemon)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	unsigned long day = writer->seconds / 86400;
	int count;

	writer->seconds += pick(writer, 20) == 0;
	count = printf("%s %2lu %02lu:%02lu:%02lu %s postfix/%s[%u]: ",
	    months[day / 28 % 12], day % 28 + 1, writer->seconds / 3600 % 24,
	    writer->seconds / 60 % 60, writer->seconds % 60, writer->host,
	    daemon, 1000 + pick(writer, 30000));
	writer->written += count > 0 ? (uint64_t)count : 0;
}

static void
count_line(struct writer *writer, int count)
{
	writer->written += count > 0 ? (uint64_t)count : 0;
}

struct mail {
	char id[16];
	uint32_t user, domain, octet;
};

static struct mail
new_mail(struct writer *writer)
{
	struct mail mail = { .user = pick(writer, USERS),
		.domain = pick(writer, DOMAINS),
		.octet = pick(writer, 254) + 1 };

	snprintf(mail.id, sizeof(mail.id), "%05X%05X", pick(writer, 1 << 20),
	    pick(writer, 1 << 20));
	return mail;
}

/* What other servers say of a mail; %u is the user, then the domain. */
static const struct {
	const char *dsn, *status, *text;
	unsigned weight;
} answers[] = {
	{ "2.0.0", "sent", "250 2.0.0 Ok: queued as %5$s", 60 },
	{ "2.0.0", "sent", "250 2.0.0 OK  1732%2$05u %5$s.%2$u - gsmtp", 60 },
	{ "2.6.0", "sent",
	    "250 2.6.0 <%5$s@relay.example.net> [InternalId=%2$u%1$u, "
	    "Hostname=AM0PR01MB%2$u.eurprd01.prod.exchangelabs.com] Queued "
	    "mail for delivery",
	    20 },
	{ "5.1.1", "bounced",
	    "host mx1.d%4$u.example[192.0.2.%3$u] said: 550 5.1.1 "
	    "<user%1$u@d%4$u.example>: Recipient address rejected: User "
	    "unknown in virtual mailbox table (in reply to RCPT TO command)",
	    10 },
	{ "5.1.1", "bounced",
	    "host gmail-smtp-in.l.google.com[192.0.2.%3$u] said: 550-5.1.1 The "
	    "email account that you tried to reach does not exist. Please try "
	    "550-5.1.1 double-checking the recipient's email address for typos "
	    "or 550-5.1.1 unnecessary spaces. For more information, go to 550 "
	    "5.1.1  https://support.google.com/mail/?p=NoSuchUser %5$s.%2$u - "
	    "gsmtp (in reply to RCPT TO command)",
	    6 },
	{ "4.7.1", "deferred",
	    "host mx1.d%4$u.example[192.0.2.%3$u] said: 450 4.7.1 "
	    "<user%1$u@d%4$u.example>: Recipient address rejected: Greylisted, "
	    "see http://postgrey.schweikert.ch/help/d%4$u.example.html (in "
	    "reply to RCPT TO command)",
	    10 },
	{ "4.4.1", "deferred",
	    "connect to mx1.d%4$u.example[192.0.2.%3$u]:25: Connection timed "
	    "out",
	    8 },
	{ "4.2.2", "deferred",
	    "host mx1.d%4$u.example[192.0.2.%3$u] said: 452 4.2.2 "
	    "<user%1$u@d%4$u.example> Mailbox is full (in reply to RCPT TO "
	    "command)",
	    4 },
	{ "5.7.1", "bounced",
	    "host mx1.d%4$u.example[192.0.2.%3$u] said: 554 5.7.1 Service "
	    "unavailable; Client host [203.0.113.9] blocked using "
	    "zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9 "
	    "(in reply to RCPT TO command)",
	    4 },
};

static size_t
pick_answer(struct writer *writer)
{
	static const size_t count = sizeof(answers) / sizeof(answers[0]);
	unsigned all = 0, chosen;
	size_t i = 0;

	for (size_t j = 0; j < count; j++)
		all += answers[j].weight;
	chosen = pick(writer, all);
	while (chosen >= answers[i].weight)
		chosen -= answers[i++].weight;
	return i;
}

static void
write_delivery(struct writer *writer, const struct mail *mail)
{
	size_t answer = pick_answer(writer);
	char text[1024];

/* The formats are those of the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
	snprintf(text, sizeof(text), answers[answer].text, mail->user,
	    10000 + mail->user, mail->octet, mail->domain, mail->id);
#pragma GCC diagnostic pop
	begin(writer, "smtp");
	count_line(writer,
	    printf("%s: to=<user%u@d%u.example>, relay=mx1.d%u.example[192.0.2."
		   "%u]:25, delay=%u.%u, delays=0.05/0.01/0.4/0.%u, dsn=%s, "
		   "status=%s (%s)\n",
		mail->id, mail->user, mail->domain, mail->domain, mail->octet,
		pick(writer, 9), pick(writer, 10), pick(writer, 90),
		answers[answer].dsn, answers[answer].status, text));
}

static void
write_mail(struct writer *writer)
{
	struct mail mail = new_mail(writer);

	begin(writer, "smtpd");
	count_line(writer,
	    printf("connect from mail.d%u.example[198.51.100.%u]\n",
		mail.domain, mail.octet));
	begin(writer, "smtpd");
	count_line(writer,
	    printf("%s: client=mail.d%u.example[198.51.100.%u], "
		   "sasl_method=PLAIN, sasl_username=user%u\n",
		mail.id, mail.domain, mail.octet, mail.user));
	begin(writer, "cleanup");
	count_line(writer,
	    printf("%s: message-id=<%08x.%u@d%u.example>\n", mail.id,
		pick(writer, UINT32_MAX), mail.user, mail.domain));
	begin(writer, "qmgr");
	count_line(writer,
	    printf("%s: from=<user%u@d%u.example>, size=%u, nrcpt=1 (queue "
		   "active)\n",
		mail.id, mail.user, mail.domain, 1000 + pick(writer, 90000)));
	write_delivery(writer, &mail);
	begin(writer, "qmgr");
	count_line(writer, printf("%s: removed\n", mail.id));
	begin(writer, "smtpd");
	count_line(writer,
	    printf("disconnect from mail.d%u.example[198.51.100.%u] ehlo=2 "
		   "starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 "
		   "commands=8\n",
		mail.domain, mail.octet));
}

static void
write_refusal(struct writer *writer)
{
	struct mail mail = new_mail(writer);

	begin(writer, "smtpd");
	count_line(writer,
	    printf("NOQUEUE: reject: RCPT from unknown[203.0.113.%u]: 554 "
		   "5.7.1 <user%u@d%u.example>: Relay access denied; "
		   "from=<a%u@example.net> to=<user%u@d%u.example> proto=ESMTP "
		   "helo=<host%u>\n",
		mail.octet, mail.user, mail.domain, mail.user, mail.user,
		mail.domain, mail.octet));
}

int
main(int argc, char **argv)
{
	struct writer writer = { .state = 88172645463325252ULL, .host = "mx1" };

	if (argc < 2) {
		fprintf(stderr, "usage: maillog MEGABYTES [SEED]\n");
		return EXIT_FAILURE;
	}
	writer.wanted = strtoull(argv[1], NULL, 10) << 20;
	if (argc > 2)
		writer.state ^= strtoull(argv[2], NULL, 10);
	while (writer.written < writer.wanted) {
		if (pick(&writer, 4) == 0)
			write_refusal(&writer);
		else
			write_mail(&writer);
	}
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
