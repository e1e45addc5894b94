/* Times as somebody types them: for --since and --until. */
#ifndef WHEN_H
#define WHEN_H

#include "event.h"

/*
 * Reads `2026-11-28`, `2026-11-28 13:00[:05]` (or with T between), `13:00`,
 * which is today's, `now`, `today`, `yesterday`, and `90s`, `5m`, `2h`, `3d`,
 * `1w` before now. now is as in event.h; so is the result, without a zone.
 * False if it is none of these.
 */
bool when_read(const char *written, int64_t now, struct event_time *time);

#endif
