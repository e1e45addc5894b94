#include "fuzz_inputs.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "unit/harmless.h"

enum {
	SEEDS = 2000,
	LINE_SIZE = 4096,
	MAIL_SIZE = 64 << 10,
	LONGEST_RUN = 300000, /* bytes of one sign */
};

static uint32_t seed;
static struct text lines[SEEDS], mails[SEEDS], tallies[SEEDS];
static size_t line_count, mail_count, tally_count;

void
inputs_seed(uint32_t number)
{
	seed = number * UINT32_C(2654435761) | 1;
}

size_t
inputs_below(size_t limit)
{
	return limit == 0 ? 0 : next_random(&seed) % limit;
}

static void
keep(struct text *seeds, size_t *count, const char *bytes, size_t length)
{
	if (*count < SEEDS)
		text_append_bytes(&seeds[(*count)++], bytes, length);
}

static bool
read_lines(const char *path)
{
	FILE *file = fopen(path, "r");
	char row[LINE_SIZE];
	const char *tab;

	if (file == NULL)
		return false;
	while (fgets(row, sizeof(row), file) != NULL) {
		tab = strchr(row, '\t');
		if (tab != NULL)
			keep(lines, &line_count, tab + 1, strlen(tab + 1));
	}
	fclose(file);
	return line_count > 0;
}

static void
read_mail(const char *folder, const char *name)
{
	char path[LINE_SIZE];
	FILE *file;
	struct text *mail = &mails[mail_count];
	size_t got;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL || mail_count == SEEDS)
		return;
	got = fread(text_room(mail, MAIL_SIZE), 1, MAIL_SIZE, file);
	mail->length += got;
	mail_count += got > 0;
	fclose(file);
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* In the order of their names, which a folder does not have everywhere. */
static void
read_mails(const char *folder)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	char *names[SEEDS];
	size_t count = 0;

	while (stream != NULL && (entry = readdir(stream)) != NULL &&
	    count < SEEDS)
		if (strstr(entry->d_name, ".eml") != NULL)
			names[count++] = strdup(entry->d_name);
	if (stream != NULL)
		closedir(stream);
	qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++) {
		read_mail(folder, names[i]);
		free(names[i]);
	}
}

static void
append_seed(struct text *input, const struct text *from)
{
	text_append_bytes(input, text_string(from), from->length);
}

bool
inputs_read(const char *lines_path, const char *mails_path)
{
	if (!read_lines(lines_path))
		return false;
	read_mails(mails_path);
	return mail_count > 0;
}

void
inputs_all_lines(struct text *input)
{
	for (size_t i = 0; i < line_count; i++)
		append_seed(input, &lines[i]);
}

bool
inputs_keep_tallies(const char *tally)
{
	const char *end;

	for (; *tally != '\0'; tally = end) {
		end = strchr(tally, '\n') + 1;
		keep(tallies, &tally_count, tally, (size_t)(end - tally));
	}
	return tally_count > 0;
}

void
inputs_release(void)
{
	for (size_t i = 0; i < SEEDS; i++) {
		text_release(&lines[i]);
		text_release(&mails[i]);
		text_release(&tallies[i]);
	}
}

static const struct text *
any_seed(void)
{
	switch (inputs_below(8)) {
	case 0:
		return &mails[inputs_below(mail_count)];
	case 1:
		return &tallies[inputs_below(tally_count)];
	default:
		return &lines[inputs_below(line_count)];
	}
}

void
inputs_make(struct text *input)
{
	size_t count = 1 + inputs_below(40);

	text_clear(input);
	switch (inputs_below(6)) {
	case 0:
		append_seed(input, &mails[inputs_below(mail_count)]);
		return;
	case 1:
		for (size_t i = 0; i < count % 4 + 1; i++) {
			text_append(input,
			    "From a@b.example Sat Nov 28 2026\n");
			append_seed(input, &mails[inputs_below(mail_count)]);
			text_append(input, "\n");
		}
		return;
	case 2:
		for (size_t i = 0; i < count; i++)
			append_seed(input, &tallies[inputs_below(tally_count)]);
		return;
	case 3:
		for (size_t i = 0; i < count; i++)
			append_seed(input, any_seed());
		return;
	default:
		for (size_t i = 0; i < count; i++)
			append_seed(input, &lines[inputs_below(line_count)]);
		return;
	}
}

