#include "completions.h"

#include <string.h>

#include "options.h"

/* What is offered as operand; a pair would be two words. */
static const struct kind {
	enum entry_kind kind;
	const char *plural, *title;
} kinds[] = {
	{ ENTRY_CODE, "codes", "reply code" },
	{ ENTRY_STATUS, "statuses", "enhanced status code" },
	{ ENTRY_CAUSE, "causes", "cause" },
	{ ENTRY_SERVER, "servers", "server" },
};

/* The words that follow on -l, --color and the filters of -s. */
static const char listed[] =
    "codes statuses pairs causes servers vendors examples";
static const char whens[] = "auto always never";
static const char filters[] = "code: status: server: cause:";

/* Writes a name with its title, as the shell has them. */
typedef void put_name(struct text *text, const char *name, const char *title);

/* A status of several classes is asked for with a class, not with X. */
static void
put_status(struct text *text, const struct reference *reference, uint32_t entry,
    put_name *put)
{
	const struct entry_row *row = reference_entry(reference, entry);
	unsigned classes = (unsigned)(row->classes | row->seen);
	struct text name = { 0 };

	if (row->detail_from != row->detail_to)
		return;
	for (unsigned class = 2; class <= 5; class ++) {
		if ((classes & 1u << class) == 0)
			continue;
		text_clear(&name);
		text_printf(&name, "%u.%u.%u", class, (unsigned)row->subject,
		    (unsigned)row->detail_from);
		put(text, text_string(&name),
		    reference_title(reference, entry));
	}
	text->failed = text->failed || name.failed;
	text_release(&name);
}

/* Other names that are one word: the shells cut words at blanks. */
static void
put_aliases(struct text *text, const struct reference *reference,
    uint32_t entry, put_name *put)
{
	struct slice aliases = reference_entry(reference, entry)->aliases;

	for (uint32_t i = 0; i < aliases.count; i++) {
		const char *alias = reference_item(reference, aliases, i);
		uint32_t first = entry;

		/* What several share is written once. */
		reference_find_aliases(reference, alias, strlen(alias), &first,
		    1);
		if (first == entry && strchr(alias, ' ') == NULL)
			put(text, alias, reference_title(reference, entry));
	}
}

static void
put_kind(struct text *text, const struct reference *reference,
    enum entry_kind kind, put_name *put)
{
	uint32_t count = reference_count(reference, kind);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, kind, i);

		if (!reference_is_listed(reference, entry))
			continue;
		if (kind == ENTRY_STATUS)
			put_status(text, reference, entry, put);
		else
			put(text, reference_name(reference, entry),
			    reference_title(reference, entry));
		put_aliases(text, reference, entry, put);
	}
}

/* Appends a string with a backslash before each of those characters. */
static void
put_escaped(struct text *text, const char *string, const char *special)
{
	for (; *string != '\0'; string++) {
		if (strchr(special, *string) != NULL)
			text_append_char(text, '\\');
		text_append_char(text, *string);
	}
}

/* What an option does, in few words: the first clause of its help, a line. */
static void
put_summary(struct text *text, const char *help, const char *special)
{
	struct text line = { 0 };

	for (; *help != '\0' && *help != ';'; help++) {
		if (*help == '\n') {
			text_append_char(&line, ' ');
			help += strspn(help, "\n ") - 1;
		} else {
			text_append_char(&line, *help);
		}
	}
	put_escaped(text, text_string(&line), special);
	text->failed = text->failed || line.failed;
	text_release(&line);
}

static const char head[] =
    "# Completes the command line of smtpcode(1). Made when it was built.\n";

/* bash -------------------------------------------------------------------- */

static void
bash_name(struct text *text, const char *name, const char *title)
{
	(void)title;
	text_printf(text, " %s", name);
}

/* What -s and -l ask for, which may stand among other letters: -sj, -jf FILE. */
static const char bash_mode[] =
    "\tlocal mode= option\n"
    "\n"
    "\tfor option in \"${COMP_WORDS[@]:1:COMP_CWORD - 1}\"; do\n"
    "\t\tcase $option in\n"
    "\t\t--search) mode=s ;;\n"
    "\t\t--list) mode=l ;;\n"
    "\t\t-[!-]*) case ${option%%f*} in\n"
    "\t\t\t*s*) mode=s ;;\n"
    "\t\t\t*l*) mode=l ;;\n"
    "\t\t\tesac ;;\n"
    "\t\tesac\n"
    "\tdone\n"
    "\tcase $before in\n"
    "\t-[!-]*f) before=-f ;;\n"
    "\tesac\n";

