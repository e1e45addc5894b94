#ifdef __FreeBSD__
#define LIBICONV_PLUG /* the iconv of libc, whatever else is installed */
#endif
#include "mail_decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum {
	CHARSETS = 8,	  /* kept open */
	CHARSET_MAX = 24, /* bytes of a name */
	CHUNK = 512,
	WORD_MAX = 600, /* an encoded word; 75 by RFC 2047 2 */
};

struct mail_charsets {
	struct {
		char name[CHARSET_MAX];
		iconv_t converter; /* (iconv_t)-1: there is none */
		bool open;
	} all[CHARSETS];
	size_t next;
};

static const iconv_t no_converter = (iconv_t)-1;

void
mail_charsets_free(struct mail_charsets *charsets)
{
	if (charsets == NULL)
		return;
	for (size_t i = 0; i < CHARSETS; i++)
		if (charsets->all[i].open &&
		    charsets->all[i].converter != no_converter)
			iconv_close(charsets->all[i].converter);
	free(charsets);
}

/* The value of a base64 digit (RFC 4648 4); 64 if it is none. */
static unsigned
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0') + 52;
	return c == '+' ? 62 : c == '/' ? 63 : 64;
}

/* What is no digit is skipped; at the end of a piece it begins anew. */
static void
decode_base64(struct mail *mail, struct piece piece)
{
	char chunk[CHUNK + 4];
	size_t length = 0;
	uint32_t bits = 0;
	unsigned count = 0;

	for (size_t at = 0; at < piece.length; at++) {
		unsigned value = base64_value(piece.bytes[at]);

		if (value == 64) {
			if (piece.bytes[at] == '=')
				count = 0;
			continue;
		}
		bits = (bits << 6 | value) & 0xffffff;
		if (++count > 1)
			chunk[length++] = (char)(bits >> (6 - 2 * (count - 1)) &
			    0xff);
		if (count == 4)
			count = 0;
		if (length >= CHUNK) {
			mail_keep(mail, chunk, length);
			length = 0;
		}
	}
	mail_keep(mail, chunk, length);
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = text_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Only blanks up to the end of the line? How many, with the line end. */
static size_t
soft_break(struct piece piece)
{
	size_t length = 0;

	while (length < piece.length && strchr(" \t\r", piece.bytes[length]))
		length++;
	if (length == piece.length)
		return length;
	return piece.bytes[length] == '\n' ? length + 1 : 0;
}

/* Decodes the escape at the front, which begins with `=`; its length. */
static size_t
decode_escape(struct mail *mail, struct piece piece)
{
	struct piece behind = piece_from(piece, 1);
	size_t broken = soft_break(behind);
	int high = behind.length < 2 ? -1 : hex_value(behind.bytes[0]);
	int low = behind.length < 2 ? -1 : hex_value(behind.bytes[1]);
	char c = '=';

	if (behind.length == 0 || broken > 0)
		return 1 + broken;
	if (high >= 0 && low >= 0)
		c = (char)(high * 16 + low);
	mail_keep(mail, &c, 1);
	return high >= 0 && low >= 0 ? 3 : 1;
}

/* Words of headers write a blank as an underscore. */
static void
decode_printable(struct mail *mail, struct piece piece, bool words)
{
	while (piece.length > 0) {
		size_t plain = 0;

		while (plain < piece.length && piece.bytes[plain] != '=' &&
		    (!words || piece.bytes[plain] != '_'))
			plain++;
		mail_keep(mail, piece.bytes, plain);
		piece = piece_from(piece, plain);
		if (piece.length == 0)
			return;
		if (piece.bytes[0] == '_') {
			mail_keep(mail, " ", 1);
			piece = piece_from(piece, 1);
		} else {
			piece = piece_from(piece, decode_escape(mail, piece));
		}
	}
}

/*
 * Copies a charset's name. Only names of this list are passed on to iconv:
 * what it does with others, or with // in them, depends on the system.
 */
static bool
is_known(struct piece name, char kept[CHARSET_MAX])
{
	static const char *const known[] = { "iso-8859-", "iso8859-",
		"windows-", "cp12", "cp8", "koi8-", "gb", "big5", "euc-",
		"shift_jis", "sjis", "iso-2022-jp", "iso-2022-kr", "ks_c_5601",
		"tis-620", "utf-16", "utf-32", "macintosh", "latin1", "hz-gb" };

	if (name.length == 0 || name.length >= CHARSET_MAX)
		return false;
	for (size_t i = 0; i < name.length; i++) {
		char c = text_lower(name.bytes[i]);

		if (!(text_is_letter(c) || text_is_digit(c) || c == '-' ||
			c == '_'))
			return false;
		kept[i] = c;
	}
	kept[name.length] = '\0';
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (piece_starts_nocase(name, known[i]))
			return true;
	return false;
}

/* The converter of a charset, opened once; no_converter if there is none. */
static iconv_t
converter_of(struct mail *mail, struct piece charset)
{
	struct mail_charsets *charsets = mail->charsets;
	char name[CHARSET_MAX];
	size_t free_one;

	if (!is_known(charset, name))
		return no_converter;
	if (charsets == NULL)
		charsets = mail->charsets = calloc(1, sizeof(*charsets));
	if (charsets == NULL) {
		mail->failed = true;
		return no_converter;
	}
	for (size_t i = 0; i < CHARSETS; i++)
		if (charsets->all[i].open &&
		    strcmp(charsets->all[i].name, name) == 0)
			return charsets->all[i].converter;
	free_one = charsets->next++ % CHARSETS;
	if (charsets->all[free_one].open &&
	    charsets->all[free_one].converter != no_converter)
		iconv_close(charsets->all[free_one].converter);
	memcpy(charsets->all[free_one].name, name, sizeof(name));
	charsets->all[free_one].open = true;
	charsets->all[free_one].converter = iconv_open("UTF-8", name);
	return charsets->all[free_one].converter;
}

/* What cannot be converted is kept as it is, byte for byte. */
static struct piece
convert(struct mail *mail, struct piece piece, iconv_t converter)
{
	size_t from = mail->scratch.length, left = piece.length;
	char *in = (char *)(uintptr_t)piece.bytes;

	iconv(converter, NULL, NULL, NULL, NULL);
	while (left > 0) {
		char chunk[CHUNK], *out = chunk;
		size_t room = sizeof(chunk);
		size_t result = iconv(converter, &in, &left, &out, &room);
		int error = errno;

		mail_keep(mail, chunk, sizeof(chunk) - room);
		if (result != (size_t)-1 || error == E2BIG)
			continue;
		if (left == 0)
			break;
		mail_keep(mail, in++, 1);
		left--;
	}
	return mail_kept(mail, from);
}

/* Are its bytes what UTF-8 says as well? Not if escapes change its state. */
static bool
is_plain(struct piece piece, struct piece charset)
{
	if (charset.length == 0 || piece_is_nocase(charset, "utf-8") ||
	    piece_is_nocase(charset, "us-ascii") ||
	    piece_is_nocase(charset, "utf8"))
		return true;
	if (piece_starts_nocase(charset, "iso-2022") ||
	    piece_starts_nocase(charset, "utf-") ||
	    piece_starts_nocase(charset, "hz-"))
		return false;
	for (size_t i = 0; i < piece.length; i++)
		if ((unsigned char)piece.bytes[i] >= 0x80)
			return false;
	return true;
}

static struct piece
to_utf8(struct mail *mail, struct piece piece, struct piece charset)
{
	iconv_t converter;

	if (is_plain(piece, charset))
		return piece;
	converter = converter_of(mail, charset);
	return converter == no_converter ? piece :
					   convert(mail, piece, converter);
}

struct piece
mail_decode_bytes(struct mail *mail, const struct mime_part *part)
{
	size_t from = mail->scratch.length;

	if (part->encoding == MIME_IDENTITY)
		return part->body;
	if (part->encoding == MIME_BASE64)
		decode_base64(mail, part->body);
	else
		decode_printable(mail, part->body, false);
	return mail_kept(mail, from);
}

struct piece
mail_decode(struct mail *mail, const struct mime_part *part)
{
	return to_utf8(mail, mail_decode_bytes(mail, part), part->charset);
}

/*
 * Takes the encoded word at the front, =?charset?B?text?=. Its length, with
 * the three pieces set; 0 if there is none.
 */
static size_t
take_word(struct piece value, struct piece *charset, char *encoding,
    struct piece *text)
{
	struct piece rest = piece_from(value, 2);
	size_t length = 0;

	if (!piece_starts_nocase(value, "=?"))
		return 0;
	while (length < rest.length && length < CHARSET_MAX &&
	    rest.bytes[length] != '?' && rest.bytes[length] != '*')
		length++;
	*charset = piece_to(rest, length);
	while (length < rest.length && length < WORD_MAX &&
	    rest.bytes[length] != '?')
		length++;
	rest = piece_from(rest, length);
	if (rest.length < 3 || rest.bytes[2] != '?')
		return 0;
	*encoding = text_lower(rest.bytes[1]);
	rest = piece_to(piece_from(rest, 3), WORD_MAX);
	for (length = 0; length + 1 < rest.length; length++) {
		if (rest.bytes[length] == '\n')
			return 0;
		if (rest.bytes[length] != '?' || rest.bytes[length + 1] != '=')
			continue;
		*text = piece_to(rest, length);
		return (size_t)(rest.bytes - value.bytes) + length + 2;
	}
	return 0;
}

/* Keeps a decoded word; it may lie behind what it was decoded of. */
static void
keep_word(struct mail *mail, struct piece charset, char encoding,
    struct piece text)
{
	size_t from = mail->scratch.length;
	struct piece decoded, converted;

	if (encoding == 'b')
		decode_base64(mail, text);
	else
		decode_printable(mail, text, true);
	decoded = mail_kept(mail, from);
	converted = to_utf8(mail, decoded, charset);
	if (converted.bytes == decoded.bytes)
		return;
	memmove(mail->scratch.data + from, converted.bytes, converted.length);
	mail->scratch.length = from + converted.length;
}

struct piece
mail_decode_words(struct mail *mail, struct piece value)
{
	size_t from = mail->scratch.length;
	bool behind_word = false;

	if (piece_find_nocase(value, "=?") == PIECE_NONE)
		return value;
	while (value.length > 0) {
		struct piece charset, text;
		char encoding;
		size_t length = take_word(value, &charset, &encoding, &text);
		size_t blanks = 0;

		if (length > 0) {
			keep_word(mail, charset, encoding, text);
			value = piece_from(value, length);
			behind_word = true;
			continue;
		}
		while (blanks < value.length &&
		    strchr(" \t\r\n", value.bytes[blanks]) != NULL)
			blanks++;
		/* Blanks between two words are none. */
		if (blanks > 0 && behind_word &&
		    piece_starts_nocase(piece_from(value, blanks), "=?")) {
			value = piece_from(value, blanks);
			behind_word = false;
			continue;
		}
		length = blanks > 0 ? blanks : 1;
		mail_keep(mail, value.bytes, length);
		value = piece_from(value, length);
		behind_word = false;
	}
	return mail_kept(mail, from);
}
