# `make serve` is all that a visitor needs, `make test` all that a developer does; `make` lists the rest.
PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
STORE  ?= sqlite:///docketgraph.db
BOLT   ?= 7687

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: help setup setup-dev serve neo4j test bench bench-articles bench-neo4j soak lint format generate lock clean

help:
	@echo "make serve    create the environment, load the curated data, serve it (PORT=8000 HOST=127.0.0.1 STORE=sqlite:///docketgraph.db)"
	@echo "make test     lint, types and tests, as CI runs them; on a real Neo4j too where Java 17 and Maven are (DOCKETGRAPH_NEO4J=off leaves that out)"
	@echo "make setup    the environment alone: .venv/bin/docketgraph    (PYTHON=python3)"
	@echo "make bench    ratios against two peers in one run; make soak: many clients beside a load (BENCH_CASES=20000)"
	@echo "make bench-articles    how fast articles are read from archives of news"
	@echo "make bench-neo4j    on Neo4j, beside @neo4j/graphql on the same server (BENCH_CASES=20000; needs Java 17, Maven and npm)"
	@echo "make neo4j    a Neo4j server on this machine until Ctrl-C, with its address (BOLT=7687; needs Java 17 and Maven)"
	@echo "make lint | format | generate | lock | clean"

setup: .venv/ready
setup-dev: .venv/ready-dev

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo >&2 \
	  "docketgraph needs Python 3.11 or newer; '$(PYTHON)' is not. Name one that is: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "creating .venv (once, about a minute)"
	@$(PYTHON) -m venv .venv || { echo >&2 \
	  "'$(PYTHON) -m venv .venv' failed. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

serve: setup
	@$(BIN)/docketgraph load --store $(STORE)
	@exec $(BIN)/docketgraph serve --store $(STORE) --host $(HOST) --port $(PORT)

test: lint
	@$(BIN)/python -m pytest -q

# how fast it is beside its peers in the same run; BENCH_CASES=100000 for the full size
bench: setup-dev
	@$(BIN)/python -m tests.benchmarks.run

# how fast articles are read from archives, and that memory stays flat
bench-articles: setup-dev
	@$(BIN)/python -m tests.benchmarks.articles

# the project on Neo4j beside @neo4j/graphql on the same server
bench-neo4j: setup-dev
	@$(BIN)/python -m tests.benchmarks.on_neo4j

# two hundred clients for a minute, with loads running beside
soak: setup-dev
	@$(BIN)/python -m tests.benchmarks.run --soak

# a real Neo4j in .bench/neo4j, whose data stay: the graph for a Cypher user
neo4j: setup-dev
	@exec $(BIN)/python -m tests.neo4j.server --port $(BOLT)

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: setup-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# rewrite what is generated: the printed schema, and the tables and help texts of the README
generate: setup-dev
	@$(BIN)/python -m api.graphql.schema
	@$(BIN)/python -m api.cli.documents

lock: setup-dev
	@for group in build dev; do \
	  case $$group in build) out=requirements.lock; also= ;; dev) out=requirements-dev.lock; also="--group dev" ;; esac; \
	  $(BIN)/uv pip compile --quiet pyproject.toml --group build $$also --universal --python-version 3.11 --upgrade \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file $$out || exit 1; \
	done

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	@find graph loaders api tests -name __pycache__ -prune -exec rm -rf {} +
