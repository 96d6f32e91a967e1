# `make run` and `make test` each do all their own set-up; nothing else has to be called before them.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test check soak lint eval model label bench docs clean

run: .venv/run  ## Fill warehouse.duckdb from the embedded sample and write report/index.html
	$(BIN)/diaspora run --sample
	@echo "Open report/index.html, or ask: $(BIN)/diaspora sql \"SELECT * FROM homeland_mentions_monthly LIMIT 5\""

test: .venv/dev lint  ## Everything that must hold, on real servers where they may be installed
	sh tests/servers/install.sh
	@$(MAKE) --no-print-directory .venv/pywb/bin/wayback || echo "The tests of web archives will be skipped: pywb could not be installed."
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: lint  ## While you work: style, types, architecture, and the tests that start no server and take no seconds
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -m 'not servers and not slow and not soak' \
	  tests/test_*.py tests/analysis tests/archive tests/catalogue tests/command tests/enrich tests/extract tests/models \
	  tests/warehouse tests/web

soak: .venv/dev  ## The long proofs: a year of runs by a simulated clock, kills at every stage, disks that fill up
	$(BIN)/pytest -m soak --timeout 14400

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: .venv/dev  ## How well languages, mentions, relevance, topics and repeats are found, on the project's own labels
	$(BIN)/python -m analysis.enrich.evaluate
	$(BIN)/python -m tests.corpus.evaluate

model: .venv/dev  ## Learn the weights of evidence for mentions from the labelled sentences, and say how well unseen ones are read
	$(BIN)/python -m analysis.enrich.mentions.evidence.training $(if $(ALSO),--also $(ALSO))

label: .venv/run  ## Ask about the sentences of warehouse.duckdb of which the model is least sure; answers are labelled sentences
	$(BIN)/python -m analysis.enrich.labelling

bench: .venv/dev  ## How fast and how good beside what people would use instead, as ratios in one run
	@$(BIN)/pip install --quiet --no-build-isolation --editable .[bench] \
	  || echo "Peers that could not be installed will be passed over."
	for one in $(filter-out %/__init__.py %/compare.py %/synthetic_news.py, $(wildcard benchmarks/*.py)); do $(BIN)/python -m benchmarks.$$(basename $$one .py) || exit 1; done

docs: .venv/run  ## Regenerate the data dictionary, sources, questions and licences in docs/ from what they tell
	$(BIN)/python -m diaspora.documentation.data_dictionary
	$(BIN)/python -m diaspora.documentation.sources_page
	$(BIN)/python -m diaspora.documentation.questions_page
	$(BIN)/python -m diaspora.documentation.licences

clean:
	rm -rf .venv extracted report export warehouse.duckdb warehouse.duckdb.wal

.venv/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Needs Python 3.11 or newer with venv. On Debian: apt-get install python3 python3-venv"; exit 2; }
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run

.venv/pywb/bin/wayback: tests/servers/pywb.lock
	$(PYTHON) -m venv .venv/pywb
	.venv/pywb/bin/pip install --quiet --require-hashes -r tests/servers/pywb.lock
	@touch $@

lock:  ## Resolve pyproject.toml again; needs uv
	uv pip compile pyproject.toml requirements-build.in --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml requirements-build.in --extra dev --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock
	uv pip compile tests/servers/pywb.in --generate-hashes --no-emit-index-url --no-header -q -o tests/servers/pywb.lock
