#include "clipboard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "terminal.h"

enum {
	MOST = 74994,	/* bytes: as base64 the 100,000 that terminals take */
	DCS_PART = 252, /* bytes of a sequence that screen passes on at once */
};

/* RFC 4648 section 4 */
static void
append_base64(struct text *text, const char *bytes, size_t length)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *at = (const unsigned char *)bytes;

	for (size_t i = 0; i < length; i += 3) {
		size_t left = length - i;
		uint32_t group = (uint32_t)at[i] << 16 |
		    (left > 1 ? (uint32_t)at[i + 1] << 8 : 0) |
		    (left > 2 ? (uint32_t)at[i + 2] : 0);

		text_append_char(text, letters[group >> 18]);
		text_append_char(text, letters[group >> 12 & 63]);
		text_append_char(text,
		    left > 1 ? letters[group >> 6 & 63] : '=');
		text_append_char(text, left > 2 ? letters[group & 63] : '=');
	}
}

static bool
is_set(const char *name)
{
	return getenv(name) != NULL && getenv(name)[0] != '\0';
}

/* tmux keeps it, and since 3.2 it passes it on to the terminal as well. */
static bool
copy_to_tmux(const struct text *text, const char *what, struct text *message)
{
	static const char *const both[] = { "tmux", "load-buffer", "-w", "-",
		NULL };
	static const char *const buffer[] = { "tmux", "load-buffer", "-",
		NULL };

	if (helper_feed(both, text_string(text), text->length) == 0) {
		text_printf(message,
		    "%s copied: in tmux prefix ] pastes it; sent to the "
		    "terminal too",
		    what);
		return true;
	}
	if (helper_feed(buffer, text_string(text), text->length) != 0)
		return false;
	text_printf(message, "%s copied: in tmux prefix ] pastes it", what);
	return true;
}

/* screen passes on what is wrapped, in parts that are not too long for it. */
static void
wrap_for_screen(struct text *wrapped, const struct text *sequence)
{
	size_t part;

	for (size_t at = 0; at < sequence->length; at += part) {
		part = sequence->length - at;
		part = part < DCS_PART ? part : DCS_PART;
		text_append(wrapped, "\033P");
		text_append_bytes(wrapped, sequence->data + at, part);
		text_append(wrapped, "\033\\");
	}
}

/* OSC 52: the terminal puts it on its clipboard, if it may. */
static bool
send(const struct text *text, bool in_screen)
{
	struct text sequence = { 0 }, wrapped = { 0 };
	bool sent;

	text_append(&sequence, "\033]52;c;");
	append_base64(&sequence, text_string(text), text->length);
	text_append_char(&sequence, '\a');
	if (in_screen && !sequence.failed)
		wrap_for_screen(&wrapped, &sequence);
	sent = !sequence.failed && !wrapped.failed &&
	    terminal_send(in_screen ? &wrapped : &sequence);
	text_release(&sequence);
	text_release(&wrapped);
	return sent;
}

bool
clipboard_copy(const struct text *text, const char *what, struct text *message)
{
	if (is_set("TMUX") && copy_to_tmux(text, what, message))
		return true;
	if (text->length > MOST) {
		text_printf(message,
		    "%s is too long for a terminal's clipboard: use -p", what);
		return false;
	}
	if (text->failed || !send(text, is_set("STY"))) {
		text_printf(message, "%s could not be copied: use -p", what);
		return false;
	}
	text_printf(message,
	    "%s sent to the terminal; if nothing arrives, use -p", what);
	return true;
}
