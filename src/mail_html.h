/*
 * The text of an HTML part: tags are dropped, blocks are lines, and what is
 * not shown is left out. Not a parser of HTML: enough to read a bounce.
 */
#ifndef MAIL_HTML_H
#define MAIL_HTML_H

#include "mail_piece.h"

struct piece mail_html_text(struct mail *mail, struct piece html);

#endif
