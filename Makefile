# smtpcode: GNU make, no configure step. `make help` lists the targets.
#
# CC, CPPFLAGS, CFLAGS, LDFLAGS, LDLIBS, PKG_CONFIG, CC_FOR_BUILD,
# CFLAGS_FOR_BUILD, PREFIX, BINDIR, MANDIR and DESTDIR are yours to set: they
# are added to what the build needs and never replace it.

VERSION = 0.1.0

# Where a variant is built. Variants never share objects.
BUILD = build

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
PKG_CONFIG ?= pkg-config
CC_FOR_BUILD ?= cc
CFLAGS ?= -O2 -g
CFLAGS_FOR_BUILD ?= -O2
INSTALL ?= install

warnings = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla -Wundef
own_cppflags = -D_XOPEN_SOURCE=700 -DSMTPCODE_VERSION='"$(VERSION)"' -Isrc
own_cflags = -std=c11 $(warnings)
pkg = $(shell $(PKG_CONFIG) $(1) 2>/dev/null)

# The parts (DESIGN in README): the core needs no terminal and never prints.
core = text arena diagnostic record vocabulary code schema pool \
	compile compile_fields compile_links compile_prose compile_check \
	compile_index emit reference lookup page page_parts page_status page_example normal normal_word index search find wrap digit_tree layout_blocks layout frame \
	keys browser browser_lists browser_moves browser_search draw options plain json listing
shell = main session terminal
host = text diagnostic record vocabulary code schema pool \
	compile compile_fields compile_links compile_prose compile_check \
	compile_index emit normal normal_word index mkreference

program = $(BUILD)/smtpcode
library = $(BUILD)/libsmtpcode.a
mkreference = build/host/mkreference
core_objects = $(core:%=$(BUILD)/src/%.o)
shell_objects = $(shell:%=$(BUILD)/src/%.o)
tables_object = $(BUILD)/reference_tables.o
data_files = $(sort $(wildcard data/*.rec data/*/*.rec)) data/tags

core_libs = $(call pkg,--libs libutf8proc jansson)
terminal_libs = $(call pkg,--libs ncursesw)

all: $(program)

help:
	@printf '%s\n' \
	'all         the program, $(program) (the default)' \
	'deps        install what is missing, with the package manager' \
	'run         start it; CODE=554 opens it there' \
	'check       all tests' \
	'bench       the speed, measured side by side' \
	'install     into PREFIX, BINDIR, MANDIR below DESTDIR; uninstall' \
	'stats       how much there is in the reference, and what is thin' \
	'regen       write the golden files of the tests anew' \
	'asan        the tests under the address and undefined sanitizers' \
	'valgrind    the unit tests under valgrind' \
	'coverage    what the tests reach' \
	'lint        compilers, cppcheck, shellcheck and mandoc over the tree' \
	'format      lay the sources out by .clang-format' \
	'dist        build/smtpcode-$(VERSION).tar.gz' \
	'clean       remove build/'

.PHONY: all help deps run check bench stats install uninstall regen asan valgrind \
	coverage lint format dist clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:

# Building ------------------------------------------------------------------

$(BUILD)/.libs: Makefile
	@mkdir -p $(@D)
	@$(PKG_CONFIG) --exists ncursesw libutf8proc jansson || { \
	echo 'smtpcode needs pkg-config, ncursesw, libutf8proc and jansson' \
	'with their headers: try make deps' >&2; exit 1; }
	@touch $@

# What was built with other flags is built again.
flags = $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(own_cppflags) $(own_cflags)
$(BUILD)/.flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(flags))' | cmp -s - $@ || \
	echo '$(subst ','\'',$(flags))' >$@

$(BUILD)/src/%.o: src/%.c $(BUILD)/.flags $(BUILD)/.libs
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) $(part_cflags) $(own_cflags) \
	$(CFLAGS) -MMD -MP -c -o $@ $<

$(core_objects): part_cflags = -Wconversion $(call pkg,--cflags libutf8proc jansson)
# pkg-config would define _XOPEN_SOURCE once more, and lower.
$(BUILD)/src/terminal.o: part_cflags = $(filter-out -D%,$(call pkg,--cflags ncursesw))

$(library): $(core_objects)
	rm -f $@
	$(AR) rcs $@ $^

$(program): $(shell_objects) $(tables_object) $(library)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(shell_objects) $(tables_object) \
	$(library) $(terminal_libs) $(core_libs) $(LDLIBS)

# The reference: made on the build machine, whatever the program is built for.
build/host/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC_FOR_BUILD) $(own_cppflags) -std=c11 $(CFLAGS_FOR_BUILD) \
	$(call pkg,--cflags libutf8proc) -MMD -MP -c -o $@ $<

$(host:%=build/host/%.o): build/.libs

$(mkreference): $(host:%=build/host/%.o)
	$(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) -o $@ $^ $(call pkg,--libs libutf8proc)

# A file that is added or deleted changes the list, and so the reference.
build/data.list: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(data_files) | cmp -s - $@ || \
	printf '%s\n' $(data_files) >$@

