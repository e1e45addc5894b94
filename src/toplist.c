#include "toplist.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

enum {
	LEAST_PART = 10, /* a name is told that makes up a tenth */
};

void
toplist_release(struct toplist *list)
{
	free(list->rows);
	*list = (struct toplist) { 0 };
}

static uint32_t
hash_of(const char *name, size_t length)
{
	uint32_t hash = UINT32_C(2166136261);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * UINT32_C(16777619);
	return hash;
}

/* The row met least. */
static struct toplist_row *
least(struct toplist *list)
{
	struct toplist_row *row = &list->rows[0];

	for (size_t i = 1; i < list->count; i++)
		if (list->rows[i].count < row->count)
			row = &list->rows[i];
	return row;
}

static void
set_name(struct toplist_row *row, const char *name, size_t length,
    uint32_t hash)
{
	size_t kept = text_cut(name, length, TOPLIST_BYTES - 1);

	memcpy(row->name, name, kept);
	row->name[kept] = '\0';
	row->hash = hash;
}

/* Makes a name inert; what gets too long by that is cut. */
static void
make_inert(struct toplist_row *row)
{
	struct text inert = { 0 };
	size_t kept;

	text_append_inert(&inert, row->name, strlen(row->name), false);
	kept = text_cut(text_string(&inert), inert.length, TOPLIST_BYTES - 1);
	memcpy(row->name, text_string(&inert), kept);
	row->name[kept] = '\0';
	text_release(&inert);
}

static void
add(struct toplist *list, const char *name, size_t length, uint32_t hash,
    uint64_t count, uint64_t excess)
{
	struct toplist_row *row;

	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].hash == hash) {
			list->rows[i].count += count;
			list->rows[i].excess += excess;
			return;
		}
	if (list->rows == NULL) {
		list->rows = calloc(TOPLIST_NAMES, sizeof(*list->rows));
		if (list->rows == NULL) {
			list->failed = true;
			return;
		}
	}
	row = list->count < TOPLIST_NAMES ? &list->rows[list->count++] :
					    least(list);
	set_name(row, name, length, hash);
	row->excess = row->count + excess;
	row->count += count;
}

void
toplist_add(struct toplist *list, const char *name, size_t length)
{
	add(list, name, length, hash_of(name, length), 1, 0);
}

void
toplist_merge(struct toplist *list, const struct toplist *other)
{
	for (size_t i = 0; i < other->count; i++)
		add(list, other->rows[i].name, strlen(other->rows[i].name),
		    other->rows[i].hash, other->rows[i].count,
		    other->rows[i].excess);
	list->failed = list->failed || other->failed;
}

static int
by_count(const void *left, const void *right)
{
	const struct toplist_row *a = left, *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return strcmp(a->name, b->name);
}

size_t
toplist_tops(const struct toplist *list, uint64_t all,
    struct toplist_row tops[TOPLIST_NAMES])
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct toplist_row row = list->rows[i];

		row.count -= row.excess;
		if (row.count == 0 || row.count * LEAST_PART < all)
			continue;
		make_inert(&row);
		tops[count++] = row;
	}
	if (count > 1)
		qsort(tops, count, sizeof(*tops), by_count);
	return count;
}
