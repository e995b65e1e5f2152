# The commands of the course. `make lab` and `make test` need nothing before them but Python.
PYTHON ?= python3
LAB_ARGS ?=

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
INSTALLED := .venv/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

# PYTHON given on the command line or in the environment: another version than the one in
# .venv means a new .venv.
ifneq ($(origin PYTHON),file)
VERSION := import sys; print(sys.version)
ifneq ($(shell $(PYTHON) -c "$(VERSION)"),$(shell test -x $(BIN)/python && $(BIN)/python -c "$(VERSION)"))
.PHONY: $(INSTALLED)
endif
endif

.PHONY: help env lab test check notebooks bench bundle site site-serve sweeps proof site-lab lock
help:
	@echo "make lab        open the course in JupyterLab"
	@echo "make test       run all tests"
	@echo "make check      ruff and all tests"
	@echo "make notebooks  run the notebooks again and store their outputs"
	@echo "make bench      print the tables of speed"
	@echo "make bundle     a folder of wheels, for machines without a network"
	@echo "make site       build the web site of the course in _site/"
	@echo "make site-serve show it on loopback"
	@echo "make sweeps     what the tests try on a few explorers, on all of them: ten minutes"
	@echo "make proof      plant faults, press hard, try every version: an hour, and tables"
	@echo "make site-lab   build its part with Python in the browser alone, _site/lab"
	@echo "make env        make .venv (PYTHON=python3.12 make env: with that Python)"
	@echo "make lock       pin the newest packages that pyproject.toml admits"

env: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml $(wildcard jupyter-config/*)
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "gradlab needs Python 3.11 or newer: install it, then PYTHON=python3.12 make env"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || \
	  { echo "Python's venv is missing: on Debian and Ubuntu, sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(INSTALLED)

lab: env
	$(BIN)/python -m jupyter lab $(LAB_ARGS) notebooks/00_start_here.ipynb

test: env
	$(BIN)/python -m pytest --nbval --numprocesses auto --no-loadscope-reorder

check: env
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(MAKE) test

notebooks: env
	$(BIN)/python tools/execute_notebooks.py

bench: env
	$(PIP) --require-hashes --requirement requirements-bench.lock
	$(BIN)/python benchmarks/numerics.py
	$(BIN)/python benchmarks/slider_latency.py
	$(BIN)/python benchmarks/opening.py

# For machines of the same system and Python as this one.
BUNDLE ?= bundle
bundle: env
	$(BIN)/python -m pip --disable-pip-version-check download --quiet --only-binary :all: \
	  --require-hashes --requirement requirements.lock --dest $(BUNDLE)
	$(BIN)/python -m hatchling build -t wheel -d $(BUNDLE)

# The pages, and under lab/ the same lessons with Python in the browser. SITE_ADDRESS and
# SITE_REPOSITORY: where it will be published, and where its source is.
site: env site-lab
	$(BIN)/python site/build_site.py --lab

site-serve: site
	$(BIN)/python site/serve.py _site 8000

sweeps: env
	GRADLAB_PROOF=1 $(BIN)/python -m pytest --numprocesses auto --no-loadscope-reorder \
	  proof/test_all_on_screens.py tests

proof: sweeps
	$(BIN)/python proof/mutation.py
	$(BIN)/python -m pytest proof --ignore proof/test_all_on_screens.py
	$(BIN)/python proof/versions.py

# JupyterLite and the page's half of the kernel are extensions of JupyterLab: in .venv they would
# get into the course's own.
.venv-lab/.installed: site/lab/build.lock
	$(PYTHON) -m venv --clear .venv-lab
	.venv-lab/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes \
	  --requirement site/lab/build.lock
	@touch $@

site-lab: .venv-lab/.installed
	.venv-lab/bin/python site/lab.py _site/lab

# One lock for every system and Python; no index's address in it. `uv` has a .venv of its own.
COMPILE := .venv-lock/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header \
  --upgrade
LOCK := $(COMPILE) --universal --python-version 3.11
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip --disable-pip-version-check install --quiet --upgrade uv
	$(LOCK) pyproject.toml --extra test --extra site --output-file requirements.lock
	$(LOCK) pyproject.toml --extra bench --constraint requirements.lock \
	  --output-file requirements-bench.lock
	$(LOCK) site/lab/build.in --constraint requirements.lock --output-file site/lab/build.lock
	$(COMPILE) --python-version 3.14 --no-deps site/lab/wheels.in --output-file site/lab/wheels.lock
