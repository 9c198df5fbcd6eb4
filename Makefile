# parkhouse: `make run` and `make test` set everything up and do their job.
VENV ?= .venv
HOME_DIR ?= demo
# Test processes: one more than there are cores, for many tests wait for a process of their own.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1 )))
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Python 3.11 or newer; name another with PYTHON=...
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Without byte code every process would compile Prefect and the program anew, which takes longer than many a test.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint types check bench wheel lock clean

run: $(STAMP)
	@$(BIN)/parkhouse demo --home $(HOME_DIR)

test: $(STAMP)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(STAMP)
	@$(BIN)/mypy

check: lint types test

# Ratios against other tools in the same run: of the compiled reader, where there is a C compiler, and of the sources.
bench: $(STAMP)
	@$(MAKE) --no-print-directory --silent build/compiled || { rm -rf build/compiled; echo "The reader cannot be compiled here (see above); its sources are timed."; }
	@$(BIN)/python -m tests.benchmarks.bench_extraction

# A wheel for this kind of machine with the reader compiled; needs a C compiler.
wheel: dist/.compiled
	@ls dist/parkhouse-*.whl 2>/dev/null || { rm -f dist/.compiled && $(MAKE) --no-print-directory wheel; }

# Built from a copy of the sources, so that no compiled module ever lies beside them.
dist/.compiled: $(STAMP) $(shell find flows warehouse transforms schemas sql seeds -type f ! -name "*.pyc" 2>/dev/null)
	@echo "Compiling the reader (three to six minutes) ..."
	@mkdir -p dist && rm -f dist/parkhouse-*
	@HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m build --no-isolation --outdir dist >dist/build.log 2>&1 || { tail -n 40 dist/build.log; exit 1; }
	@touch $@

build/compiled: dist/.compiled
	@rm -rf $@ $@.part && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index --target $@.part dist/parkhouse-*.whl
	@mv $@.part $@ && touch $@

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; name it with PYTHON=..."; exit 1; }
	@echo "Setting up $(VENV) (once; two to five minutes, by the network and the machine) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true
	@touch $(STAMP)

# Locks what pyproject.toml asks for, with hashes and without naming a host; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis dist build
