# `make dashboard` and `make test` are complete: they need Python 3.11 (or newer) with pip, and nothing else.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8501
PIP_FLAGS := --quiet --quiet --disable-pip-version-check --no-input

.PHONY: dashboard test check compiled browser postgres clean

## Set up, load the bundled sample once, start the dashboard and print its address.
dashboard: $(VENV)/.ready-to-run
	@$(BIN)/ikili demo --host $(HOST) --port $(PORT)

## Set up with the test tools, then the whole suite, browser and PostgreSQL tests included: what is quick on all cores,
## then what measures or kills processes, alone. The extractor's own tests run both ways: as Python and compiled.
test: $(VENV)/.ready-to-test browser postgres
	@IKILI_COMPILED=0 $(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"
	@$(BIN)/ikili compile
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow" tests/extractors
	@$(BIN)/python -m pytest -m slow

## Compile the extractor, which then reads twice as fast; without a C compiler it says so and nothing changes.
compiled: $(VENV)/.ready-to-compile
	@$(BIN)/ikili compile

## Format, lint, types, imports, README code and the evaluation gate.
check: $(VENV)/.ready-to-test
	@$(BIN)/ikili check

# Some systems split pip's bootstrap out of Python: then a bare environment is filled by the pip outside of it.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "ikili needs Python 3.11 or newer: install it, or say PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV) \
		&& $(PYTHON) -m venv --without-pip $(VENV) \
		&& $(PYTHON) -m pip $(PIP_FLAGS) --python $(BIN)/python install pip; } \
		|| { rm -rf $(VENV); echo "cannot make $(VENV): install pip for $(PYTHON) (Debian: apt-get install python3-venv)" >&2; exit 1; }

$(VENV)/.ready-to-run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing what the dashboard needs (about 60 packages, once: half a minute or more)"
	@$(BIN)/python -m pip $(PIP_FLAGS) install -c constraints.txt -e .
	@touch $@

$(VENV)/.ready-to-test: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing what the tests need (about 120 packages, once: a minute or more)"
	@$(BIN)/python -m pip $(PIP_FLAGS) install -c constraints.txt -e '.[postgres,archive,sdmx,dev]'
	@touch $@ $(VENV)/.ready-to-run $(VENV)/.ready-to-compile

$(VENV)/.ready-to-compile: pyproject.toml constraints.txt | $(VENV)/.ready-to-run
	@$(BIN)/python -m pip $(PIP_FLAGS) install -c constraints.txt -e '.[compiled]'
	@touch $@

# The browser tests are part of the suite, so a missing browser is a failure and not a skip.
browser:
	@if [ -n "$$IKILI_CHROMIUM" ] && [ -x "$$IKILI_CHROMIUM" ]; then exit 0; fi; \
	for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing chromium with apt-get"; \
		DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; \
		apt-get -qq update </dev/null && apt-get -qq install -y --no-install-recommends chromium fonts-noto-core </dev/null >/dev/null; \
	fi; \
	for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	echo "the browser tests need Chromium. Install it (Debian, Ubuntu as root: apt-get install chromium fonts-noto-core)," >&2; \
	echo "or say where it is: IKILI_CHROMIUM=/path/to/chromium make test" >&2; exit 1

# Without a server the PostgreSQL tests are skipped, and the summary of the suite says so.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0; \
	command -v initdb >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing postgresql with apt-get"; \
		DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; \
		{ apt-get -qq update </dev/null && apt-get -qq install -y --no-install-recommends postgresql </dev/null >/dev/null; } && exit 0; \
	fi; \
	echo "no PostgreSQL server here: its tests will be skipped (Debian, Ubuntu as root: apt-get install postgresql)"

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
