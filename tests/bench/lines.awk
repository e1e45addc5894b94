# Makes COUNT lines as servers send them from the examples of the reference, as
# `smtpcode -l examples` lists them: each placeholder becomes a value that
# varies from line to line. The same lines every time.
function draw(limit)
{
	seed = (seed * 16807) % 2147483647
	return seed % limit
}

function letters(count, word)
{
	for (word = ""; count > 0; count--)
		word = word substr("abcdefghijklmnopqrstuvwxyz", draw(26) + 1, 1)
	return word
}

function host()
{
	return letters(2 + draw(3)) draw(100) "." letters(4 + draw(6)) ".example"
}

function value(name)
{
	if (name == "<address>")
		return letters(5) "." letters(6) draw(1000) "@" host()
	if (name == "<ip>")
		return "192.0." draw(256) "." draw(256)
	if (name == "<domain>" || name == "<host>")
		return host()
	if (name == "<url>")
		return "https://" host() "/" letters(6) "?id=" draw(100000)
	if (name == "<id>")
		return letters(3) draw(1000000) letters(2) draw(10000)
	if (name == "<user>")
		return letters(4) draw(10000)
	if (name == "<date>")
		return "2026-11-" (10 + draw(19))
	return draw(10000)
}

BEGIN {
	FS = "\t"
	seed = 20261128
}

{
	text[NR] = $3
}

END {
	for (line = 0; line < COUNT; line++) {
		rest = text[draw(NR) + 1]
		done = ""
		while (match(rest, /<[a-z]+>/)) {
			done = done substr(rest, 1, RSTART - 1) \
			    value(substr(rest, RSTART, RLENGTH))
			rest = substr(rest, RSTART + RLENGTH)
		}
		print done rest
	}
}
