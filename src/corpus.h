/*
 * The distinct texts of files, to be searched as the examples are: bytes go in
 * as they come, texts with how often they occur come out, best first.
 *
 * A line of a log is the reply that it tells; any other line is a text as it
 * stands. Two texts are the same if nothing but addresses, hosts, ids and
 * numbers differ, or case and signs: the first one is kept. Hosts that the
 * reference knows do differ: they tell whose list or policy it is. For a text
 * it needs twice its length and some 150 bytes, the search among them.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include "known_hosts.h"
#include "lines.h"
#include "log.h"
#include "query.h"
#include "search.h"

/* It ends with corpus_release. */
struct corpus {
	struct lines lines;
	struct log log;
	struct normal normal;
	struct text said; /* of an event: code, status and reply */
	struct query query;
	struct index_builder builder;
	struct text samples; /* the first of each text, one after the other */
	uint32_t *starts;    /* by document: where its sample begins */
	uint32_t *counts;    /* by document: how often */
	size_t start_capacity, count_capacity;
	uint64_t line_count;
	bool foreign;	/* the line before was of no log, and no bare reply */
	bool text_only; /* what has just been normalised has no words */
	const struct known_hosts *known; /* or NULL */
	struct text literals; /* what each line has to hold, each with a NUL */
	struct text words;    /* of a query, without such */
	struct index index;
	struct search search; /* once it is finished; document = text */
	bool failed;	      /* memory ran out */
};

/*
 * known is borrowed and may be NULL. now: to give years to dates without one,
 * as in event.h.
 */
void corpus_init(struct corpus *corpus, const struct known_hosts *known,
    int64_t now);
void corpus_release(struct corpus *corpus);

/*
 * Before anything is read: leaves out the lines that do not hold what cannot
 * be found later, since it is not kept of each: the addresses, names of hosts,
 * ids and numbers of the query, as they stand there. Searches do without them
 * then.
 */
void corpus_narrow(struct corpus *corpus, const char *query);

/* Takes the next bytes of a file. */
void corpus_feed(struct corpus *corpus, const char *bytes, size_t length);

/* The file has ended. */
void corpus_end(struct corpus *corpus);

/* All has been read: makes ready for searches. False without memory. */
bool corpus_finish(struct corpus *corpus);

/*
 * Finds the texts of a query; see search_run(). Of the filters code and status
 * count: what the text begins with, and any status in it.
 */
void corpus_search(struct corpus *corpus, const char *query, bool typing);

/* The first one of a text, as it was read. It is outside text. */
struct piece corpus_text(const struct corpus *corpus, uint32_t document);

#endif
