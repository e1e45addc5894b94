#include "log_stage.h"

enum stage
log_stage_of(struct piece words)
{
	static const struct {
		const char *word;
		enum stage stage;
	} rows[] = {
		{ "rcpt", STAGE_RCPT },
		{ "end of data", STAGE_END_OF_DATA },
		{ "end-of-data", STAGE_END_OF_DATA },
		{ "end-of-message", STAGE_END_OF_DATA },
		{ "mail", STAGE_MAIL },
		{ "data", STAGE_DATA },
		{ "bdat", STAGE_END_OF_DATA },
		{ "connect", STAGE_CONNECT },
		{ "initial", STAGE_CONNECT }, /* connection, server greeting */
		{ "greeting", STAGE_CONNECT },
		{ "receiving the initial", STAGE_CONNECT },
		{ "ehlo", STAGE_HELO },
		{ "helo", STAGE_HELO },
		{ "lhlo", STAGE_HELO },
		{ "performing the ehlo", STAGE_HELO },
		{ "performing the helo", STAGE_HELO },
		{ "performing the lhlo", STAGE_HELO },
		{ "performing the initial", STAGE_CONNECT },
		{ "sending message body", STAGE_END_OF_DATA },
		{ "message body", STAGE_END_OF_DATA },
		{ "sending end of data", STAGE_END_OF_DATA },
		{ "sending rcpt", STAGE_RCPT },
		{ "sending mail", STAGE_MAIL },
		{ "sending data", STAGE_DATA },
		{ "pipelined end of data", STAGE_END_OF_DATA },
		{ "pipelined data", STAGE_DATA },
		{ "pipelined mail", STAGE_MAIL },
		{ "pipelined rcpt", STAGE_RCPT },
		{ "auth", STAGE_AUTH },
		{ "starttls", STAGE_STARTTLS },
		{ "header", STAGE_END_OF_DATA },
		{ "body", STAGE_END_OF_DATA },
		{ "mime-", STAGE_END_OF_DATA },
		{ "final dot", STAGE_END_OF_DATA },
		{ ".", STAGE_END_OF_DATA },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (piece_starts_nocase(words, rows[i].word))
			return rows[i].stage;
	return STAGE_UNSAID;
}
