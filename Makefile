# Everything a person does with this repository. Set-up is part of each command and costs nothing
# when there is nothing to do; deploy/setup/ says how it works.
SHELL := /bin/bash
BIN := .venv/bin
SETUP := deploy/setup/setup
NODE := deploy/setup/with-node

# What runs on this machine is reached directly, whatever proxy the environment names.
comma := ,
LOOPBACK := 127.0.0.1,::1,localhost
export no_proxy := $(LOOPBACK)$(addprefix $(comma),$(no_proxy))
export NO_PROXY := $(no_proxy)

# Compiled modules are kept, so that the next start is fast.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run setup setup-test test check bench chaos dev format revision lock clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: setup ## set up what is missing, then start the centre
	@exec $(BIN)/switchroom serve

setup: ## what the centre needs
	@$(SETUP) run

setup-test: # what its tests need as well
	@$(SETUP) test

test: setup-test ## unit, contract, integration and acceptance tests
	@$(NODE) npm --prefix web/desk test --silent
	@$(BIN)/pytest tests/unit tests/contract tests/integration tests/acceptance

check: setup-test ## lint, formatting, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NODE) npm --prefix web/desk run lint --silent
	$(NODE) npm --prefix web/desk run typecheck --silent

bench: setup-test ## print the figures of docs/performance.md
	@for program in bench/*.py; do echo "== $$program"; $(BIN)/python -m bench.$$(basename $$program .py) || exit 1; done

chaos: setup-test ## kill the application again and again under load, and say whether anybody was lost
	@$(BIN)/python -m tests.chaos $(kills)

dev: setup-test ## start with reloading, desk and server
	@deploy/setup/dev

format: ## put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

revision: ## write the schema's next revision: make revision m="what changes"
	@$(BIN)/python -m switchroom.app.migrations "$(m)"

lock: ## pin requirements/*.in again, with hashes
	@deploy/setup/lock

clean: ## remove what was built; data under var/ stays
	rm -rf .venv .cache web/desk/node_modules web/desk/dist