/* Puts bytes in at a place. */
static void
insert(struct text *input, size_t at, const char *bytes, size_t length)
{
	struct text rest = { 0 };

	text_append_bytes(&rest, text_string(input) + at, input->length - at);
	input->length = at;
	text_append_bytes(input, bytes, length);
	text_append_bytes(input, text_string(&rest), rest.length);
	text_release(&rest);
}

static void
insert_word(struct text *input, size_t at)
{
	static const char *const words[] = { "550 ", "550-", "5.1.1",
		" said: ", "status=bounced (", "(in reply to ", "\n", "\r\n",
		"\r", "\n\n", "\t", "\"", "\\", "\\\"", "{", "}", "[", "]",
		"{\"", "[{\n", "\":", ",", "|", "<", ">", "(", ")", "@", "%40",
		"%s%n", "=", ": ", "...", "** ", "== ", "=> ",
		"stat=", "reply=", "reject=", "to=<",
		"relay=", "{LED=", "[{LED=", "smtp;", "\n--b\n", "\n--b--\n",
		"\nContent-Type: multipart/mixed; boundary=b\n\n",
		"\nContent-Type: message/delivery-status\n\n",
		"\nContent-Transfer-Encoding: base64\n\n",
		"=?utf-8?q?=00?=", "=?utf-8?b?", "=3D=\n",
		"\nFinal-Recipient: rfc822;", "\nDiagnostic-Code: smtp;",
		"\nFrom ", "&#0;", "<br>", "\xe2\x80\xae", "\xc2\x9b", "\xff",
		"\xf0\x90", "\x1b[31m", "\xe4\xbe\x8b", "99999999999999999999",
		"-1", "1e999", "2026-11-28T12:34:56+99:99", "Feb 30 25:61:61",
		"::", "::1", "{\"schema\":1,\"direction\":" };
	const char *word =
	    words[inputs_below(sizeof(words) / sizeof(words[0]))];

	insert(input, at, word, strlen(word));
}

void
inputs_damage(struct text *input)
{
	size_t at = inputs_below(input->length + 1),
	       length = 1 + inputs_below(60);
	struct text part = { 0 };

	if (length > input->length - at)
		length = input->length - at;
	switch (inputs_below(60) == 0 ? 9 : inputs_below(9)) {
	case 0:
		if (at < input->length)
			input->data[at] ^= (char)(1u << inputs_below(8));
		break;
	case 1:
		if (at < input->length)
			input->data[at] = (char)inputs_below(256);
		break;
	case 2:
		memmove(input->data + at, input->data + at + length,
		    input->length - at - length);
		input->length -= length;
		break;
	case 3:
	case 4:
		insert_word(input, at);
		break;
	case 5:
		text_append_bytes(&part, input->data + at, length);
		for (size_t i = 1 + inputs_below(20); i > 0; i--)
			insert(input, at, text_string(&part), part.length);
		break;
	case 6:
		append_seed(input, any_seed());
		break;
	case 7:
		insert(input, at, "\0", 1);
		break;
	case 8:
		if (inputs_below(4) == 0)
			input->length = at;
		break;
	default:
		text_append_bytes(&part, input->data + at,
		    length < 4 ? length : 4);
		for (size_t i = inputs_below(LONGEST_RUN);
		     part.length > 0 && i > 0 && input->length < LONGEST_RUN;
		     i--)
			text_append_bytes(input, part.data, part.length);
		break;
	}
	text_release(&part);
}

/* Packs some of the input as a member of its own. */
static bool
pack_member(struct text *packed, const struct text *input, size_t from,
    size_t length)
{
	z_stream stream = { .next_in = (unsigned char *)input->data + from,
		.avail_in = (uInt)length };
	uLong room;
	bool done;

	if (deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	room = deflateBound(&stream, (uLong)length) + 64;
	stream.next_out = (unsigned char *)text_room(packed, room);
	stream.avail_out = (uInt)room;
	done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
	packed->length += stream.total_out;
	deflateEnd(&stream);
	return done;
}

bool
inputs_pack(struct text *input)
{
	struct text packed = { 0 };
	size_t half = inputs_below(2) == 0 ? 0 : inputs_below(input->length);

	bool done = half == 0 || pack_member(&packed, input, 0, half);

	if (done && input->length > half)
		done = pack_member(&packed, input, half, input->length - half);
	text_release(input);
	*input = packed;
	return done;
}
