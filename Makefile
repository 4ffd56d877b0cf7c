# Two commands: `make demo` (set up, build, grade a sample class) and `make test` (set up, pass every test).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= $(shell nproc)

.PHONY: setup demo test check bench parity curriculum course clean

setup: $(VENV)/.stamp

$(VENV)/.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -c constraints.txt "torch==2.13.0"
	$(BIN)/pip install -q -c constraints.txt -e ".[dev]"
	touch $@

demo: setup
	$(BIN)/autograder demo

test: setup  # FAST=1 leaves out what is marked slow, and says so
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(if $(FAST),--fast) tests

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check . assignments/exams/bank/*/hidden/*.py
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m pytest -n 0 -s tests/benchmarks --bench

curriculum: setup  # docs/curriculum.md from the code, and what is missing in it
	$(BIN)/python -m syllabus.curriculum

course: setup  # the site for students in dist/course; FIRST=2026-09-30 is the day of the first lecture
	$(BIN)/python -m syllabus $(if $(FIRST),--first $(FIRST))

parity: setup
	$(BIN)/python -m tests.support.parity

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache
