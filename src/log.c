#include "log.h"

#include "log_line.h"
#include "log_read.h"

void
log_release(struct log *log)
{
	text_release(&log->scratch);
	log->failed = false;
}

void
log_restart(struct log *log)
{
	text_clear(&log->scratch);
}

/* Is the tag that of Postfix, or of one of its daemons under another name? */
static bool
is_postfix(struct piece tag)
{
	return bytes_starts(tag, "postfix");
}

enum log_result
log_read(struct log *log, const char *bytes, size_t length, struct event *event)
{
	struct log_line line;
	enum log_result result;

	*event = (struct event) { 0 };
	log_frame_read(&line, bytes, length);
	if (is_postfix(line.tag)) {
		result = log_postfix_read(log, &line, event);
		if (result == LOG_FOREIGN)
			result = LOG_SILENT;
	} else {
		result = log_postfix_read(log, &line, event);
		if (result != LOG_EVENT)
			result = line.framed ? LOG_SILENT : LOG_FOREIGN;
	}
	if (result == LOG_EVENT) {
		log_time_read(&line, log->now, &event->time);
		event->host = line.host;
	}
	return result;
}
