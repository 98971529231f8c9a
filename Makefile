# make demo    installs into .venv, builds a graph from the bundled samples, says where things are
# make test    installs what the tests need and runs every check
# make check   every check that needs no browser and no notebook; make fix repairs what can be repaired
# make bench   prints the benchmarks
# make weights learns kg/weights from gold texts: make weights GOLD="tests/composed/learn FOLDER..."

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo
GOLD ?= tests/composed/learn

.PHONY: demo test check fix bench weights system clean

demo: $(BIN)/.installed
	@$(BIN)/kg demo $(DEMO)

test: system $(BIN)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict kg
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

check: $(BIN)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict kg
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto -m "not browser and not slow"

fix: $(BIN)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BIN)/.installed-dev
	$(BIN)/python -m tests.benchmarks

weights: $(BIN)/.installed-dev
	$(BIN)/python -m kg.train $(GOLD)

# A virtual environment; where Python comes without venv (Debian, Ubuntu) its package is installed if that is allowed.
$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
	  .make/apt python3-venv && $(PYTHON) -m venv $(VENV); } || \
	  { echo "python3 -m venv does not work here: install the package python3-venv, then run make again" >&2; exit 1; }

$(BIN)/.installed: $(BIN)/python pyproject.toml
	@echo "Installing devcoop-kg into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[documents]"
	@touch $@

$(BIN)/.installed-dev: $(BIN)/.installed pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

# Chromium and fonts for the tests of the page; where they cannot be installed those tests are skipped (not in CI).
system:
	@.make/apt chromium chromium-driver fonts-khmeros || true

clean:
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache
