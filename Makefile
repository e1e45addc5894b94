# smtpcode: GNU make, no configure step. `make help` lists the targets.
#
# CC, CPPFLAGS, CFLAGS, LDFLAGS, LDLIBS, AR, PKG_CONFIG, PREFIX, BINDIR,
# MANDIR, BASHCOMPDIR, ZSHCOMPDIR, FISHCOMPDIR and DESTDIR are yours to set, in
# the environment or behind `make`: they are added to what the build needs and
# never replace it. To build for another machine set CC, AR and PKG_CONFIG to
# its tools; CC_FOR_BUILD, CFLAGS_FOR_BUILD and PKG_CONFIG_FOR_BUILD are those
# of this one.

VERSION = 0.1.0

# Where a variant is built. Variants never share objects.
BUILD = build

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR ?= $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR ?= $(PREFIX)/share/fish/vendor_completions.d
PKG_CONFIG ?= pkg-config
PKG_CONFIG_FOR_BUILD ?= $(call first_of,pkg-config,$(PKG_CONFIG))
CC_FOR_BUILD ?= $(call first_of,cc,$(CC))
CFLAGS ?= -O2 -g
CFLAGS_FOR_BUILD ?= -O2
INSTALL ?= install
CLANG_FORMAT ?= clang-format

warnings = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla -Wundef
own_cppflags = -D_XOPEN_SOURCE=700 -DSMTPCODE_VERSION='"$(VERSION)"' -Isrc
# What is computed has to be the same whatever computes it.
dialect = -std=c11 -ffp-contract=off
# A large log is read by two threads.
threads = -pthread
own_cflags = $(dialect) $(warnings)
# What makes a variant: the flags of a sanitizer, of coverage ...
variant =

# No package is asked for while this file is read: pkg-config may have to be
# installed by `make deps` first.
first_of = $(if $(shell command -v $(1) 2>/dev/null),$(1),$(2))
pkg = $(shell $(PKG_CONFIG) $(1) 2>/dev/null)
once = $(eval $(1) := $(2))$(2)

# The parts, as in README: the core needs no terminal and never prints.
core = text web arena diagnostic record vocabulary code schema pool compile \
	compile_fields compile_links compile_prose compile_check compile_index \
	compile_domains compile_literal compile_names compile_join compile_own \
	emit reference pattern lookup lookup_nearest lookup_servers page page_parts \
	page_status page_example page_examples page_own \
	normal normal_put normal_atom normal_word catalog index search \
	search_slips search_sort search_words query sift corpus texts find log \
	log_bytes log_courier log_cues log_date log_events log_exchange \
	log_exim log_fields log_frame log_haraka log_json log_others log_peer log_postfix \
	log_qmail log_queue log_sendmail log_smtpd log_stage log_stalwart \
	log_time log_transcript reply reply_clean reply_scan vendor_code \
	literal model model_share model_weigh identify identify_example \
	identify_rank identify_marks identify_surety page_reply page_notes \
	mail mail_events \
	mail_kind mail_prose mail_said mail_cues mail_phrase mail_html \
	mail_report mail_voice mail_mime mail_decode mail_date mail_piece \
	style wrap digit_tree layout_blocks layout_wire layout layout_help \
	palette frame paint keys browser browser_lists browser_moves \
	browser_open browser_parts browser_place browser_names \
	browser_search browser_orders browser_views browser_mouse \
	browser_paste browser_input draw \
	draw_input draw_bars options plain report json json_parts json_write \
	listing event piece lines mask hash_table known_hosts redact redact_names \
	redact_public redact_values judge outcome json_reply each sketch \
	toplist counted counts tally intake intake_rows intake_document \
	digest digest_relay plain_input when
shell = main own_files seek stream stream_input results session orders \
	clipboard opener helper terminal terminal_input terminal_looks feed \
	feed_half answers input output thread clock
# What a page is made with: it stands together in the program, so that a start
# reads few pages of it.
first = text web arena vocabulary code reference pattern lookup \
	lookup_nearest lookup_servers page page_parts page_status \
	page_example page_examples page_own style wrap digit_tree \
	layout_blocks layout_wire layout palette options plain reply
# What fits the model: part of mkreference, and of make score.
fit = model_concepts model_cues model_lessons model_train model_pack \
	model_fit compile_model surety_fit
