#include "log_peer.h"

bool
log_peer_is_own(struct piece peer)
{
	size_t open = bytes_find_byte(peer, '[');

	if (bytes_starts(peer, "localhost") || bytes_starts(peer, "127.") ||
	    bytes_starts(peer, "::1"))
		return true;
	if (open == BYTES_NONE)
		return bytes_starts(peer, "/") || bytes_starts(peer, "unix:");
	peer = bytes_from(peer, open + 1);
	return bytes_starts(peer, "127.") || bytes_starts(peer, "::1") ||
	    bytes_starts(peer, "IPv6:::1") || bytes_starts(peer, "private/") ||
	    bytes_starts(peer, "public/") || bytes_starts(peer, "/");
}
