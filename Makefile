# bpa-ready: what a developer needs. `make` alone lists it.

SWIFT ?= swift
# The Swift runtime is linked in, so that the program starts faster, and runs where there is no Swift; the
# C libraries of `make setup` stay shared. By the toolchain's linker, for the system's warns of a call
# that Foundation makes.
export BPA_BUILD_FLAGS := -c release -Xswiftc -static-stdlib -Xswiftc -use-ld=lld
PACKAGES := libyaml-dev libdeflate-dev libsimdjson-dev libsqlite3-dev \
  zlib1g-dev pkg-config
# Readers that are not ours, for the tests of the report formats. Not every system has them: without
# them these tests are skipped.
READERS := python3 python3-venv python3-junitparser python3-sarif-python-om cmark-gfm tidy \
  python3-jsonschema python3-yaml jq
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# What stands in for AWS in the tests, from PyPI.
VENV := .build/venv
PYTHON_PACKAGES := 'moto[server]>=5' awscli duckdb sqlglot

BROWSER ?= chromium
DOCS ?= .build/docs

PREFIX ?= /usr/local

.PHONY: help setup readers venv build example test bench bench-scale lint format logs golden conformance docs pictures install clean

help:
	@echo "make example   set up, build, and check the example's logs against its policy"
	@echo "make test      set up, build, and run every test, those of the policies too"
	@echo "make readers   install the programs that read the reports in the tests"
	@echo "make venv      install what stands in for AWS in the tests, from PyPI into $(VENV)"
	@echo "make bench     compare a check with inflating alone, on generated logs (2.4 GB of text)"
	@echo "make bench-scale  measure ledgers: a day's collection, a check, a merge, growth"
	@echo "make lint      check the formatting"
	@echo "make format    format the sources"
	@echo "make logs      write the example's logs anew"
	@echo "make golden    write the golden files of the tests anew: read the diff"
	@echo "make install   install the program, its man pages and completions below PREFIX ($(PREFIX))"
	@echo "make docs      build the documentation of the program and its modules into $(DOCS)"
	@echo "make pictures  draw the pictures of the documentation anew: look at them"
	@echo "make conformance  write the page of conformance cases anew from its tables: read the diff"
	@echo "make clean     remove what was built and generated"

# Debian packages that are missing, through apt-get; on other systems they are to be there.
setup:
	@command -v $(SWIFT) >/dev/null || { echo "a Swift toolchain (6.2 or later) is needed: https://www.swift.org/install" >&2; exit 1; }
	@if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
	  missing=$$(for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; \
	  done); \
	  if [ -n "$$missing" ]; then \
	    echo "installing" $$missing; \
	    $(AS_ROOT) apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	fi

# A package that there is none of, or no network, skips tests and stops nothing.
readers:
	@if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
	  missing=$$(for package in $(READERS); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; \
	  done); \
	  if [ -n "$$missing" ]; then \
	    echo "installing" $$missing; \
	    { $(AS_ROOT) apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } \
	    || echo "not installed: the tests that need them are skipped" >&2; \
	  fi; \
	fi

# The AWS CLI, and a server that answers it as AWS does. Where they cannot be had, the tests that need
# them are skipped.
venv: $(VENV)/complete

$(VENV)/complete:
	@python3 -m venv $(VENV) && $(VENV)/bin/pip install --quiet --disable-pip-version-check \
	  $(PYTHON_PACKAGES) && touch $@ \
	  || echo "not installed from PyPI: $(PYTHON_PACKAGES): the tests that need them are skipped" >&2

build: setup
	$(SWIFT) build $(BPA_BUILD_FLAGS) --product bpa-ready

# The check ends with 1, for one of the example's buckets is not ready: that is the point of it.
example: build
	@echo
	@.build/release/bpa-ready check --policy Examples/policies --evidence Examples/logs \
	  --as-of 2020-02-10T00:00:00Z; code=$$?; [ $$code = 1 ] || { echo "expected exit code 1, not $$code" >&2; exit 1; }

test: setup readers venv
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	$(SWIFT) run --skip-build bpa-ready test Policies Examples/policies

bench: setup
	Tests/Benchmarks/bench

bench-scale: setup
	Tests/Benchmarks/bench-scale

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

logs: setup
	rm -rf Examples/logs
	$(SWIFT) run $(BPA_BUILD_FLAGS) trail-generator example --output Examples/logs

golden: setup
	UPDATE_GOLDEN=1 $(SWIFT) test --filter 'ReportsTests|EndToEndTests'

conformance: setup
	UPDATE_GOLDEN=1 $(SWIFT) test --filter ConformancePageTests

# As a site, with the toolchain's own docc. A link to a symbol that is not there stops it.
docs: setup
	$(SWIFT) build
	Tests/Documentation/build $(DOCS)

# The pictures that README and documentation show, from what the program prints. The browser is Debian's.
pictures: build readers $(VENV)/pictures
	Tests/Documentation/draw .build/release/bpa-ready $(VENV)/bin/python $(BROWSER)

$(VENV)/pictures:
	@test -d $(VENV) || python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check rich pillow && touch $@
	@command -v $(BROWSER) >/dev/null || { echo "$(BROWSER) is needed: apt-get install chromium" >&2; exit 1; }

# Man pages are made by swift-argument-parser's own plugin, from the program that it builds.
install: setup
	$(SWIFT) package $(BPA_BUILD_FLAGS) generate-manual --multi-page
	$(SWIFT) build $(BPA_BUILD_FLAGS) --product bpa-ready
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -s -m 755 .build/release/bpa-ready "$(DESTDIR)$(PREFIX)/bin/bpa-ready"
	install -m 644 .build/plugins/GenerateManual/outputs/bpa-ready/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1/"
	@set -e; complete() { \
	  install -d "$(DESTDIR)$(PREFIX)/share/$$2"; \
	  .build/release/bpa-ready --generate-completion-script "$$1" >"$(DESTDIR)$(PREFIX)/share/$$2/$$3"; \
	}; \
	complete bash bash-completion/completions bpa-ready; \
	complete zsh zsh/site-functions _bpa-ready; \
	complete fish fish/vendor_completions.d bpa-ready.fish

clean:
	rm -rf .build .bench
