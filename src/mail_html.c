#include "mail_html.h"

#include <string.h>

enum {
	ENTITY_MAX = 10,
	TAG_MAX = 8192, /* a longer one is text */
};

/* The name of a tag at the front, behind `<` and `/`. */
static struct piece
tag_name(struct piece tag)
{
	size_t length = 0;

	while (length < tag.length &&
	    (text_is_letter(tag.bytes[length]) || tag.bytes[length] == '!' ||
		text_is_digit(tag.bytes[length])))
		length++;
	return piece_to(tag, length);
}

/* What a tag leaves in the text: a line, an empty line, a blank, nothing. */
static const char *
mark_of(struct piece name)
{
	static const struct {
		const char *name, *mark;
	} marks[] = { { "br", "\n" }, { "p", "\n\n" }, { "div", "\n" },
		{ "tr", "\n" }, { "table", "\n\n" }, { "li", "\n" },
		{ "ul", "\n" }, { "pre", "\n\n" }, { "blockquote", "\n\n" },
		{ "h1", "\n\n" }, { "h2", "\n\n" }, { "h3", "\n\n" },
		{ "h4", "\n\n" }, { "h5", "\n\n" }, { "h6", "\n\n" },
		{ "hr", "\n\n" }, { "td", " " }, { "th", " " },
		{ "title", "\n" } };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (piece_is_nocase(name, marks[i].name))
			return marks[i].mark;
	return "";
}

/* Behind the end tag of an element whose content is not shown. */
static struct piece
skip_content(struct piece rest, struct piece name)
{
	while (rest.length > 0) {
		const char *at = memchr(rest.bytes, '<', rest.length);
		struct piece tag;

		if (at == NULL)
			break;
		rest = piece_from(rest, (size_t)(at - rest.bytes) + 1);
		tag = tag_name(piece_from(rest, 1));
		if (rest.length > 0 && rest.bytes[0] == '/' &&
		    tag.length == name.length &&
		    (name.bytes[1] | 0x20) == (tag.bytes[1] | 0x20))
			return rest;
	}
	return piece_from(rest, rest.length);
}

/* Behind `-->`, or all of it. */
static struct piece
skip_comment(struct piece rest)
{
	while (rest.length > 0 && !piece_starts_nocase(rest, "-->"))
		rest = piece_from(rest, 1);
	return rest;
}

/* Takes the tag at the front off, which begins with `<`. */
static struct piece
take_tag(struct mail *mail, struct piece rest)
{
	struct piece behind = piece_from(rest, 1), name;
	bool ends = behind.length > 0 && behind.bytes[0] == '/';
	const char *close;

	name = tag_name(piece_from(behind, ends));
	/* <user@example.org> and 5 < 6 are no tags. */
	close = memchr(rest.bytes, '>',
	    rest.length < TAG_MAX ? rest.length : TAG_MAX);
	if (name.length == 0 || close == NULL ||
	    memchr(rest.bytes, '@',
		name.length + 2 + ends < rest.length ? name.length + 2 + ends :
						       rest.length) != NULL) {
		mail_keep(mail, "<", 1);
		return behind;
	}
	if (piece_starts_nocase(name, "!") &&
	    piece_starts_nocase(behind, "!--"))
		rest = skip_comment(behind);
	else if (!ends &&
	    (piece_is_nocase(name, "style") || piece_is_nocase(name, "script")))
		rest = skip_content(behind, name);
	close = rest.length == 0 ? NULL : memchr(rest.bytes, '>', rest.length);
	mail_keep(mail, mark_of(name), strlen(mark_of(name)));
	return close == NULL ?
	    piece_from(rest, rest.length) :
	    piece_from(rest, (size_t)(close - rest.bytes) + 1);
}

static const struct {
	const char *name, *text;
} entities[] = { { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" },
	{ "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", " " },
	{ "&rsquo;", "'" }, { "&lsquo;", "'" }, { "&auml;", "\xc3\xa4" },
	{ "&ouml;", "\xc3\xb6" }, { "&uuml;", "\xc3\xbc" },
	{ "&szlig;", "\xc3\x9f" }, { "&eacute;", "\xc3\xa9" },
	{ "&egrave;", "\xc3\xa8" }, { "&agrave;", "\xc3\xa0" },
	{ "&ndash;", "-" }, { "&mdash;", "-" } };

/* The code point of &#64; or &#x40; at the front; 0 if there is none. */
static uint32_t
numbered(struct piece rest)
{
	bool hex = piece_starts_nocase(rest, "&#x");
	uint32_t point = 0;

	if (!piece_starts_nocase(rest, "&#"))
		return 0;
	for (size_t i = hex ? 3 : 2; i < rest.length && i < ENTITY_MAX; i++) {
		char c = text_lower(rest.bytes[i]);

		if (c >= '0' && c <= '9')
			point = point * (hex ? 16 : 10) + (uint32_t)(c - '0');
		else if (hex && c >= 'a' && c <= 'f')
			point = point * 16 + (uint32_t)(c - 'a' + 10);
		else
			return c == ';' && point <= 0x10ffff ? point : 0;
	}
	return 0;
}

/* Takes the entity at the front off, which begins with `&`. */
static struct piece
take_entity(struct mail *mail, struct piece rest)
{
	uint32_t point = numbered(rest);

	if (point > 0) {
		mail_keep_point(mail, point);
		return piece_from(rest,
		    (size_t)((const char *)memchr(rest.bytes, ';',
				 rest.length) -
			rest.bytes) +
			1);
	}
	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
		if (piece_starts_nocase(rest, entities[i].name)) {
			mail_keep(mail, entities[i].text,
			    strlen(entities[i].text));
			return piece_from(rest, strlen(entities[i].name));
		}
	mail_keep(mail, "&", 1);
	return piece_from(rest, 1);
}

struct piece
mail_html_text(struct mail *mail, struct piece rest)
{
	size_t from = mail->scratch.length;

	while (rest.length > 0) {
		size_t plain = 0;

		while (plain < rest.length && rest.bytes[plain] != '<' &&
		    rest.bytes[plain] != '&')
			plain++;
		mail_keep(mail, rest.bytes, plain);
		rest = piece_from(rest, plain);
		if (rest.length > 0)
			rest = rest.bytes[0] == '<' ? take_tag(mail, rest) :
						      take_entity(mail, rest);
	}
	return mail_kept(mail, from);
}
