/* The program with the fixture in place of its own reference. */
#include "builtin.h"

void fixture_tables(struct tables *tables);

void
reference_tables(struct tables *tables)
{
	fixture_tables(tables);
}
