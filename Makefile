# make demo   cleans the sample pages of corpus/pages into cleaned/ and prints the summary
# make test   runs all tests
# make engines   runs the tests of cleaner/adapters against the real Spark, Ray, datatrove … (2 GB)
# Each sets up .venv first, if it is not there or older than pyproject.toml.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test engines lint wheel clean

demo: $(VENV)/.demo
	rm -rf cleaned
	$(BIN)/cleaner clean corpus/pages -o cleaned

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

engines: $(VENV)/.engines
	$(BIN)/python -m pytest -n 2 tests/test_adapters_*.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cleaner needs Python 3.11 or newer; try: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.demo

$(VENV)/.engines: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev,engines]'
	touch $@ $(VENV)/.dev $(VENV)/.demo

clean:
	rm -rf $(VENV) cleaned build dist
