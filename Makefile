# Each target sets up what it needs on a machine that has Python 3.11 (or newer) and make.
#
#   make site    build the site into build/site/
#   make serve   preview it at http://127.0.0.1:8000/ and rebuild at each save
#   make test    all tests        make check   the quick ones, before each commit
#   make test-release             what takes long, before each release: Lighthouse, HTML_CodeSniffer, IBM's checker
#   make bench   timings, as ratios     make bench-peers   beside Hugo and Eleventy, which it installs

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Tests are shared over the cores; whoever is idle takes some of what is left to others.
PYTEST := $(BIN)/pytest -n auto --dist worksteal

# Debian keeps the venv module in a package of its own.
SUDO         := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
INSTALL_VENV := command -v apt-get >/dev/null && $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv

.PHONY: site serve test test-long test-release check format bench bench-peers bench-search chromium checkers release clean

site: $(VENV)/.site
	$(BIN)/sitegen build

serve: $(VENV)/.site
	$(BIN)/sitegen serve

test: $(VENV)/.dev chromium checkers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(PYTEST) -m "not long and not release"

# LONG=tests/leaks takes the long ones of a folder alone.
test-long: $(VENV)/.dev chromium
	$(PYTEST) -m long $(LONG)

test-release: $(VENV)/.dev chromium release
	SITEGEN_ALL_CHECKS=1 $(BIN)/pytest -m release

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -q -m "not long and not release and not browser and not checkers"

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

bench-peers: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.peers build/peers

bench-search: $(VENV)/.dev chromium
	$(BIN)/python -m tests.benchmarks.search

chromium: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium

# Checkers of pages that come as npm packages. Without npm their tests are skipped, and say so; in CI they fail.
checkers release: %: tests/%/node_modules/.package-lock.json

tests/%/node_modules/.package-lock.json: tests/%/package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix tests/$*; else echo "npm is not installed: the tests of tests/$* are skipped"; fi

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(INSTALL_VENV) && $(PYTHON) -m venv $(VENV); }

$(VENV)/.site: $(VENV)/bin/python pyproject.toml requirements.txt
	$(PIP) install -r requirements.txt
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.txt
	$(PIP) install -r requirements-dev.txt
	@touch $@

clean:
	rm -rf build .venv