host = text diagnostic record vocabulary code schema pool compile \
	compile_fields compile_links compile_prose compile_check compile_index \
	compile_domains compile_literal compile_names emit mask normal \
	normal_put normal_atom normal_word catalog \
	index literal model model_share model_weigh vendor_code reference reply \
	reply_clean reply_scan identify identify_example identify_rank \
	identify_marks identify_surety $(fit) mkreference

# What writes the completions of the shells, on the build machine too.
complete = text arena catalog vocabulary code pool normal normal_put \
	normal_atom normal_word index options reference completions \
	mkcompletions

program = $(BUILD)/smtpcode
library = $(BUILD)/libsmtpcode.a
core_objects = $(core:%=$(BUILD)/src/%.o)
shell_objects = $(shell:%=$(BUILD)/src/%.o)
tables_object = $(BUILD)/reference_tables.o

core_packages = libutf8proc jansson
shell_packages = ncursesw zlib
core_cflags = $(call once,core_cflags,$(call pkg,--cflags $(core_packages)))
core_libs = $(call once,core_libs,$(call pkg,--libs $(core_packages)) \
	$(iconv_libs))
# iconv(3) is in libc, or where it is not (macOS) in a library of its own.
iconv_probe = extern int iconv_open(void); int main(void) \
	{ return iconv_open(); }
iconv_libs = $(shell echo '$(iconv_probe)' | \
	$(CC) -w -fno-builtin -x c -o /dev/null - 2>/dev/null || echo -liconv)
shell_cflags = $(call pkg,--cflags $(shell_packages))
shell_libs = $(call pkg,--libs $(shell_packages))

# What all variants have in common: made for and on the build machine.
mkreference = build/host/mkreference
host_objects = $(host:%=build/host/%.o)
mkcompletions = build/host/mkcompletions
complete_objects = $(complete:%=build/host/%.o)
completions = build/completions/smtpcode.bash build/completions/_smtpcode \
	build/completions/smtpcode.fish
variant_host_objects = $(host:%=$(BUILD)/src/%.o)
host_packages = libutf8proc
host_pkg = $(shell $(PKG_CONFIG_FOR_BUILD) $(1) $(host_packages) 2>/dev/null)
host_cflags = $(call once,host_cflags,$(call host_pkg,--cflags))
data_files = $(sort $(wildcard data/*.rec data/*/*.rec data/tags))
fixture_files = $(sort $(wildcard tests/fixture/*.rec tests/fixture/*/*.rec \
	tests/fixture/tags))
shared = build/reference_tables.c build/fixture_tables.c

all: $(program) $(completions)

help:
	@printf '%s\n' \
	'all         the program, $(program) (the default)' \
	'deps        install what is missing, with the package manager' \
	'run         start it; CODE=554 opens it there' \
	'check       all tests' \
	'walk        a million random keys in the browser, sanitizers on' \
	'fuzz        50,000 damaged inputs, sanitizers on' \
	'bench       the speed, measured side by side' \
	'score       how often the cause of a reply is found' \
	'stats       how much there is in the reference, and what is thin' \
	'install     into PREFIX, BINDIR ... below DESTDIR; uninstall' \
	'regen       write the golden files of the tests anew' \
	'asan        the tests under the address and undefined sanitizers' \
	'valgrind    the unit tests under valgrind' \
	'coverage    what the tests reach' \
	'lint        compilers, layout, cppcheck, shellcheck, mandoc, layers' \
	'format      lay the sources out by .clang-format' \
	'dist        $(BUILD)/smtpcode-$(VERSION).tar.gz' \
	'clean       remove build/'

.PHONY: all help deps run check check-suites sanitized-programs walk fuzz \
	bench score stats install uninstall regen asan valgrind coverage lint \
	format dist clean test-programs FORCE
.DELETE_ON_ERROR:

# Building ------------------------------------------------------------------

# Fails with a word of advice if pkg-config does not know all these packages.
need = @missing=; for package in $(2); do \
	$(1) --exists $$package 2>/dev/null || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	echo "smtpcode: $(1) does not find$$missing; try: make deps" >&2; \
	exit 1; fi; \
	mkdir -p $(@D) && touch $@

# Words are kept in a file that is written anew when they are others.
quoted = '$(subst ','\'',$(1))'
differ = $(subst x$(1),,x$(2))$(subst x$(2),,x$(1))
kept = $(strip $(shell cat $(1) 2>/dev/null))
if_others = $(if $(call differ,$(call kept,$(1)),$(strip $(2))),FORCE)
keep = @mkdir -p $(@D) && printf '%s\n' $(call quoted,$(1)) >$@.$$$$ && \
	mv -f $@.$$$$ $@

