# What one types; `make help` lists it. Needs GNU make and a Python, no root, and builds everything inside the clone.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?=
PYTEST ?= -n 2 --dist loadgroup
VENV_PYTHON := .venv/bin/python
PIP := $(VENV_PYTHON) -m pip --disable-pip-version-check --quiet

# The first of these that is new enough and able to make virtual environments; PYTHON=… names another.
CANDIDATES := $(PYTHON) python3 python3.13 python3.12 python3.11 python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: help report test update docs clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile | expand -t 18

report: .venv/report.stamp ## build the report into out/
	$(VENV_PYTHON) -m socpdf build

test: .venv/dev.stamp ## format, lint, types, tests: the line that CI runs
	$(VENV_PYTHON) -m ruff format --check . && $(VENV_PYTHON) -m ruff check . \
	  && $(VENV_PYTHON) -m mypy socpdf tests && $(VENV_PYTHON) -m pytest $(PYTEST)

update: .venv/dev.stamp ## rewrite expected files and generated pages; review the difference
	$(VENV_PYTHON) -m pytest $(PYTEST) --update

docs: .venv/dev.stamp ## build the gallery and draw the pictures of socpdf/docs that have changed
	$(VENV_PYTHON) -m pytest -q --update tests/spec/test_spec_reference.py tests/text/test_swedish.py tests/docs

clean: ## remove outputs and caches, and the virtual environment
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find out -mindepth 1 ! -name .gitkeep -delete
	find socpdf tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp older than what it rests on: the environment is brought up to date. Else pip is not asked at all.
.venv/report.stamp: .venv/pyvenv.cfg pyproject.toml constraints.txt
	@echo "installing socpdf into .venv"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/dev.stamp: .venv/pyvenv.cfg pyproject.toml constraints.txt
	@echo "installing socpdf and the tools of its developers into .venv"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ .venv/report.stamp

# An interpreter that was uninstalled leaves an environment that only looks whole: make it anew.
ifneq ($(shell test -x $(VENV_PYTHON) || echo gone),)
.PHONY: .venv/pyvenv.cfg
endif

.venv/pyvenv.cfg:
	@found=; for name in $(CANDIDATES); do \
	  if "$$name" -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then \
	    found=$$name; "$$name" -c 'import ensurepip, venv' 2>/dev/null && break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "socpdf needs Python 3.11 or newer, and none of these is one: $(strip $(CANDIDATES))" >&2; \
	  echo "install it, or name it: make report PYTHON=/path/to/python3.11" >&2; exit 1; fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make a virtual environment: its module ensurepip is missing" >&2; \
	  echo "on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; fi; \
	echo "making .venv with $$found"; rm -rf .venv; "$$found" -m venv .venv
