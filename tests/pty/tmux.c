/* The same inside tmux, where there is one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "expect.h"

static char folder[] = "/tmp/smtpcode-tmux.XXXXXX", socket_path[64];

/* Runs a command of tmux, with its output in *text if that is not NULL. */
static void
tmux(const char *words, char *text, size_t size)
{
	char command[256];
	FILE *output;
	size_t length;

	snprintf(command, sizeof(command), "tmux -S %s %s", socket_path, words);
	output = popen(command, "r");
	ck_assert_ptr_nonnull(output);
	if (text != NULL) {
		length = fread(text, 1, size - 1, output);
		text[length] = '\0';
	}
	ck_assert_msg(pclose(output) == 0, "%s", command);
}

/* Starts a command of the shell in a tmux of its own. */
static void
start_in_tmux(const char *command)
{
	struct launch launch = {
		.program = "tmux",
		.arguments = { "-S", socket_path, "-f", "/dev/null",
		    "new-session", command },
	};

	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(socket_path, sizeof(socket_path), "%s/socket", folder);
	console_start(&console, &launch);
}

static void
start_program(void)
{
	char command[256];

	snprintf(command, sizeof(command), "exec %s 554", program);
	start_in_tmux(command);
	expect_text(SELECTED_554);
	expect_text(READY);
}

static void
end_tmux(void)
{
	expect_exit(0);
	console_release(&console);
	unlink(socket_path);
	rmdir(folder);
}

/* y puts the page into tmux's buffer, and says so. */
START_TEST(copies_go_to_tmux)
{
	char buffer[256];

	start_program();
	console_type(&console, "y");
	expect_text("page copied: in tmux prefix ] pastes it");
	tmux("show-buffer", buffer, sizeof(buffer));
	ck_assert_msg(strncmp(buffer, "554  Transaction failed", 23) == 0,
	    "copied: %s", buffer);
	console_type(&console, "q");
	end_tmux();
}
END_TEST

/* ^Z goes to the shell in the pane, and fg comes back to the same page. */
START_TEST(suspend_in_tmux)
{
	char command[256];

	start_in_tmux("sh -im");
	console_type(&console, "PS1='rea''dy$ '\r");
	expect_text("ready$");
	snprintf(command, sizeof(command), "%s 554\r", program);
	console_type(&console, command);
	expect_text(SELECTED_554);
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	console_type(&console, "\032");
	/* The prompt above comes back sooner than the shell reads. */
	expect_text("Stopped");
	expect_no_text("RETRY");
	console_type(&console, "fg\r");
	expect_text(SELECTED_555);
	expect_text(READY);
	console_type(&console, "q");
	expect_no_text("RETRY");
	/* What is typed before the shell has the terminal again may be lost. */
	tmux("kill-session", NULL, 0);
	end_tmux();
}
END_TEST

/* tmux marks what is pasted; a new size of the pane is taken over. */
START_TEST(paste_and_resize_in_tmux)
{
	start_program();
	tmux("set-buffer 'relay access denied'", NULL, 0);
	tmux("paste-buffer -p", NULL, 0);
	expect_text("/relay access denied_");
	console_type(&console, "\033");
	expect_no_text("/relay");
	console_resize(&console, 15, 40);
	expect_text("[Replies]");
	expect_no_text("Statuses");
	console_resize(&console, 30, 120);
	expect_text(SELECTED_554);
	expect_text(READY);
	console_type(&console, "q");
	end_tmux();
}
END_TEST

int
add_tmux_tests(TCase *tests)
{
	if (system("tmux -V >/dev/null 2>&1") != 0) {
		puts("skipped: what is done inside tmux: there is none");
		return 3;
	}
	tcase_add_test(tests, copies_go_to_tmux);
	tcase_add_test(tests, suspend_in_tmux);
	tcase_add_test(tests, paste_and_resize_in_tmux);
	return 0;
}