$(BUILD)/.libs: Makefile
	$(call need,$(PKG_CONFIG),$(core_packages) $(shell_packages))

# What was built with other flags is built again; but `sudo make install`
# installs what is there, though it is not told the flags of the first `make`.
flags = $(CC) $(AR) $(PKG_CONFIG) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(LDLIBS) \
	$(variant) $(own_cppflags) $(own_cflags)
given = $(filter command environment,$(foreach name,CC CPPFLAGS CFLAGS \
	LDFLAGS LDLIBS AR PKG_CONFIG,$(origin $(name))))
only_install = $(and $(filter install,$(MAKECMDGOALS)),$(if \
	$(filter-out install,$(MAKECMDGOALS))$(given),,yes))
$(BUILD)/.flags: \
	$(if $(only_install),,$(call if_others,$(BUILD)/.flags,$(flags)))
	$(call keep,$(flags))

compile = $(CC) $(own_cppflags) $(threads) $(CPPFLAGS) $(part_cflags) \
	$(own_cflags) $(CFLAGS) $(variant) -MMD -MP -c -o $@ $<
compile_tables = $(CC) $(own_cppflags) $(CPPFLAGS) $(dialect) \
	-Wno-overlength-strings $(CFLAGS) $(variant) -MMD -MP -c -o $@ $<
link = $(CC) $(CFLAGS) $(variant) $(threads) $(LDFLAGS) -o $@ \
	$(filter %.o %.a,$^)

$(BUILD)/src/%.o: src/%.c $(BUILD)/.flags | $(BUILD)/.libs
	@mkdir -p $(@D)
	$(compile)

$(sort $(core_objects) $(variant_host_objects) \
	$(complete:%=$(BUILD)/src/%.o)): \
	part_cflags = -Wconversion $(core_cflags)
# pkg-config would define _XOPEN_SOURCE once more, and lower.
$(BUILD)/src/terminal.o $(BUILD)/src/terminal_input.o \
$(BUILD)/src/terminal_looks.o: \
	part_cflags = $(filter-out -D%,$(shell_cflags))

$(library): $(core_objects) Makefile
	rm -f $@
	$(AR) rcs $@ $(core_objects)

$(tables_object): build/reference_tables.c $(BUILD)/.flags
	@mkdir -p $(@D)
	$(compile_tables)

# The objects, since what is taken out of a library comes in no order; $^ names
# each once.
$(program): $(shell_objects) $(tables_object) $(first:%=$(BUILD)/src/%.o) \
	$(core_objects)
	$(link) $(shell_libs) $(core_libs) $(LDLIBS)

# The reference: made on the build machine, whatever the program is built for.
# Two variants may be built at once, so what they have in common is moved to
# its place when it is whole.
build/host/.libs: Makefile
	$(call need,$(PKG_CONFIG_FOR_BUILD),$(host_packages))

host_flags = $(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) $(own_cppflags) $(dialect)
build/host/.flags: $(call if_others,build/host/.flags,$(host_flags))
	$(call keep,$(host_flags))

build/host/%.o: src/%.c build/host/.flags | build/host/.libs
	@mkdir -p $(@D)
	$(CC_FOR_BUILD) $(own_cppflags) $(dialect) $(host_cflags) \
	$(CFLAGS_FOR_BUILD) -MMD -MP -MT $@ -MF $@.$$$$.d -c -o $@.$$$$ $< && \
	mv -f $@.$$$$.d $(@:.o=.d) && mv -f $@.$$$$ $@

$(mkreference): $(host_objects) Makefile
	$(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) -o $@.$$$$ $(host_objects) \
	$(call host_pkg,--libs) && mv -f $@.$$$$ $@

# A file that is added or deleted changes the list, and so the tables.
build/data.list: $(call if_others,build/data.list,$(data_files))
	$(call keep,$(data_files))

build/fixture.list: $(call if_others,build/fixture.list,$(fixture_files))
	$(call keep,$(fixture_files))

make_tables = $(mkreference) -s $(1)_tables -o $@.$$$$ $(2) && \
	mv -f $@.$$$$ $@ || { rm -f $@.$$$$ $@; exit 1; }

build/reference_tables.c: $(mkreference) build/data.list $(data_files)
	$(call make_tables,reference,data)

