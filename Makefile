# On a machine with Python 3.11 or newer, its venv and make:
#   make demo   installs what runs and opens the phones
#   make test   installs everything, checks and tests

PYTHON ?= $(shell python3.11 -c "" 2>/dev/null && echo python3.11 || echo python3)
PYTEST_ARGS ?= -n logical --dist worksteal

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard bot/locales/*/LC_MESSAGES/*.po))

.PHONY: help install install-dev demo test check format words migration bench lock clean
.PHONY: check-format check-lint check-types check-imports check-words check-image
.DELETE_ON_ERROR:

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.project $(CATALOGUES) ## what runs the bot, from the lock, into .venv

install-dev: $(VENV)/.dev install ## what tests and checks it, too

demo: install ## the bot and its phones in a browser, without a token
	$(BIN)/jobbroker demo

test: check ## checks and tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: check-format check-lint check-types check-imports check-words check-image ## all of these

check-format: install-dev
	$(BIN)/ruff format --check .

check-lint: install-dev
	$(BIN)/ruff check .

check-types: install-dev
	$(BIN)/basedpyright

check-imports: install-dev
	$(BIN)/lint-imports --no-logo

check-words: install-dev
	$(BIN)/python -m bot.kit.catalogue check

check-image: install-dev
	$(BIN)/hadolint Dockerfile

format: install-dev ## lays the code out and mends what can be mended safely
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: install-dev ## compiles the catalogues; FILES="a.yaml b.yaml" adds their words first
	$(if $(FILES),$(BIN)/python -m bot.kit.catalogue add $(FILES))
	$(BIN)/python -m bot.kit.catalogue compile

migration: install-dev ## NAME="what changes" writes a migration for what changed in the tables
	$(if $(NAME),,$(error NAME="what changes" is missing))
	@mkdir -p .cache && rm -f .cache/migration.sqlite
	$(BIN)/python -m migrations.new sqlite:///.cache/migration.sqlite "$(NAME)"
	$(BIN)/ruff check --quiet --fix --select F401,I migrations/versions
	$(BIN)/ruff format --quiet migrations/versions

bench: install-dev ## measures, and writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

clean: ## removes the installation and what tools left
	rm -rf $(VENV) .venv-lock .cache build dist .coverage htmlcov .hypothesis .pytest_cache .ruff_cache
	find bot -name '*.mo' -delete

# Stamps: a second call has nothing to do.
$(VENV)/.run: requirements.txt requirements-build.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed: make PYTHON=python3.12 …')"
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements.txt -r requirements-build.txt
	@touch $@

$(VENV)/.project: $(VENV)/.run pyproject.toml hatch_build.py
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

%.mo: %.po | $(VENV)/.run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# The lock holds for Python 3.11 and newer, on x86_64 and aarch64, and names no index.
# `make lock UPGRADE=1` takes newer versions.
LOCK := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-config --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: .venv-lock/bin/uv ## writes the requirements files from pyproject.toml
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group build -c requirements-dev.txt --output-file requirements-build.txt

.venv-lock/bin/uv:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet --disable-pip-version-check "uv==0.13.*"
