#!/bin/sh
# What the shells offer when Tab is pressed, asked of the shells themselves.
set -u
files=build/completions
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0 skipped=0

# offers WHAT LINE WORD: in the shell that is tested the line, with the cursor
# at its end, is offered the word; offers_not: it is not.
offers() {
	if ask "$2" | grep -qxF -- "$3"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "completions: $shell: $1"
		echo "	no '$3' for: $2"
		ask "$2" | head -n 5
	fi
}

offers_not() {
	if ask "$2" | grep -qxF -- "$3"; then
		failed=$((failed + 1))
		echo "completions: $shell: $1"
		echo "	'$3' for: $2"
	else
		passed=$((passed + 1))
	fi
}

# What all shells do.
everywhere() {
	offers 'a code is offered' 'smtpcode 55' 554
	offers_not 'but none that does not begin so' 'smtpcode 55' 421
	offers 'a status is offered' 'smtpcode 5.7.' 5.7.1
	offers 'in each of its classes' 'smtpcode 4.7.' 4.7.1
	offers_not 'with no X' 'smtpcode X' X.7.1
	offers 'a cause is offered' 'smtpcode relay-d' relay-denied
	offers 'and a refinement' 'smtpcode blocklisted/sp' \
	    blocklisted/spamhaus
	offers 'a server is offered' 'smtpcode gma' gmail
	offers 'by another name as well' 'smtpcode hotm' hotmail
	offers 'which several may share' 'smtpcode microso' microsoft
	offers 'also behind another operand' 'smtpcode 554 5.7.' 5.7.1
	offers 'a long option is offered' 'smtpcode --ta' --tally
	offers 'what a list is of is offered' 'smtpcode -l serv' servers
	offers_not 'and no server' 'smtpcode -l gma' gmail
	offers 'the words of --color are offered' 'smtpcode --color al' always
	offers 'a file is offered behind -f' "smtpcode -f $folder/ma" "$file"
	offers 'also at the end of several letters' \
	    "smtpcode -jf $folder/ma" "$file"
	offers 'a filter is offered' 'smtpcode -s ser' server:
	offers 'also where -s is one of several letters' 'smtpcode -sj ser' \
	    server:
	offers_not 'and no server then' 'smtpcode -sj gma' gmail
}

without() {
	shell=$1
	command -v "$shell" >/dev/null 2>&1 && return 1
	skipped=$((skipped + 1))
	echo "completions: skipped: $shell is not installed"
}

: >"$folder/mail.log"
file=$folder/mail.log

# bash splits the line at blanks, `:` and `=`, as readline does.
cat >"$folder/ask.bash" <<'END'
source "$1"
line=$2
words=${line//:/ : }
words=${words//=/ = }
read -r -a COMP_WORDS <<<"$words"
case $line in
*' ') COMP_WORDS+=('') ;;
esac
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMP_LINE=$line COMP_POINT=${#line}
complete -p smtpcode | grep -q -- '-F _smtpcode ' || exit 1
_smtpcode smtpcode "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
END

if ! without bash; then
	ask() {
		bash "$folder/ask.bash" $files/smtpcode.bash "$1" 2>&1
	}
	everywhere
	offers 'and behind --color=' 'smtpcode --color=ne' never
	offers 'what a filter may be is offered' 'smtpcode -s server:gma' gmail
	offers 'even all of it' 'smtpcode -s cause:' relay-denied
fi

# zsh is asked on a terminal of its own, all questions in a row: instead of
# adding words to the line it prints them, and their titles.
cat >"$folder/ask.zsh" <<'END'
zmodload zsh/zpty || exit 1
zpty asked zsh -f -i
give() { zpty -w asked "$1" }
give 'PROMPT= RPROMPT= PS2= TERM=dumb; unsetopt zle_bracketed_paste; stty -echo'
give "fpath=($1 \$fpath)"
give 'autoload -Uz compinit && compinit -D -u'
give 'compadd() {
	if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
		builtin compadd "$@"
		return $?
	fi
	typeset -a given titles
	typeset at=$@[(i)-d]
	if (( at < $# )); then
		titles=("${(@P)@[at + 1]}")
	fi
	builtin compadd -A given -D titles "$@"
	for (( i = 1; i <= $#given; i++ )) {
		print -r -- "<$IPREFIX$given[i]>$titles[i]"
	}
}'
give 'bindkey "^I" complete-word; bindkey "^U" kill-whole-line'
give 'finish() { print "<the-end>"; zle kill-whole-line }'
give 'zle -N finish; bindkey "^T" finish; print "<be""gin>"'
zpty -r asked line '*<begin>*'
while IFS= read -r question; do
	zpty -w -n asked "$question"$'\t\x14'
	zpty -r asked output '*<the-end>*'
	print -r -- "$output" | tr -d '\r' |
	    sed -n 's/^.*<\([^<>]*\)>/\1>/p' | grep -v '^the-end' |
	    while IFS= read -r answer; do
		print -r -- "$question	$answer"
	done
done
zpty -d asked
END

in_zsh() {
	everywhere
	offers 'what a filter may be is offered' 'smtpcode -s server:gma' server:gmail
}

if ! without zsh; then
	file=mail.log
	before="$passed $failed"
	ask() {
		printf '%s\n' "$1" >>"$folder/questions"
	}
	in_zsh >/dev/null
	passed=${before% *} failed=${before#* }
	sort -u "$folder/questions" |
	    timeout 60 zsh -f "$folder/ask.zsh" $files >"$folder/answers" 2>&1
	ask() {
		awk -F '\t' -v question="$1" '$1 == question {
			sub(/>.*/, "", $2)
			print $2
		}' "$folder/answers"
	}
	in_zsh
	if grep -q '	relay-denied>.*Relaying denied' "$folder/answers"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo 'completions: zsh: the title is shown'
		head -n 3 "$folder/answers"
	fi
	file=$folder/mail.log
fi

if ! without fish; then
	ask_titles() {
		HOME=$folder fish --no-config -c "source $files/smtpcode.fish
		    complete -C '$1'" 2>&1
	}
	ask() {
		ask_titles "$1" | sed 's/	.*//'
	}
	everywhere
	if ask_titles 'smtpcode relay-d' |
	    grep -q '^relay-denied	Relaying denied'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo 'completions: fish: the title is shown'
	fi
	offers 'what a filter may be is offered' 'smtpcode -s server:gma' \
	    server:gmail
	offers 'of each kind' 'smtpcode -sp status:5.7.1' status:5.7.1
	if ask_titles 'smtpcode -s server:gma' |
	    grep -q '^server:gmail	Gmail'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo 'completions: fish: the title of what it may be is shown'
	fi
fi

echo "completions: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