build/reference_tables.c: $(mkreference) build/data.list $(data_files)
	$(mkreference) -o $@ data

$(BUILD)/reference_tables.o: build/reference_tables.c $(BUILD)/.flags
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) -std=c11 -Wno-overlength-strings \
	$(CFLAGS) -c -o $@ $<

-include $(wildcard $(BUILD)/src/*.d build/host/*.d $(BUILD)/tests/*.d)

# Tests ---------------------------------------------------------------------
#
# Each suite is a program or a script that prints what failed and, as its last
# line, `name: N passed, N failed, N skipped`. `make check` runs them all and
# adds up these lines; it fails if one of them is missing or names a failure.

suites = unit reference screens bad cli pages manual recutils pty
check_flags = BUILD=$(BUILD) MKREFERENCE=$(mkreference)

unit_sources = $(sort $(wildcard tests/unit/*.c))
unit_objects = $(unit_sources:%.c=$(BUILD)/%.o)
fixture_files = $(sort $(wildcard tests/fixture/*.rec tests/fixture/*/*.rec)) \
	tests/fixture/tags

build/fixture_tables.c: $(mkreference) $(fixture_files)
	$(mkreference) -s fixture_tables -o $@ tests/fixture

$(BUILD)/fixture_tables.o: build/fixture_tables.c $(BUILD)/.flags
	$(CC) $(own_cppflags) $(CPPFLAGS) -std=c11 -Wno-overlength-strings \
	$(CFLAGS) -c -o $@ $<

$(BUILD)/.check: $(BUILD)/.libs
	@$(PKG_CONFIG) --exists check || { \
	echo 'make check needs Check: try make deps' >&2; exit 1; }
	@touch $@

$(BUILD)/.vterm: $(BUILD)/.libs
	@$(PKG_CONFIG) --exists vterm || { \
	echo 'make check needs libvterm: try make deps' >&2; exit 1; }
	@touch $@

$(BUILD)/tests/unit/%.o: tests/unit/%.c $(BUILD)/.flags $(BUILD)/.check
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) $(call pkg,--cflags check) \
	$(own_cflags) $(CFLAGS) -MMD -MP -c -o $@ $<

# Linked without curses: the core must not need it.
$(BUILD)/tests/unit/run: $(unit_objects) $(BUILD)/fixture_tables.o $(library)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call pkg,--libs check) \
	$(core_libs) $(LDLIBS)

$(BUILD)/tests/screens: tests/screens.c $(BUILD)/fixture_tables.o $(library)
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) $(own_cflags) $(CFLAGS) $(LDFLAGS) \
	-o $@ $^ $(core_libs) $(LDLIBS)

$(BUILD)/tests/pty: tests/pty.c $(BUILD)/.vterm
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) $(call pkg,--cflags check vterm) \
	$(own_cflags) $(CFLAGS) $(LDFLAGS) -o $@ $< \
	$(call pkg,--libs check vterm) $(LDLIBS)

$(BUILD)/tests/reference: tests/reference.c $(tables_object) $(library)
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) $(own_cflags) $(CFLAGS) $(LDFLAGS) \
	-o $@ $^ $(core_libs) $(LDLIBS)

# The program over the fixture, whose pages are stored.
$(BUILD)/tests/smtpcode: tests/pages.c $(shell_objects) $(BUILD)/fixture_tables.o $(library)
	@mkdir -p $(@D)
	$(CC) $(own_cppflags) $(CPPFLAGS) $(own_cflags) $(CFLAGS) $(LDFLAGS) \
	-o $@ $^ $(terminal_libs) $(core_libs) $(LDLIBS)

$(BUILD)/check/unit: $(BUILD)/tests/unit/run
$(BUILD)/check/reference: $(BUILD)/tests/reference
$(BUILD)/check/pages: $(BUILD)/tests/smtpcode
$(BUILD)/check/screens: $(BUILD)/tests/screens
$(BUILD)/check/pty: $(BUILD)/tests/pty

.PHONY: $(suites:%=$(BUILD)/check/%)
$(suites:%=$(BUILD)/check/%): $(program)
	@mkdir -p $(@D)
	@$(check_flags) sh tests/suite.sh $(@F) >$@.log 2>&1 || true
	@cat $@.log

check: $(suites:%=$(BUILD)/check/%)
	@sh tests/sum.sh $(suites:%=$(BUILD)/check/%.log)

stats: $(BUILD)/tests/reference
	@$(BUILD)/tests/reference --stats

regen: $(program) $(BUILD)/tests/screens $(BUILD)/tests/smtpcode
	@$(check_flags) REGEN=1 sh tests/suite.sh screens
	@$(check_flags) REGEN=1 sh tests/suite.sh pages
	@$(check_flags) REGEN=1 sh tests/suite.sh bad

# ---------------------------------------------------------------------------

deps:
	@sh .ci/deps build check

run: all
	@exec $(program) $(CODE)

clean:
	rm -rf build
