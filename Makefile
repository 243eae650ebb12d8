# Two commands matter to a reader: `make dataset` and `make test`. `make help` lists the rest.
# Needed: python3 (3.11 to 3.13) with pip, git, make. Choose another Python, or a second
# environment beside the first:  make test PYTHON=python3.13 VENV=.venv313

PYTHON ?= python3
VENV ?= .venv
# Extra words for pytest:  make test PYTEST_ARGS="-k dates -x"
PYTEST_ARGS ?=
# `make lock UPGRADE=--upgrade` moves every pin to the newest release; without it, pins stay where they can.
UPGRADE ?=

BIN := $(VENV)/bin
# The environment's own interpreter, never what happens to be first on PATH.
RUN := "$(BIN)/python"
# Where the system's Python came without ensurepip, its pip installs into the environment from outside.
PIP = "$$(test -e "$(BIN)/pip" && echo "$(BIN)/python" || command -v "$(PYTHON)")" -m pip --python "$(BIN)/python" \
	--disable-pip-version-check install --quiet
LOCKED = $(PIP) --require-hashes --only-binary :all:
# What has no wheel: mlcroissant, which the tests load our Croissant file with, needs it. Built of its locked source by the
# setuptools of requirements-build.lock, so that nothing unlocked is fetched for it.
SOURCE = --no-binary jsonpath-rw --no-build-isolation
LOCK = $(RUN) -m uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE)

# A path must not leak into the environment, nor the person's own packages.
unexport PYTHONPATH PYTHONHOME
export PYTHONNOUSERSITE := 1

.DELETE_ON_ERROR:
.PHONY: help dataset test lint format generated wheel-test lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

dataset: $(VENV)/.ready ## build dataset/ from dataset/raw, validate and verify it, show a row as load_dataset() reads it
	@echo "dataset: building dataset/ from dataset/raw"
	@"$(BIN)/dateline" build
	@echo "dataset: validating every table"
	@"$(BIN)/dateline" validate dataset
	@echo "dataset: checksums, releases, and texts against the data"
	@"$(BIN)/dateline" verify dataset --no-rebuild
	@echo "dataset: the first row, through load_dataset()"
	@$(RUN) -m dateline.peek dataset

test: $(VENV)/.ready-dev ## run all tests
	@echo "test: pytest on $$($(RUN) --version), all cores"
	@$(RUN) -m pytest -n auto $(PYTEST_ARGS)
	@echo "test: passed"

lint: $(VENV)/.ready-dev ## style, format and types
	@echo "lint: ruff check"
	@$(RUN) -m ruff check .
	@echo "lint: ruff format"
	@$(RUN) -m ruff format --check .
	@echo "lint: mypy"
	@$(RUN) -m mypy
	@echo "lint: passed"

format: $(VENV)/.ready-dev ## put style and format right where that can be done safely
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

# Modules that write committed files; each says with --check whether what is committed is what it would write.
GENERATORS := dateline_schema.generate dateline.timex.generate dateline.actors.generate

generated: $(VENV)/.ready-dev ## are the committed generated files what their generators write?
	@for module in $(GENERATORS); do \
		echo "generated: $$module --check"; \
		$(RUN) -m $$module --check || exit 1; \
	done
	@echo "generated: passed"

wheel-test: $(VENV)/.ready-dev ## build the wheel and try it in an environment away from this checkout
	@echo "wheel-test: building, installing and trying the wheel elsewhere"
	@$(RUN) .ci/wheel_test.py

lock: $(VENV)/.ready-dev ## renew the lock files from pyproject.toml
	@echo "lock: requirements.lock"
	@$(LOCK) pyproject.toml --output-file requirements.lock
	@echo "lock: requirements-dev.lock"
	@$(LOCK) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@echo "lock: requirements-build.lock"
	@$(LOCK) --group pyproject.toml:build --constraints requirements-dev.lock --output-file requirements-build.lock

clean: ## remove the environment, caches and build leftovers; dataset/ stays
	@echo "clean: removing $(VENV), caches and build leftovers"
	@rm -rf "$(VENV)" build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find scripts schema tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made once, brought up to date when a lock changes. The development lock holds
# everything of the other two, so that `make dataset` and then `make test` install nothing twice.

$(BIN)/python:
	@echo "setup: making $(VENV)"
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "error: no '$(PYTHON)' found; name a Python 3.11 to 3.13: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
		echo "error: '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1); needed is Python 3.11 to 3.13: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null \
		&& "$(PYTHON)" -m venv "$(VENV)" || "$(PYTHON)" -m venv --clear --without-pip "$(VENV)"

$(VENV)/.locked: requirements.lock requirements-build.lock | $(BIN)/python
	@echo "setup: installing the locked packages (a few minutes the first time)"
	@$(LOCKED) -r requirements.lock -r requirements-build.lock
	@touch $@

$(VENV)/.locked-dev: requirements-dev.lock requirements-build.lock | $(BIN)/python
	@echo "setup: installing the locked packages and development tools (a few minutes the first time)"
	@$(LOCKED) -r requirements-build.lock
	@$(LOCKED) $(SOURCE) -r requirements-dev.lock
	@touch $@

INSTALL = $(PIP) --no-deps --no-build-isolation --no-index --editable . && touch $@

$(VENV)/.ready: $(VENV)/.locked pyproject.toml scripts/dateline/__init__.py
	@echo "setup: installing this checkout"
	@$(INSTALL)

$(VENV)/.ready-dev: $(VENV)/.locked-dev pyproject.toml scripts/dateline/__init__.py
	@echo "setup: installing this checkout"
	@$(INSTALL) && touch $(VENV)/.locked $(VENV)/.ready
