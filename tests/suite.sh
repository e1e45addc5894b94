#!/bin/sh
# Runs one suite of the tests from the top of the tree. Its last line is
# `name: N passed, N failed, N skipped`.
set -u
name=$1
BUILD=${BUILD:-build}
MKREFERENCE=${MKREFERENCE:-build/host/mkreference}
# Whoever runs it, the environment of the tests is the same.
LC_ALL=C.UTF-8
TZ=UTC0
export BUILD MKREFERENCE LC_ALL TZ
# A machine may be busy; what hangs is ended all the same.
CK_DEFAULT_TIMEOUT=${CK_DEFAULT_TIMEOUT:-60}
export CK_DEFAULT_TIMEOUT
# Nor does what somebody has of one's own.
XDG_CONFIG_HOME=$PWD/$BUILD/tests/no-config
export XDG_CONFIG_HOME
unset COLUMNS LINES NO_COLOR CDPATH MAKEFLAGS MFLAGS MAKELEVEL
case $name in
unit) exec "$BUILD/tests/unit/run" ;;
screens) exec "$BUILD/tests/screens" ${REGEN:+--regen} tests/screens ;;
mail) exec "$BUILD/tests/mail" ${REGEN:+--regen} tests/mail ;;
reference) exec "$BUILD/tests/reference" tests/reference/names ;;
masks) exec "$BUILD/tests/masks" ;;
bad)
	# After some mistakes mkreference ends with all that it holds.
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
	export ASAN_OPTIONS
	exec sh tests/bad.sh
	;;
pty) exec "$BUILD/tests/pty/run" "$BUILD/smtpcode" ;;
*) exec sh "tests/$name.sh" ;;
esac
