# Two commands on a fresh machine with Python 3.11, venv and make: `make demo` and `make test`.
PY ?= python3
V := .venv
BIN := $(V)/bin

# Where it is set (as in many containers) every start of the program compiles all it imports, which takes longer
# than all else it does; the tests start it a hundred times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test bench score weigh lock lint clean

# uv where it can be had and can reach the registry (seconds instead of a minute), else plain pip;
# both check the hashes and compile what they install.
define install
	$(PY) -m venv $(V)
	-@$(BIN)/python -m pip install -q --disable-pip-version-check uv 2>/dev/null
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) 2>/dev/null \
	|| $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps -e . 2>/dev/null \
	|| $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
endef

$(V)/.run: pyproject.toml requirements/run.txt
	$(call install,requirements/run.txt)
	@touch $@

$(V)/.dev: pyproject.toml requirements/dev.txt
	$(call install,requirements/dev.txt)
	@touch $@ $(V)/.run

demo: $(V)/.run
	$(if $(PORT),HIENDIEN_PORT=$(PORT)) HIENDIEN_DATA=$${HIENDIEN_DATA:-deploy/demo} $(BIN)/hiendien demo

lint: $(V)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hiendien flows check

# A file stays with one worker: its browser and its server are started once. In the order of their names, since
# else those with the fewest tests come last, and that is where one test takes a minute.
test: lint
	$(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder

bench: $(V)/.dev
	$(BIN)/python -m tests.bench

# How well the readers read: by question, seen and held back.
score: $(V)/.dev
	$(BIN)/python -m tests.understanding.score

# Weighs anew which words speak against an answer, from those lines: writes flows/understanding/doubt.yaml.
weigh: $(V)/.dev
	$(BIN)/python -m tests.understanding.weigh

# Needs a registry; writes versions and hashes, never an address.
lock: $(V)/.dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group dev -o requirements/dev.txt

clean:
	rm -rf $(V)
