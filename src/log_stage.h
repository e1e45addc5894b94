/* Which stage of a session the words of a log mean. Private to log*.c. */
#ifndef LOG_STAGE_H
#define LOG_STAGE_H

#include "log_bytes.h"

/* By the command in front: `RCPT TO:<...>`, `end of DATA command`. */
enum stage log_stage_of(struct piece words);

#endif
