#include "log_peer.h"

bool
log_peer_is_own(struct piece peer)
{
	size_t open = piece_find_byte(peer, '[');

	if (piece_starts(peer, "localhost") || piece_starts(peer, "127.") ||
	    piece_starts(peer, "::1"))
		return true;
	if (open == PIECE_NONE)
		return piece_starts(peer, "/") || piece_starts(peer, "unix:");
	peer = piece_from(peer, open + 1);
	return piece_starts(peer, "127.") || piece_starts(peer, "::1") ||
	    piece_starts(peer, "IPv6:::1") || piece_starts(peer, "private/") ||
	    piece_starts(peer, "public/") || piece_starts(peer, "/");
}
