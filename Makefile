# Every target sets up what it needs: `make demo` on a fresh machine with Python 3.11 or newer is enough.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header $(UPGRADE)
.PHONY: help install demo run test lint messages requirements
help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/development $(VENV)/catalogues ## Set up for development, in $(VENV)

demo: $(VENV)/runtime $(VENV)/catalogues ## Load the founding data, write the report into out/, serve the site
	@mkdir -p out
	MFA_REQUIRED=0 AUDIT_LOG=out/audit.log $(BIN)/python manage.py demo

run: $(VENV)/runtime $(VENV)/catalogues ## Serve the site on http://127.0.0.1:8000
	$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py runserver

test: install ## Run the tests: SQLite, browser, PostgreSQL, faults (TESTS="--only sqlite -- -k zones")
	$(BIN)/python -m tests $(TESTS)

lint: install ## Check style, templates, imports and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --check templates
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

messages: install ## Collect the texts to translate into cipol/locale (needs gettext)
	$(BIN)/python manage.py makemessages --locale fr --locale nl --no-obsolete --add-location file --ignore tests

requirements: install ## Compile the pinned requirements anew (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group boundaries --constraint requirements.txt --output-file requirements-boundaries.txt
	$(COMPILE) pyproject.toml --group dev --output-file requirements-dev.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "CiPol needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
$(VENV)/runtime: requirements.txt | $(VENV)/bin/python
$(VENV)/development: requirements-dev.txt | $(VENV)/runtime
$(VENV)/runtime $(VENV)/development:
	$(PIP) --requirement $<
	@touch $@
$(VENV)/catalogues: $(wildcard cipol/locale/*/LC_MESSAGES/*.po) | $(VENV)/runtime
	$(BIN)/python -m cipol.catalogues
	@touch $@
