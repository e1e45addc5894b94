/* Whose the other end of a connection is. Private to log*.c. */
#ifndef LOG_PEER_H
#define LOG_PEER_H

#include "log_bytes.h"

/* A Unix socket, or the loopback of this machine? */
bool log_peer_is_own(struct piece peer);

#endif
