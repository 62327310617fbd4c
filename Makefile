# Everything a newcomer needs, on a machine with Python 3.11 or newer and make.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
.DEFAULT_GOAL := help
.PHONY: help demo test check format bench lock messages screenshots clean

help:
	@sed -n 's/^## //p' Makefile

## make demo    start the whole product with real Belgian figures and the fictional example corps
demo: $(VENV)/.base
	@$(PY) -m legitimacy.demo_env
	@exec $(PY) manage.py demo_serve --port $(PORT)

## make test    run all tests, on PostgreSQL and Redis where they answer
test: $(VENV)/.test
	@$(PY) -m tests.run

## make check   lint, format, types, import contracts, migrations, translations, deploy checks
check: $(VENV)/.test $(VENV)/.check
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --check --target-version 5.2
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(PY) -m tests.checks

## make format  rewrite code and templates in the house style
format: $(VENV)/.check
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 5.2 || true

## make bench   measure the claims about speed, as ratios
bench: $(VENV)/.test
	@$(PY) -m bench

## make messages  collect texts and compile translations (needs gettext)
messages: $(VENV)/.base
	$(PY) -m tests.messages

## make screenshots  take the pictures of docs/users/ anew from a running demo
screenshots: $(VENV)/.test
	$(PY) -m tests.screenshots http://localhost:$(PORT)

## make lock    write requirements/*.txt anew from pyproject.toml (needs uv)
lock:
	uv pip compile -q --upgrade --generate-hashes --python-version 3.11 pyproject.toml -o requirements/base.txt
	for group in test check; do uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --group $$group \
		-c requirements/base.txt -o requirements/$$group.txt pyproject.toml; done

## make clean   remove the environment and everything the demo made
clean:
	rm -rf $(VENV) var

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt | $(VENV)/bin/python
	@echo "Installing what the product needs (about a minute the first time) ..."
	@$(VENV)/bin/pip install --quiet --require-hashes --requirement requirements/base.txt
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.base
	@$(VENV)/bin/pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch $@

$(VENV)/.check: requirements/check.txt $(VENV)/.test
	@$(VENV)/bin/pip install --quiet --require-hashes --requirement requirements/check.txt
	@touch $@
