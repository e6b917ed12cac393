# Everything this checkout can do. Each line sets up what it needs first; the second time takes seconds.

PYTHON := .venv/bin/python
MESSAGES := resources/translations/securecare_desktop.pot

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench screenshots translations clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

demo: ## Set up everything, make the fictional unit and its two packs in build/, open the window
	@tools/set-up.sh run
	@$(PYTHON) main.py --store build/demo-store demo --packs build

test: ## Set up everything for the tests and run them without a display (ARGS="tests/db -k name" for some)
	@tools/set-up.sh work
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest --numprocesses auto --dist worksteal $(ARGS)

lint: ## Check format, style, types and the floors of the house
	@tools/set-up.sh work
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

format: ## Put the sources into the house's format and mend what can be mended without thought
	@tools/set-up.sh work
	$(PYTHON) -m ruff format
	$(PYTHON) -m ruff check --fix

bench: ## Measure how fast it is beside a baseline (ROWS="save pack" for some); writes build/bench.json
	@tools/set-up.sh work
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks $(ROWS)

screenshots: ## Picture every screen and page of the fictional unit into build/screenshots
	@tools/set-up.sh work
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tools.screenshots

translations: ## Collect all text that people see into resources/translations
	@tools/set-up.sh work
	$(PYTHON) -m tools.collect_text $(MESSAGES)

clean: ## Remove what was made here, but not .venv
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find securecare_desktop tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
