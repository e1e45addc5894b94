# awk -v COUNT=N -f bounces.awk FILE...: an mbox of N bounces, of each file in
# turn, each to another recipient, and as long as usual by a header's fields.
FNR == 1 {
	files++
}
{
	text[files] = text[files] $0 "\n"
}
END {
	for (i = 1; i <= 20; i++)
		fields = fields sprintf("X-Field-%d: %060d\n", i, i)
	for (i = 0; i < COUNT; i++) {
		mail = text[i % files + 1]
		gsub(/nobody@/, "nobody" i "@", mail)
		printf "From MAILER-DAEMON Sat Nov 28 10:00:05 2026\n%s%s\n",
		    fields, mail
	}
}
