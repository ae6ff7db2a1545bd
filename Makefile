# bpa-ready: what a developer needs. `make` alone lists it.

SWIFT ?= swift
PACKAGES := libyaml-dev libdeflate-dev libsimdjson-dev pkg-config
# What the tests hold the project's own work against.
TEST_PACKAGES := python3-jsonschema python3-yaml
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help setup build example test bench lint format logs golden clean

help:
	@echo "make example   set up, build, and check the example's logs against its policy"
	@echo "make test      set up, build, and run every test"
	@echo "make bench     compare a check with inflating alone, on generated logs (2.4 GB of text)"
	@echo "make lint      check the formatting"
	@echo "make format    format the sources"
	@echo "make logs      write the example's logs anew"
	@echo "make golden    write the golden files of the tests anew: read the diff"
	@echo "make clean     remove what was built and generated"

# Debian packages that are missing, through apt-get; on other systems they are to be there.
setup:
	@command -v $(SWIFT) >/dev/null || { echo "a Swift toolchain (6.1 or later) is needed: https://www.swift.org/install" >&2; exit 1; }
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

build: setup
	$(SWIFT) build -c release --product bpa-ready

# The check ends with 1, for one of the example's buckets is not ready: that is the point of it.
example: build
	@echo
	@.build/release/bpa-ready check --policy Examples/policies --evidence Examples/logs \
	  --as-of 2020-02-10T00:00:00Z; code=$$?; [ $$code = 1 ] || { echo "expected exit code 1, not $$code" >&2; exit 1; }

test golden: PACKAGES += $(TEST_PACKAGES)

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

bench: setup
	Tests/Benchmarks/bench

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

logs: setup
	rm -rf Examples/logs
	$(SWIFT) run -c release trail-generator example --output Examples/logs

golden: setup
	UPDATE_GOLDEN=1 $(SWIFT) test --filter 'ReportsTests|EndToEndTests'

clean:
	rm -rf .build .bench