build/fixture_tables.c: $(mkreference) build/fixture.list $(fixture_files)
	$(call make_tables,fixture,tests/fixture)

# The completions: of the same tables, compiled for the build machine.
build/host/reference_tables.o: build/reference_tables.c build/host/.flags
	$(CC_FOR_BUILD) $(own_cppflags) $(dialect) -Wno-overlength-strings \
	-w -c -o $@.$$$$ $< && mv -f $@.$$$$ $@

$(mkcompletions): $(complete_objects) build/host/reference_tables.o Makefile
	$(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) -o $@.$$$$ $(complete_objects) \
	build/host/reference_tables.o $(call host_pkg,--libs) && \
	mv -f $@.$$$$ $@

make_completions = mkdir -p $(@D) && $(mkcompletions) $(1) >$@.$$$$ && \
	mv -f $@.$$$$ $@ || { rm -f $@.$$$$ $@; exit 1; }

build/completions/smtpcode.bash: $(mkcompletions)
	$(call make_completions,bash)

build/completions/_smtpcode: $(mkcompletions)
	$(call make_completions,zsh)

build/completions/smtpcode.fish: $(mkcompletions)
	$(call make_completions,fish)

-include $(wildcard build/host/*.d $(BUILD)/*.d $(BUILD)/src/*.d \
	$(BUILD)/tests/*.d $(BUILD)/tests/*/*.d)

# Tests ---------------------------------------------------------------------
#
# Each suite is a program or a script that prints what failed and, as its last
# line, `name: N passed, N failed, N skipped`. `make check` runs them all and
# adds up these lines; it fails if one of them is missing or names a failure.
# What without names is left out.

all_suites = unit walk fuzz compilers reference masks screens mail bad cli input \
	pages own manual completions recutils pty
without =
suites = $(filter-out $(without),$(all_suites))
# The one that the suites feed: in the variants it is the variant's own.
mkreference_tested = $(mkreference)
suite_environment = BUILD='$(BUILD)' MKREFERENCE='$(mkreference_tested)' \
	CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' SHELL_OBJECTS='$(shell_objects)' \
	SANITIZE='$(sanitize)' CC_FOR_BUILD='$(CC_FOR_BUILD)' HOST='$(host)'

