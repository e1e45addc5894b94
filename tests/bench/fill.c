/* The smallest program that fills the screen once, in colour, by ncursesw. */
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <locale.h>

int
main(void)
{
	setlocale(LC_CTYPE, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	start_color();
	use_default_colors();
	init_pair(1, COLOR_CYAN, -1);
	for (int row = 0; row < LINES; row++) {
		attrset(row % 2 == 0 ? COLOR_PAIR(1) : A_NORMAL);
		for (int column = 0; column < COLS - 2; column++)
			mvaddch(row, column, (chtype)('a' + column % 26));
	}
	mvaddstr(LINES - 1, COLS - 8, "q quit");
	refresh();
	getch();
	endwin();
	return 0;
}
