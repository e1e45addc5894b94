# Puts each reply that it reads into what stands around it in one kind of log or
# another, or leaves it bare; the same lines every time, no two of them alike.
function from_host()
{
	return "mx" NR % 977 ".example.net[198.51.100." NR % 251 "]"
}

function to_whom()
{
	return "user" NR % 8999 "@example.org"
}

function stamp()
{
	return sprintf("Nov %2d %02d:%02d:%02d mx%d ", 1 + NR % 28, NR % 24,
	    NR % 60, NR % 59, NR % 4)
}

function form(reply)
{
	if (NR % 8 == 1)
		return stamp() "postfix/smtp[" NR % 30000 "]: " \
		    sprintf("%010X", NR * 7919) ": to=<" to_whom() ">, relay=" \
		    from_host() ":25, delay=1.8, delays=0.1/0/0.9/0.8, " \
		    "dsn=5.0.0, status=bounced (host " from_host() " said: " \
		    reply " (in reply to RCPT TO command))"
	if (NR % 8 == 2)
		return stamp() "postfix/smtpd[" NR % 30000 "]: NOQUEUE: " \
		    "reject: RCPT from " from_host() ": " reply "; from=<" \
		    to_whom() "> to=<" to_whom() "> proto=ESMTP helo=<a.example>"
	if (NR % 8 == 3)
		return "2026-11-" 10 + NR % 19 " 10:20:31 1rABCD-" \
		    sprintf("%06d", NR) "-XY ** " to_whom() \
		    " R=dnslookup T=remote_smtp H=mx.example.net " \
		    "[198.51.100.7]: SMTP error from remote mail server " \
		    "after RCPT TO:<" to_whom() ">: " reply
	if (NR % 8 == 4)
		return stamp() "sendmail[" NR % 30000 "]: " \
		    sprintf("sA%010d", NR) ": to=<" to_whom() ">, " \
		    "delay=00:00:01, mailer=esmtp, pri=120000, relay=" \
		    from_host() ", dsn=5.0.0, reply=" reply ", stat=Service " \
		    "unavailable"
	return reply
}

{
	line = form($0)
	if (!seen[line]++)
		print line
}
