#include "code.h"

#include <string.h>

#include "text.h"

bool
code_parse(const char *word, size_t length, unsigned *code)
{
	if (length != CODE_DIGITS || word[0] < '1' || word[0] > '6' ||
	    !text_is_digit(word[1]) || !text_is_digit(word[2]))
		return false;
	*code = (unsigned)(word[0] - '0') * 100 +
	    (unsigned)(word[1] - '0') * 10 + (unsigned)(word[2] - '0');
	return true;
}

bool
code_is_sent(const char *digits)
{
	unsigned code;

	return code_parse(digits, CODE_DIGITS, &code) && code >= 200 &&
	    code < 600;
}

/* Reads 1 to 3 digits without leading zeros; returns how many, or 0. */
static size_t
parse_number(const char *word, size_t length, unsigned *number)
{
	size_t digits = 0;

	*number = 0;
	while (digits < length && text_is_digit(word[digits])) {
		if (digits == 3)
			return 0;
		*number = *number * 10 + (unsigned)(word[digits] - '0');
		digits++;
	}
	if (digits > 1 && word[0] == '0')
		return 0;
	return digits;
}

bool
status_parse(const char *word, size_t length, struct status *status)
{
	size_t at = 1, digits;

	if (length < 5 || word[1] != '.')
		return false;
	if (word[0] == 'X' || word[0] == 'x')
		status->classes = CLASSES_ANY;
	else if (word[0] == '2' || word[0] == '4' || word[0] == '5')
		status->classes = 1u << (word[0] - '0');
	else
		return false;
	at = 2;
	digits = parse_number(word + at, length - at, &status->subject);
	at += digits;
	if (digits == 0 || at == length || word[at] != '.')
		return false;
	at++;
	digits = parse_number(word + at, length - at, &status->detail_from);
	at += digits;
	if (digits == 0)
		return false;
	status->detail_to = status->detail_from;
	if (at == length)
		return true;
	if (word[at] != '-')
		return false;
	at++;
	digits = parse_number(word + at, length - at, &status->detail_to);
	return digits > 0 && at + digits == length &&
	    status->detail_from < status->detail_to;
}

unsigned
status_class(unsigned classes)
{
	for (unsigned class = 1; class <= 9; class ++)
		if (classes == 1u << class)
			return class;
	return 0;
}

void
reply_head_parse(const char *line, size_t length, struct reply_head *head)
{
	size_t at = 3, end;

	*head = (struct reply_head) { 0 };
	if (length < CODE_DIGITS || !code_parse(line, CODE_DIGITS, &head->code))
		return;
	if (length > 3 && line[3] != ' ' && line[3] != '-') {
		head->code = 0;
		return;
	}
	head->has_code = true;
	head->separator = length > 3 ? line[3] : '\0';
	at = length > 3 ? 4 : 3;
	while (at < length && line[at] == ' ')
		at++;
	end = at;
	while (end < length && line[end] != ' ')
		end++;
	head->text_at = at;
	if (!status_parse(line + at, end - at, &head->status) ||
	    head->status.classes == CLASSES_ANY ||
	    head->status.detail_from != head->status.detail_to)
		return;
	head->has_status = true;
	head->status_at = at;
	head->status_length = end - at;
	while (end < length && line[end] == ' ')
		end++;
	head->text_at = end;
}
