#include "mail_cues.h"

#include <string.h>

struct phrase {
	const char *words; /* small letters */
	unsigned cues;
};

/* Sorted by the first byte. */
static const struct phrase phrases[] = {
	{ "a copy of the message", CUE_ORIGINAL },
	{ "a copy of the original", CUE_ORIGINAL },
	{ "a copy of your message", CUE_ORIGINAL },
	{ "a impossível entregar", CUE_FAILED },
	{ "abwesenheit", CUE_ABSENT },
	{ "action:", CUE_END },
	{ "address not found", CUE_FAILED },
	{ "address(es) failed", CUE_FAILED },
	{ "auto reply", CUE_ABSENT },
	{ "auto-reply", CUE_ABSENT },
	{ "auto:", CUE_ABSENT },
	{ "automatic reply", CUE_ABSENT },
	{ "automatically rejected", CUE_FAILED | CUE_REJECTED },
	{ "automatische antwort", CUE_ABSENT },
	{ "autoreply", CUE_ABSENT },
	{ "aw:", CUE_ANSWER },
	{ "away from", CUE_ABSENT },
	{ "begin original", CUE_ORIGINAL },
	{ "below this line is a copy", CUE_ORIGINAL },
	{ "bounced", CUE_FAILED },
	{ "can not be delivered", CUE_FAILED },
	{ "can't be delivered", CUE_FAILED },
	{ "cannot be delivered", CUE_FAILED },
	{ "cannot deliver", CUE_FAILED },
	{ "copy of the original", CUE_ORIGINAL },
	{ "could not be delivered", CUE_FAILED },
	{ "could not be sent", CUE_FAILED },
	{ "could not deliver", CUE_FAILED },
	{ "could not send message for past", CUE_DELAYED },
	{ "couldn't be delivered", CUE_FAILED },
	{ "delayed mail", CUE_DELAYED },
	{ "delivery attempts will continue", CUE_DELAYED },
	{ "delivery delayed", CUE_DELAYED },
	{ "delivery error", CUE_FAILED },
	{ "delivery fail", CUE_FAILED },
	{ "delivery has been delayed", CUE_DELAYED },
	{ "delivery has failed", CUE_FAILED },
	{ "delivery incomplete", CUE_DELAYED },
	{ "delivery is delayed", CUE_DELAYED },
	{ "delivery notification", CUE_FAILED },
	{ "delivery problem", CUE_FAILED },
	{ "delivery report", CUE_FAILED },
	{ "delivery status notification", CUE_FAILED },
	{ "delivery status notification (delay)", CUE_DELAYED },
	{ "delivery status notification (success)", CUE_DELIVERED },
	{ "delivery subsystem", CUE_FAILED },
	{ "delivery to the following", CUE_FAILED },
	{ "delivery to these recipients", CUE_FAILED },
	{ "delivery unsuccessful", CUE_FAILED },
	{ "diagnostic-code:", CUE_END },
	{ "did not reach", CUE_FAILED },
	{ "does not need to be resent", CUE_DELAYED },
	{ "enclosed are the original headers", CUE_ORIGINAL },
	{ "erfolgreich zugestellt", CUE_DELIVERED },
	{ "error delivering", CUE_FAILED },
	{ "failed address", CUE_FAILED },
	{ "failed permanently", CUE_FAILED },
	{ "failed to deliver", CUE_FAILED },
	{ "failure notice", CUE_FAILED },
	{ "final-recipient:", CUE_END },
	{ "fw:", CUE_ANSWER },
	{ "fwd:", CUE_ANSWER },
	{ "generating server:", CUE_END },
	{ "giving up on", CUE_END },
	{ "has been delayed", CUE_DELAYED },
	{ "has been delivered to", CUE_DELIVERED },
	{ "has been successfully", CUE_DELIVERED },
	{ "has not been delivered", CUE_FAILED },
	{ "has not yet been delivered", CUE_DELAYED },
	{ "header of the original", CUE_ORIGINAL },
	{ "headers of the original", CUE_ORIGINAL },
	{ "i'm not going to try again", CUE_END },
	{ "impossibile recapitare", CUE_FAILED },
	{ "impossible de remettre", CUE_FAILED },
	{ "included is a copy", CUE_ORIGINAL },
	{ "is being returned", CUE_FAILED },
	{ "is only a warning", CUE_DELAYED },
	{ "kon niet worden afgeleverd", CUE_FAILED },
	{ "kon niet worden bezorgd", CUE_FAILED },
	{ "konnte nicht ", CUE_FAILED },
	{ "last-attempt-date:", CUE_END },
	{ "mail could not be", CUE_FAILED },
	{ "mail delivery", CUE_FAILED },
	{ "mail system error", CUE_FAILED },
	{ "mailzustellung", CUE_FAILED },
	{ "mancata consegna", CUE_FAILED },
	{ "message blocked", CUE_FAILED },
	{ "message delayed", CUE_DELAYED },
	{ "message delivered", CUE_DELIVERED },
	{ "message follows", CUE_ORIGINAL },
	{ "message header", CUE_ORIGINAL | CUE_END },
	{ "message not delivered", CUE_FAILED },
	{ "message rejected", CUE_FAILED },
	{ "message status", CUE_FAILED },
	{ "message text follows", CUE_ORIGINAL },
	{ "message was delayed", CUE_DELAYED },
	{ "message will be deleted", CUE_END },
	{ "message you sent", CUE_FAILED },
	{ "message-id:", CUE_END },
	{ "n'a pas pu", CUE_FAILED },
	{ "n'a pas été remis", CUE_FAILED },
	{ "nicht zugestellt", CUE_FAILED },
	{ "nicht zustellbar", CUE_FAILED },
	{ "nie może zostać dostarczona", CUE_FAILED },
	{ "nie została dostarczona", CUE_FAILED },
	{ "no entregado", CUE_FAILED },
	{ "no se ha podido", CUE_FAILED },
	{ "no se pudo", CUE_FAILED },
	{ "noch nicht zugestellt", CUE_DELAYED },
	{ "non remis", CUE_FAILED },
	{ "non è stato possibile", CUE_FAILED },
	{ "non-deliver", CUE_FAILED },
	{ "nondeliver", CUE_FAILED },
	{ "not able to deliver", CUE_FAILED },
	{ "not been delivered yet", CUE_DELAYED },
	{ "not delivered to", CUE_FAILED },
	{ "not delivered yet", CUE_DELAYED },
	{ "notification d'échec", CUE_FAILED },
	{ "não foi entregue", CUE_FAILED },
	{ "não pôde ser", CUE_FAILED },
	{ "on vacation", CUE_ABSENT },
	{ "original message", CUE_ORIGINAL },
	{ "original-recipient:", CUE_END },
	{ "out of office", CUE_ABSENT },
	{ "out of the office", CUE_ABSENT },
	{ "permanent error", CUE_FAILED },
	{ "permanent fatal errors", CUE_FAILED },
	{ "persistent transient", CUE_FAILED },
	{ "problem delivering your message", CUE_FAILED },
	{ "qmail-send program", CUE_FAILED },
	{ "re:", CUE_ANSWER },
	{ "received:", CUE_ORIGINAL | CUE_END },
	{ "recipients could not be", CUE_FAILED },
	{ "rejected your message", CUE_FAILED },
	{ "remote-mta:", CUE_END },
	{ "reporting-mta:", CUE_END },
	{ "respuesta automática", CUE_ABSENT },
	{ "return-path:", CUE_ORIGINAL | CUE_END },
	{ "returned mail", CUE_FAILED },
	{ "returned message follows", CUE_ORIGINAL },
	{ "returned to sender", CUE_FAILED },
	{ "returning message", CUE_FAILED },
	{ "risposta automatica", CUE_ABSENT },
	{ "réponse automatique", CUE_ABSENT },
	{ "sorry, we were unable", CUE_FAILED },
	{ "start of original", CUE_ORIGINAL },
	{ "still being retried", CUE_DELAYED },
	{ "still trying to deliver", CUE_DELAYED },
	{ "successful mail delivery", CUE_DELIVERED },
	{ "successfully delivered", CUE_DELIVERED },
	{ "successfully relayed", CUE_DELIVERED },
	{ "the header of the original", CUE_ORIGINAL },
	{ "the headers of the original", CUE_ORIGINAL },
	{ "the mts-id", CUE_END },
	{ "this is a copy of", CUE_ORIGINAL },
	{ "this is a permanent error", CUE_FAILED | CUE_END },
	{ "this is a warning message", CUE_DELAYED },
	{ "this is only a warning", CUE_DELAYED },
	{ "this is the mail system at host", CUE_FAILED },
	{ "tr:", CUE_ANSWER },
	{ "transient non-fatal errors", CUE_DELAYED },
	{ "unable to deliver", CUE_FAILED },
	{ "undeliver", CUE_FAILED },
	{ "unsent message below", CUE_ORIGINAL },
	{ "unsuccessful delivery", CUE_FAILED },
	{ "unzustellbar", CUE_FAILED },
	{ "urlaub", CUE_ABSENT },
	{ "ursprüngliche nachricht", CUE_ORIGINAL },
	{ "vacation", CUE_ABSENT },
	{ "verzögert", CUE_DELAYED },
	{ "warning: could not", CUE_DELAYED },
	{ "warning: message", CUE_DELAYED | CUE_END },
	{ "was delayed", CUE_DELAYED },
	{ "was delivered to", CUE_DELIVERED },
	{ "was not delivered", CUE_FAILED },
	{ "was rejected by", CUE_FAILED },
	{ "was successfully", CUE_DELIVERED },
	{ "was undeliver", CUE_FAILED },
	{ "wasn't able to deliver", CUE_FAILED },
	{ "wasn't delivered", CUE_FAILED },
	{ "wg:", CUE_ANSWER },
	{ "will be retried", CUE_DELAYED },
	{ "will continue to be attempted", CUE_DELAYED },
	{ "will continue to try", CUE_DELAYED },
	{ "will keep trying", CUE_DELAYED | CUE_END },
	{ "will retry for", CUE_DELAYED },
	{ "yet been delivered", CUE_DELAYED },
	{ "you do not need to resend", CUE_DELAYED },
	{ "your message cannot", CUE_FAILED },
	{ "zustellung", CUE_FAILED },
	{ "échec de", CUE_FAILED },
	{ "Не удалось", CUE_FAILED },
	{ "Недоставлен", CUE_FAILED },
	{ "не было достав", CUE_FAILED },
	{ "не доставлен", CUE_FAILED },
	{ "не может быть достав", CUE_FAILED },
	{ "не удалось", CUE_FAILED },
	{ "недоставлен", CUE_FAILED },
	{ "投递失败", CUE_FAILED },
	{ "无法发送", CUE_FAILED },
	{ "无法投递", CUE_FAILED },
	{ "未能送达", CUE_FAILED },
	{ "無法", CUE_FAILED },
	{ "自动回复", CUE_ABSENT },
	{ "退信", CUE_FAILED },
	{ "配信できません", CUE_FAILED },
	{ "配信不能", CUE_FAILED },
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The first phrase that begins with the byte, or with a greater one. */
static size_t
first_with(unsigned char c)
{
	size_t low = 0, high = sizeof(phrases) / sizeof(phrases[0]);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((unsigned char)phrases[middle].words[0] < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The cues of all phrases that begin at the front. */
static unsigned
cues_here(struct piece text)
{
	char c = text.length > 0 ? lower(text.bytes[0]) : '\0';
	unsigned cues = 0;

	for (size_t i = first_with((unsigned char)c);
	     i < sizeof(phrases) / sizeof(phrases[0]) &&
	     phrases[i].words[0] == c;
	     i++)
		if (piece_begins(text, phrases[i].words))
			cues |= phrases[i].cues;
	return cues;
}

unsigned
mail_cues_in(struct piece text)
{
	char before = ' ';
	unsigned cues = 0;

	for (size_t at = 0; at < text.length; at++) {
		char c = lower(text.bytes[at]);
		bool letter = c >= 'a' && c <= 'z';

		if ((letter && !(before >= 'a' && before <= 'z')) ||
		    (unsigned char)c >= 0xc0)
			cues |= cues_here(piece_behind(text, at));
		before = c;
	}
	return cues;
}

unsigned
mail_cues_at(struct piece text)
{
	while (text.length > 0 && strchr(" \t-*=#>", text.bytes[0]) != NULL)
		text = piece_behind(text, 1);
	return cues_here(text);
}