unit_sources = $(sort $(wildcard tests/unit/*.c))
unit_objects = $(unit_sources:%.c=$(BUILD)/%.o)
pty_sources = $(sort $(wildcard tests/pty/*.c))
pty_objects = $(pty_sources:%.c=$(BUILD)/%.o)
fixture_object = $(BUILD)/fixture_tables.o
test_programs = $(BUILD)/tests/unit/run $(BUILD)/tests/screens \
	$(BUILD)/tests/mail \
	$(BUILD)/tests/reference $(BUILD)/tests/masks $(BUILD)/tests/stats \
	$(BUILD)/tests/score \
	$(BUILD)/tests/smtpcode $(BUILD)/tests/pty/run \
	$(BUILD)/mkreference $(BUILD)/mkcompletions

unit_cflags = $(call once,unit_cflags,$(call pkg,--cflags check))
pty_cflags = $(call once,pty_cflags,$(call pkg,--cflags check vterm))

$(BUILD)/tests/.libs: Makefile
	$(call need,$(PKG_CONFIG),check vterm)

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/.flags | $(BUILD)/.libs
	@mkdir -p $(@D)
	$(compile)

$(unit_objects): part_cflags = $(unit_cflags)
$(pty_objects): part_cflags = $(pty_cflags)
$(unit_objects) $(pty_objects): | $(BUILD)/tests/.libs

$(fixture_object): build/fixture_tables.c $(BUILD)/.flags
	@mkdir -p $(@D)
	$(compile_tables)

# A test that is deleted is to be linked no more.
test_sources = $(unit_sources) $(pty_sources)
$(BUILD)/tests/.list: $(call if_others,$(BUILD)/tests/.list,$(test_sources))
	$(call keep,$(test_sources))

# Linked without curses: the core must not need it.
$(BUILD)/tests/unit/run: $(unit_objects) $(fixture_object) $(library) \
	$(BUILD)/tests/.list
	$(link) $(call pkg,--libs check) $(core_libs) $(LDLIBS)

$(BUILD)/tests/pty/run: $(pty_objects) $(BUILD)/tests/.list
	$(link) $(call pkg,--libs check vterm) $(LDLIBS)

$(BUILD)/tests/screens: $(BUILD)/tests/screens.o $(fixture_object) $(library)
	$(link) $(core_libs) $(LDLIBS)

$(BUILD)/tests/mail: $(BUILD)/tests/mail.o $(library)
	$(link) $(core_libs) $(LDLIBS)

$(BUILD)/tests/reference: $(BUILD)/tests/reference.o $(tables_object) \
	$(library)
	$(link) $(core_libs) $(LDLIBS)

$(BUILD)/tests/masks: $(BUILD)/tests/masks.o $(tables_object) $(library)
	$(link) $(core_libs) $(LDLIBS)

# Over the fixture, with what reads files.
fuzz_shell = feed feed_half input thread
$(BUILD)/tests/fuzz: $(BUILD)/tests/fuzz.o $(BUILD)/tests/fuzz_inputs.o \
	$(BUILD)/tests/unit/harmless.o \
	$(fuzz_shell:%=$(BUILD)/src/%.o) $(fixture_object) $(library)
	$(link) $(call pkg,--libs zlib) $(core_libs) $(LDLIBS)

$(BUILD)/tests/stats: $(BUILD)/tests/stats.o $(tables_object) $(library)
	$(link) $(core_libs) $(LDLIBS)

# The program over the fixture, whose pages are stored.
$(BUILD)/tests/smtpcode: $(BUILD)/tests/pages.o $(shell_objects) \
	$(fixture_object) $(library)
	$(link) $(shell_libs) $(core_libs) $(LDLIBS)

$(BUILD)/mkreference: $(variant_host_objects)
	$(link) $(core_libs) $(LDLIBS)

$(BUILD)/mkcompletions: $(BUILD)/src/mkcompletions.o \
	$(BUILD)/src/completions.o $(tables_object) $(library)
	$(link) $(core_libs) $(LDLIBS)

# The fitting beside the library, to fit with some servers left out.
$(BUILD)/tests/score: $(BUILD)/tests/score.o \
	$(filter-out %/compile_model.o,$(fit:%=$(BUILD)/src/%.o)) \
	$(tables_object) $(library)
	$(link) $(core_libs) $(LDLIBS)

test-programs: $(test_programs)

$(BUILD)/check/unit: $(BUILD)/tests/unit/run
$(BUILD)/check/screens: $(BUILD)/tests/screens
$(BUILD)/check/walk $(BUILD)/check/fuzz: sanitized-programs
$(BUILD)/check/mail: $(BUILD)/tests/mail
$(BUILD)/check/reference: $(BUILD)/tests/reference
$(BUILD)/check/masks: $(BUILD)/tests/masks
$(BUILD)/check/pages $(BUILD)/check/own: $(BUILD)/tests/smtpcode
$(BUILD)/check/pty: $(BUILD)/tests/pty/run
$(BUILD)/check/completions: $(completions)
$(BUILD)/check/bad $(BUILD)/check/recutils: $(mkreference_tested)
$(BUILD)/check/compilers: $(shared)

.PHONY: $(suites:%=$(BUILD)/check/%)
$(suites:%=$(BUILD)/check/%): $(program)
	@mkdir -p $(@D) && rm -f $@.log $@.status
	@$(suite_environment) sh tests/suite.sh $(@F) </dev/null >$@.log 2>&1; \
	echo $$? >$@.status; cat $@.log

# One suite for each processor at a time, unless make is told how many jobs.
check:
	@case " $$MAKEFLAGS" in \
	*' -j'*) jobs= ;; \
	*) jobs=-j$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) ;; \
	esac; $(MAKE) --no-print-directory $$jobs check-suites

check-suites: $(suites:%=$(BUILD)/check/%)
	@$(if $(without),echo 'left out: $(without)')
	@sh tests/sum.sh $(suites:%=$(BUILD)/check/%.log)

# What runs with the sanitizers on, where the compiler has them.
sanitized-programs: $(shared)
	@$(suite_environment) sh tests/sanitized.sh >/dev/null || exit 0; \
	$(MAKE) $(call in_variant,asan) variant='$(sanitize)' \
	$(BUILD)/asan/tests/unit/run $(BUILD)/asan/tests/fuzz

# Twenty times as far as the suite of that name.
walk: sanitized-programs
	@$(suite_environment) WALK_STEPS=1000000 sh tests/suite.sh walk

# A hundred times as much as the suite of that name; FUZZ_SEED makes others.
fuzz: sanitized-programs
	@$(suite_environment) FUZZ_RUNS=$${FUZZ_RUNS:-50000} \
	sh tests/suite.sh fuzz

bench: all $(library)
	@$(suite_environment) sh tests/bench.sh

score: $(BUILD)/tests/score
	@$(BUILD)/tests/score

stats: $(BUILD)/tests/stats
	@$(BUILD)/tests/stats

regen: $(program) $(BUILD)/tests/screens $(BUILD)/tests/mail \
	$(BUILD)/tests/smtpcode
	@$(suite_environment) REGEN=1 sh tests/suite.sh screens
	@$(suite_environment) REGEN=1 sh tests/suite.sh mail
	@$(suite_environment) REGEN=1 sh tests/suite.sh pages
	@$(suite_environment) REGEN=1 sh tests/suite.sh bad
	@$(suite_environment) REGEN=1 sh tests/suite.sh own

# The same tests once more in other ways --------------------------------------

sanitize = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
in_variant = --no-print-directory BUILD=$(BUILD)/$(1) \
	mkreference_tested=$(BUILD)/$(1)/mkreference

# Without what has them on anyway, and what runs little of the program. All
# unit tests in one process: looking for leaks at the end of each of a thousand
# takes longer than they do.
not_in_asan = walk fuzz compilers reference masks manual completions recutils pty

asan: $(shared)
	@CK_FORK=no $(MAKE) $(call in_variant,asan) variant='$(sanitize)' \
	without='$(not_in_asan)' check

coverage: $(shared)
	@mkdir -p $(BUILD)/coverage
	@find $(BUILD)/coverage -name '*.gcda' -exec rm -f {} +
	@$(MAKE) $(call in_variant,coverage) variant='--coverage -O0' \
	without='walk fuzz compilers' check; \
	status=$$?; CC='$(CC)' sh .ci/coverage $(BUILD)/coverage && \
	exit $$status

valgrind: $(BUILD)/tests/unit/run
	CK_TIMEOUT_MULTIPLIER=20 valgrind -q --error-exitcode=99 \
	--leak-check=full --errors-for-leak-kinds=definite $<

lint: all $(shared) $(library)
	@MAKE='$(MAKE)' BUILD='$(BUILD)' CLANG_FORMAT='$(CLANG_FORMAT)' \
	CORE_LIBS='$(core_libs)' sh .ci/lint

format:
	$(CLANG_FORMAT) -i $(wildcard src/*.[ch] tests/*.[ch] tests/*/*.[ch])

# ---------------------------------------------------------------------------

deps:
	@sh .ci/deps build check

# CODE goes through the environment, so that it may be a whole reply.
run: all
	@exec $(program) $${CODE:+"$$CODE"}

$(BUILD)/smtpcode.1: man/smtpcode.1 Makefile
	@mkdir -p $(@D)
	sed 's/@VERSION@/$(VERSION)/g' man/smtpcode.1 >$@

install: all $(BUILD)/smtpcode.1
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(MANDIR)/man1' \
	'$(DESTDIR)$(BASHCOMPDIR)' '$(DESTDIR)$(ZSHCOMPDIR)' \
	'$(DESTDIR)$(FISHCOMPDIR)'
	$(INSTALL) -m 755 $(program) '$(DESTDIR)$(BINDIR)/smtpcode'
	$(INSTALL) -m 644 $(BUILD)/smtpcode.1 \
	'$(DESTDIR)$(MANDIR)/man1/smtpcode.1'
	$(INSTALL) -m 644 build/completions/smtpcode.bash \
	'$(DESTDIR)$(BASHCOMPDIR)/smtpcode'
	$(INSTALL) -m 644 build/completions/_smtpcode \
	'$(DESTDIR)$(ZSHCOMPDIR)/_smtpcode'
	$(INSTALL) -m 644 build/completions/smtpcode.fish \
	'$(DESTDIR)$(FISHCOMPDIR)/smtpcode.fish'

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/smtpcode' \
	'$(DESTDIR)$(MANDIR)/man1/smtpcode.1' \
	'$(DESTDIR)$(BASHCOMPDIR)/smtpcode' \
	'$(DESTDIR)$(ZSHCOMPDIR)/_smtpcode' \
	'$(DESTDIR)$(FISHCOMPDIR)/smtpcode.fish'

dist:
	@sh .ci/dist $(BUILD) smtpcode-$(VERSION)

clean:
	rm -rf build
