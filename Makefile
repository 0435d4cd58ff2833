# make         prints the targets          make check   what one runs while working
# make demo    shows it working            make test    what CI runs

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

STATIC := .build/static-libraries
# SwiftPM does not notice imports of modules that a target did not declare, unless it is asked to.
IMPORTS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib $(IMPORTS) -Xlinker -L$(CURDIR)/$(STATIC) -Xlinker -s
DEBUG := $(IMPORTS)
SOURCES := Package.swift Sources Tests

.PHONY: help
help: ## Print the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

.PHONY: demo
demo: ## Show a real incident, from its first failing request to its report, on 127.0.0.1
	@scripts/demo

.PHONY: smoke
smoke: ## The demo without a person, on free ports (MODE=cgi: plain CGI through fcgiwrap)
	@scripts/demo --smoke $(if $(MODE),--mode $(MODE))

.PHONY: deps
deps: ## Install the Debian packages that building, running and testing need (as root)
	@scripts/packages install build run test

.PHONY: build
build: $(STATIC) ## Build the release programs
	PKG_CONFIG_PATH=$(CURDIR)/$(STATIC) swift build $(RELEASE)

.PHONY: check
check: lint ## Format, warnings, imports, tidiness, unit tests
	swift build --build-tests $(DEBUG)
	swift test --skip-build $(DEBUG) --skip ProgramTests

.PHONY: test
test: ## Everything: check, all tests, the demo by itself in both modes, a bare system
	@scripts/test

.PHONY: thorough
thorough: lint ## The same tests with nothing left out of the counted suites
	swift build --build-tests $(DEBUG)
	ESCAPEMENT_JSONSCHEMA_SUITE=$$(scripts/json-schema/suite || true) ESCAPEMENT_THOROUGH=1 swift test --skip-build $(DEBUG)
	scripts/starlark/differential .build/debug/StarlarkProbe
	scripts/starlark/fuzz .build/debug/StarlarkProbe --seconds 300 --keep run/fuzz
	scripts/json-schema/differential .build/debug/SchemaProbe --count 20000 --seed 1
	scripts/cron/differential .build/debug/CronProbe --count 220000
	.build/debug/SchemaProbe fuzz 300 1 | tail -n 1 >run/schema-fuzz.last

.PHONY: bench
bench: build ## Measure: one JSON line a figure, then a table (BENCH_FULL=1: the large ones)
	@Benchmarks/run

.PHONY: lint
lint: ## Check the format of every Swift file
	swift format lint --strict --parallel --recursive $(SOURCES)

.PHONY: format
format: ## Format every Swift file
	swift format --in-place --parallel --recursive $(SOURCES)

.PHONY: clean
clean: ## Remove what was built and what runs left behind
	rm -rf .build run

# A folder that holds nothing but the archives that are linked into the release programs, so that these run on hosts
# that do not have the libraries; the linker looks here first. Absolute paths stand in it, so it is made anew each time.
.PHONY: $(STATIC)
$(STATIC):
	@scripts/static-libraries $@