static void
write_bash(struct text *text, const struct reference *reference)
{
	struct option_row option;

	text_printf(text, "%s\n_smtpcode()\n{\n", head);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		text_printf(text, "\tlocal %s='", kinds[i].plural);
		put_kind(text, reference, kinds[i].kind, bash_name);
		text_append(text, "'\n");
	}
	text_append(text, "\tlocal options='");
	for (size_t i = 0; options_nth(i, &option); i++) {
		if (option.letter != '\0')
			text_printf(text, " -%c", option.letter);
		text_printf(text, " --%s", option.word);
	}
	/* bash cuts words at `:` and `=` too, so these are words then. */
	text_printf(text,
	    "'\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]}\n"
	    "\tlocal before=${COMP_WORDS[COMP_CWORD - 1]} of= words\n"
	    "%s"
	    "\tcase $word in\n"
	    "\t: | =) of=$before before=$word word= ;;\n"
	    "\t*) [ \"$COMP_CWORD\" -lt 2 ] ||\n"
	    "\t\tof=${COMP_WORDS[COMP_CWORD - 2]} ;;\n"
	    "\tesac\n"
	    "\tcase $of$before in\n"
	    "\t*--file= | *-f | *--file)\n"
	    "\t\tlocal IFS=$'\\n'\n"
	    "\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n"
	    "\t\tcompopt -o filenames 2>/dev/null\n"
	    "\t\treturn ;;\n"
	    "\t*--color= | *--color) words='%s' ;;\n"
	    "\t*--since* | *--until*) return ;;\n"
	    "\tcode:) words=$codes ;;\n"
	    "\tstatus:) words=$statuses ;;\n"
	    "\tserver:) words=$servers ;;\n"
	    "\tcause:) words=$causes ;;\n"
	    "\t*)\n"
	    "\t\tcase $mode in\n"
	    "\t\ts)\n"
	    "\t\t\twords='%s'\n"
	    "\t\t\tcompopt -o nospace 2>/dev/null ;;\n"
	    "\t\tl) words='%s' ;;\n"
	    "\t\t*) words=\"$codes $statuses $causes $servers\" ;;\n"
	    "\t\tesac\n"
	    "\t\tcase $word in\n"
	    "\t\t-*) words=$options ;;\n"
	    "\t\tesac ;;\n"
	    "\tesac\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	    "}\n"
	    "complete -F _smtpcode smtpcode\n",
	    bash_mode, whens, filters, listed);
}

/* zsh --------------------------------------------------------------------- */

/* A string in single quotes, in which a colon ends the name. */
static void
zsh_quoted(struct text *text, const char *string)
{
	for (; *string != '\0'; string++) {
		if (*string == '\'')
			text_append(text, "'\\''");
		else if (*string == ':' || *string == '\\')
			text_printf(text, "\\%c", *string);
		else
			text_append_char(text, *string);
	}
}

static void
zsh_name(struct text *text, const char *name, const char *title)
{
	text_append(text, "\t\t'");
	zsh_quoted(text, name);
	text_append_char(text, ':');
	zsh_quoted(text, title);
	text_append(text, "'\n");
}

/* What may follow on an option. */
static void
zsh_value(struct text *text, const struct option_row *option)
{
	if (option->value == NULL)
		return;
	if (strcmp(option->word, "file") == 0)
		text_append(text, ":file:_files");
	else if (strcmp(option->word, "color") == 0)
		text_printf(text, ":when:(%s)", whens);
	else
		text_append(text, ":time: ");
}

static void
zsh_option(struct text *text, const struct option_row *option)
{
	text_append(text, "\t    ");
	if (option->letter != '\0')
		text_printf(text, "%s{-%c,--%s}'",
		    strcmp(option->word, "file") == 0 ? "'*'" : "",
		    option->letter, option->word);
	else
		text_printf(text, "'--%s%s", option->word,
		    option->value != NULL ? "=" : "");
	text_append_char(text, '[');
	put_summary(text, option->help, "[]:\\");
	text_append_char(text, ']');
	zsh_value(text, option);
	text_append(text, "' \\\n");
}

