# Writes the records of data/servers and data/statuses once more, as copy N
# (-v N=1 to 9): a server gets a suffix, a status another subject; vendor codes,
# and statuses of a vendor, are left out. What is said of 554 is said of 556
# instead, so that the page of 554 stays as it is. A sentence may stand in one
# place only, so each of the prose gets a number.

function end_field() {
	if (prose && lines > 0 && record[lines] !~ /[.?]$/)
		record[lines] = record[lines] " c" N
	prose = 0
}

function end_record(    i) {
	end_field()
	for (i = 1; i <= lines && !left_out; i++)
		print record[i]
	if (lines > 0 && !left_out)
		print ""
	lines = left_out = 0
}

function begin_record(    part) {
	if ($1 == "Server:")
		$0 = $0 "-c" N
	if ($1 == "Status:") {
		split($2, part, ".")
		if (part[1] != "X" || part[3] !~ /^[0-9][0-9]?$/)
			left_out = 1
		$0 = "Status: X." (N * 10 + part[2]) "." part[3]
	}
	if ($1 == "Vendor:")
		left_out = 1
}

/^#/ { next }
/^$/ { end_record(); next }
lines == 0 { begin_record() }
/^[A-Z][A-Za-z_0-9]*:/ {
	end_field()
	field = $1
	prose = field ~ /^(Habit|Recognise|Contact|Postmaster|Delist|Summary)/ ||
	    field ~ /^(Digit|Sign|Avoid|When|Class_|Why|Fix)/
}
field ~ /^(Example|Code|Codes):/ { gsub(/554/, "556") }
prose {
	gsub(/[.?]+ /, " c" N "&")
	gsub(/[.?]$/, " c" N "&")
	gsub(/  c/, " c")
}
{ record[++lines] = $0 }
END { end_record() }
