# Two commands need nothing but Python (3.11 to 3.13), pip and make:
#   make demo   index the sample packs and answer questions about them
#   make test   lint, type-check and run the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check -qq

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-emit-index-url --no-annotate

PROVIDERS := anthropic bedrock google mcp ollama

.PHONY: setup demo test coverage bench pictures lint lock provider clean

$(VENV)/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; \
	  sys.exit(None if (3, 11) <= v <= (3, 13) else \
	  f"Packhorse needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Packhorse needs into $(VENV) (a minute or two, once) …"
	@$(PIP) install --no-deps --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.installed

# A language model's provider beyond OpenAI's: make provider PROVIDER=anthropic
provider: setup
	@$(if $(filter $(PROVIDER),$(PROVIDERS)),,$(error Set PROVIDER to one of: $(PROVIDERS)))
	@$(PIP) install --no-deps --require-hashes -r requirements-$(PROVIDER).txt

demo: setup
	@$(BIN)/packhorse demo

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A file's tests stay in one process, so that what they share is made once.
PYTEST = $(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: lint
	$(PYTEST)

# Which lines and branches the tests reach; it makes the suite slower.
coverage: $(VENV)/.installed-dev
	$(PYTEST) --cov=bot --cov=indexer --cov-branch --cov-report=term:skip-covered

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks

# The pictures of the README and docs anew; needs a headless Chromium, which .ci/browser installs on Debian.
pictures: $(VENV)/.installed-dev
	$(BIN)/python -m tests.pictures

# Pins with hashes for every platform, without any address; then look at the difference.
lock:
	@$(PIP) install uv==0.13.9
	@$(BIN)/uv pip compile $(LOCK) --output-file requirements.txt pyproject.toml
	@$(BIN)/uv pip compile $(LOCK) --output-file requirements-dev.txt --extra dev \
	  --constraint requirements.txt pyproject.toml
	@for provider in $(PROVIDERS); do \
	  $(BIN)/uv pip compile $(LOCK) --extra $$provider --constraint requirements.txt \
	    pyproject.toml | $(BIN)/python .ci/beyond.py requirements.txt \
	    > requirements-$$provider.txt; done

clean:
	rm -rf $(VENV) .venv-3.1? build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