static void
write_zsh(struct text *text, const struct reference *reference)
{
	struct option_row option;
	size_t count = sizeof(kinds) / sizeof(kinds[0]);

	text_printf(text, "#compdef smtpcode\n%s\n", head);
	for (size_t i = 0; i < count; i++) {
		text_printf(text,
		    "(( $+functions[_smtpcode_%s] )) ||\n"
		    "_smtpcode_%s() {\n\tlocal -a names=(\n",
		    kinds[i].plural, kinds[i].plural);
		put_kind(text, reference, kinds[i].kind, zsh_name);
		text_printf(text,
		    "\t)\n\t_describe -t %s '%s' names \"$@\"\n}\n\n",
		    kinds[i].plural, kinds[i].title);
	}
	text_printf(text,
	    "_smtpcode_operand() {\n"
	    "\tif (( $+opt_args[-l] + $+opt_args[--list] )); then\n"
	    "\t\t_values kind %s\n"
	    "\telif (( $+opt_args[-s] + $+opt_args[--search] )); then\n"
	    "\t\tcase $PREFIX in\n",
	    listed);
	for (size_t i = 0; i < count; i++)
		text_printf(text,
		    "\t\t%s:*) compset -P '*:'; _smtpcode_%s ;;\n",
		    entry_kind_names[kinds[i].kind], kinds[i].plural);
	text_printf(text,
	    "\t\t*) compadd -S '' -- %s ;;\n"
	    "\t\tesac\n"
	    "\telse\n"
	    "\t\t_alternative \\\n",
	    filters);
	for (size_t i = 0; i < count; i++)
		text_printf(text, "\t\t    '%s:%s:_smtpcode_%s'%s\n",
		    kinds[i].plural, kinds[i].title, kinds[i].plural,
		    i + 1 < count ? " \\" : "");
	text_append(text,
	    "\tfi\n}\n\n"
	    "_smtpcode() {\n"
	    "\tlocal -A opt_args\n"
	    "\n"
	    "\t_arguments -s -S \\\n");
	for (size_t i = 0; options_nth(i, &option); i++)
		zsh_option(text, &option);
	text_append(text,
	    "\t    '*:operand:_smtpcode_operand'\n"
	    "}\n\n_smtpcode \"$@\"\n");
}

/* fish -------------------------------------------------------------------- */

static void
fish_name(struct text *text, const char *name, const char *title)
{
	text_append(text, "\t    '");
	put_escaped(text, name, "'\\");
	text_append_char(text, '\t');
	put_escaped(text, title, "'\\");
	text_append(text, "' \\\n");
}

static void
drop_last(struct text *text, const char *ending)
{
	size_t length = strlen(ending);

	if (text->length >= length &&
	    strcmp(text->data + text->length - length, ending) == 0)
		text->length -= length;
}

static void
fish_option(struct text *text, const struct option_row *option)
{
	text_append(text, "complete -c smtpcode");
	if (option->letter != '\0')
		text_printf(text, " -s %c", option->letter);
	text_printf(text, " -l %s", option->word);
	if (option->value != NULL)
		text_append(text,
		    strcmp(option->word, "file") == 0 ? " -r -F" : " -x");
	if (strcmp(option->word, "color") == 0)
		text_printf(text, " -a '%s'", whens);
	text_append(text, " -d '");
	put_summary(text, option->help, "'\\");
	text_append(text, "'\n");
}

/* What is offered behind -s: filters, and what they may be. */
static void
fish_filters(struct text *text)
{
	text_append(text,
	    "\nfunction __smtpcode_filters\n"
	    "\tswitch (commandline -ct)\n");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		text_printf(text,
		    "\tcase '%s:*'\n"
		    "\t\tprintf '%s:%%s\\n' (__smtpcode_%s)\n",
		    entry_kind_names[kinds[i].kind],
		    entry_kind_names[kinds[i].kind], kinds[i].plural);
	text_printf(text, "\tcase '*'\n\t\tprintf '%%s\\n' %s\n\tend\nend\n",
	    filters);
}

static void
write_fish(struct text *text, const struct reference *reference)
{
	struct option_row option;

	text_append(text, head);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		text_printf(text,
		    "\nfunction __smtpcode_%s\n\tprintf '%%s\\n' \\\n",
		    kinds[i].plural);
		put_kind(text, reference, kinds[i].kind, fish_name);
		drop_last(text, " \\\n");
		text_append(text, "\nend\n");
	}
	fish_filters(text);
	text_append(text, "\ncomplete -c smtpcode -f\n");
	for (size_t i = 0; options_nth(i, &option); i++)
		fish_option(text, &option);
	text_printf(text,
	    "complete -c smtpcode -n '__fish_contains_opt -s l list' "
	    "-a '%s'\n"
	    "complete -c smtpcode -n '__fish_contains_opt -s s search' "
	    "-a '(__smtpcode_filters)'\n",
	    listed);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		text_printf(text,
		    "complete -c smtpcode -n 'not __fish_contains_opt "
		    "-s l list -s s search' -a '(__smtpcode_%s)'\n",
		    kinds[i].plural);
}

bool
completions_write(struct text *text, const char *shell,
    const struct reference *reference)
{
	static const struct {
		const char *shell;
		void (*write)(struct text *text,
		    const struct reference *reference);
	} shells[] = {
		{ "bash", write_bash },
		{ "zsh", write_zsh },
		{ "fish", write_fish },
	};

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (strcmp(shells[i].shell, shell) != 0)
			continue;
		shells[i].write(text, reference);
		return true;
	}
	return false;
}
