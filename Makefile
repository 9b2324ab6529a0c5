# `make` prints the targets.  A fresh machine needs Python 3.11 or later, and make.

export PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS := vendor
BASES := examples/trust.toml examples/newcastle-schools.toml
EXAMPLES := $(sort $(filter-out $(BASES),$(wildcard examples/*.toml)))
ON ?= 2026-11-22

.DEFAULT_GOAL := help
.PHONY: help notice test test-all check form format golden validate bench bench-england check-quality wheel clean

help: ## print these targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

notice: $(VENV)/run ## build the examples' notices into out/
	$(BIN)/notices build $(EXAMPLES) --on $(ON) --out out

test: $(VENV)/dev ## run the tests
	$(BIN)/python -m pytest -q

test-all: $(VENV)/dev $(TOOLS)/ready ## run the heavy tests too: browser, wheel, page checks
	$(BIN)/python -m pytest -q -m "heavy or not heavy" -n 2 --dist loadfile --no-loadscope-reorder

check: form test ## everything that CI checks, but for the heavy tests

form: $(VENV)/dev ## the form of the code: format, lint, spelling, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev ## put the code into its one form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

golden: $(VENV)/dev ## write golden files and generated pages anew; then read the diff
	$(BIN)/python -m tools.reference
	$(BIN)/python tools/word_styles.py
	$(BIN)/python -m pytest -q tests/test_golden.py tests/test_editions.py tests/test_catalogue_itself.py --bless
	$(BIN)/python -m pytest -q tests/test_init_terminal.py -k documentation --bless
	git diff --stat -- tests/golden docs schemas

validate: notice $(TOOLS)/ready ## ask veraPDF and the Nu checker about the built notices
	$(BIN)/python tools/validate.py out

bench: $(VENV)/bench ## time us beside our peers, as ratios, into bench/RESULTS.md
	$(BIN)/python -m bench

bench-england: $(VENV)/bench ## build every school in England; it takes a good while
	$(BIN)/python -m bench england

check-quality: $(VENV)/dev ## print how well `notices check` finds what is there, and how plain notices are
	$(BIN)/python tools/check_quality.py
	@echo
	$(BIN)/python tools/reading_age.py

wheel: $(VENV)/dev ## build the wheel and the sdist into dist/
	$(BIN)/python -m build --quiet --outdir dist

clean: ## delete what was made here
	rm -rf $(VENV) $(TOOLS) out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment, with what is needed to run, and with what tests need besides.
$(VENV)/run: pyproject.toml constraints.txt
	@tools/pango.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/bench: $(VENV)/dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]' \
		|| echo "Without the peers of the extra bench; what is missing is left out."
	@touch $@

$(TOOLS)/ready: tools/vendor.sh
	@tools/vendor.sh $(TOOLS) $(BIN)/python
	@touch $@
