/* What the browser asks for, as it cannot do it itself: copy, open, mouse. */
#ifndef ORDERS_H
#define ORDERS_H

#include <sys/types.h>

#include "browser.h"

/* Zero-initialised nothing is under way. Ends with orders_release. */
struct orders {
	pid_t opening;	     /* the helper that opens an address, or 0 */
	struct text address; /* which */
};

void orders_release(struct orders *orders);

/*
 * Does what a key has asked for, and lets the browser say how it went. Returns
 * whether another program has had the terminal meanwhile.
 */
bool orders_fill(struct orders *orders, struct browser *browser,
    enum browser_result asked);

/* Looks after a helper that has ended; true if the browser has a word on it. */
bool orders_look_after(struct orders *orders, struct browser *browser);

#endif
