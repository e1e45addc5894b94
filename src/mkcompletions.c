/*
 * mkcompletions SHELL: writes what completes the command line of smtpcode in
 * that shell. Runs on the build machine, at build time.
 */
#include <stdio.h>

#include "builtin.h"
#include "completions.h"

int
main(int argc, char **argv)
{
	struct tables tables = { 0 };
	struct reference reference;
	struct text text = { 0 };
	bool written;

	reference_tables(&tables);
	reference_init(&reference, &tables);
	if (argc != 2 || !completions_write(&text, argv[1], &reference)) {
		fputs("usage: mkcompletions bash | zsh | fish\n", stderr);
		return 2;
	}
	written = !text.failed && fputs(text_string(&text), stdout) >= 0 &&
	    fclose(stdout) == 0;
	if (!written)
		perror("mkcompletions");
	text_release(&text);
	return written ? 0 : 2;
}
