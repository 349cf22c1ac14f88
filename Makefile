# Customer Value. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Compiled modules are kept, whatever the shell asks: else every kernel and server compiles pandas again.
unexport VIRTUAL_ENV PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: lab test test-all check notebooks data bench lock browser java npm clean help

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lab: $(VENV)/.course  ## open the lessons in JupyterLab
	@$(BIN)/cvm lab

test: $(VENV)/.dev browser  ## check everything that a change can break, in a few minutes
	$(NBVAL)
	$(PYTEST) -m "not all"

test-all: $(VENV)/.dev $(VENV)/.spark $(VENV)/.node browser java  ## the same and all that takes long: every kill, every seed
	$(NBVAL)
	$(PYTEST)

PYTEST = $(BIN)/python -m pytest -q -n 2 --dist loadgroup --no-loadscope-reorder --cov --cov-report=term --cov-fail-under=95
# nbval compares stored outputs with what the cells give now, for a new learner. It runs apart: together with
# pytest-cov it starts a second coverage inside each kernel, and waits for it in vain.
# The copy lies in an empty folder, because a lesson writes files beside itself.
NBVAL = home=`mktemp -d` && cp notebooks/*.ipynb $$home && CVM_HOME=$$home CVM_LEARNER_SEED=1 \
    $(BIN)/python -m pytest -q -n 2 --dist loadscope --nbval --nbval-sanitize-with tests/notebooks/sanitize.cfg \
    -c pyproject.toml --rootdir . $$home && rm -r $$home

check: $(VENV)/.dev  ## style, types, arrows between rooms, spelling, question banks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/cvm bank check

notebooks: $(VENV)/.dev  ## run the notebooks again and store their outputs
	$(BIN)/python -m customer_value.notebook

data: $(VENV)/.dev  ## generate datasets/ again from its seed
	$(BIN)/python -m customer_value.audit.ship

bench: $(VENV)/.dev browser  ## compare with other tools, side by side (leave the machine alone meanwhile)
	@for each in benchmarks/*.py; do $(BIN)/python $$each || exit 1; done

lock: $(VENV)/bin/uv npm  ## choose new versions of all packages
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --group build $(LOCK_OPTIONS) -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade pyproject.toml --group build --group test --group check \
	    -c requirements.lock $(LOCK_OPTIONS) -o requirements-dev.lock
	$(BIN)/uv pip compile -q --upgrade --group spark $(LOCK_OPTIONS) -o requirements-spark.lock
	cd $(NODE_PARTS) && npm update --package-lock-only --ignore-scripts
LOCK_OPTIONS := --universal --generate-hashes --python-version 3.11 --no-header

clean:  ## remove what make has made (never my_course)
	rm -rf $(VENV) dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The environment: made once, and again only when its lock changes.

INSTALL = $(BIN)/uv pip install -q --python $(BIN)/python
NODE_PARTS := tests/classroom/exports/node

$(VENV)/.course: requirements.lock pyproject.toml | $(VENV)/bin/uv
	@echo "Installing the course into $(VENV) ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.course
	@echo "Installing the tools for tests into $(VENV) ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.spark: requirements-spark.lock $(VENV)/.dev
	@echo "Installing Spark (400 MB) into $(VENV) ..."
	@$(INSTALL) --require-hashes -r requirements-spark.lock
	@touch $@

$(VENV)/.node: $(NODE_PARTS)/package-lock.json | $(VENV)/.dev npm
	@echo "Installing readers of GIFT and QTI for tests into $(VENV) ..."
	@mkdir -p $(VENV)/node && cp $(NODE_PARTS)/package*.json $(VENV)/node
	@npm ci --silent --ignore-scripts --no-audit --no-fund --prefix $(VENV)/node
	@touch $@

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Customer Value needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V 2>&1`. Type: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call debian,python3-venv)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check uv

BROWSERS := chromium chromium-browser google-chrome google-chrome-stable chrome
browser: $(VENV)/.dev
	@test -n "$$CVM_BROWSER" || command -v $(BROWSERS) >/dev/null || $(call debian,chromium fonts-dejavu-core)
	@$(BIN)/playwright --version >/dev/null 2>&1 || $(call debian,libatomic1)

java:
	@command -v java >/dev/null || $(call debian,default-jre-headless)

npm:
	@command -v npm >/dev/null || $(call debian,nodejs npm)

# $(call debian,PACKAGES): as root on Debian install them and say so; otherwise say what to type.
debian = { \
    if command -v apt-get >/dev/null && [ "`id -u`" = 0 ]; then \
        echo "Installing $(1) with apt-get ..." && apt-get update -qq && \
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
    else \
        echo "This needs $(1). On Debian or Ubuntu type: sudo apt-get install $(1)"; exit 1; \
    fi; }
