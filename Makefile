# EduNN's verbs; `make help` lists them. They live in .venv and touch nothing outside this folder.
# A stamp file inside .venv remembers each installation until pyproject.toml or constraints.txt changes.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile
SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11) and \
  "EduNN needs Python 3.11 or newer, and this is %d.%d. Name another: make PYTHON=python3.13" % sys.version_info[:2])

.DEFAULT_GOAL := help
.PHONY: run reproduce test check fix docs coverage bench clean help

run: .venv/.installed  ## Install EduNN and repeat the founding article's experiments, quickly
	$(BIN)/edunn reproduce --quick

reproduce: .venv/.installed  ## The same in full: 20 seeds each, some minutes
	$(BIN)/edunn reproduce

test: check  ## All that CI asks: format, lint, types, then tests, doctests and the docs' examples
	$(PYTEST)

check: .venv/.installed-dev  ## Format, lint and types only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright

fix: .venv/.installed-dev  ## Format, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/.installed-dev  ## Run every example of the README and of docs/
	$(PYTEST) docs README.md

coverage: .venv/.installed-dev  ## Tests, and the lines that none of them reached
	$(PYTEST) --cov

bench: .venv/.installed-bench  ## EduNN beside its peers and its limits, in one run of 20 minutes
	$(BIN)/python -m benchmarks

clean:  ## Remove .venv, caches and built files
	rm -rf .venv .cache .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

.venv/.created:
	@"$(PYTHON)" -c '$(SUPPORTED)'
	"$(PYTHON)" -m venv .venv
	@touch $@

.venv/.installed: .venv/.created pyproject.toml constraints.txt
	$(INSTALL) -e '.[fast]'
	@touch $@

.venv/.installed-%: .venv/.created pyproject.toml constraints.txt
	$(INSTALL) -e '.[$*]'
	@touch $@
