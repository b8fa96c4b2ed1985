# The project's commands. `make` alone lists them.
#
#   PYTHON=python3.12 make install    another Python (3.11 or newer)
#   PORT=8100 make demo               another port
#   make demo-due                     what time makes due, in the demo world
#   DATABASE_URL=postgres://… make test    a PostgreSQL of yours instead of a temporary one

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
WORKERS ?= 2
DEMO_DIR ?= var/demo

# The first Python here that is new enough; empty if there is none.
ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
endif

BASE_INSTALLED := $(VENV)/.base-installed
DEV_INSTALLED := $(VENV)/.dev-installed
DEMO_STATIC := $(DEMO_DIR)/.static-collected
DEMO_LOADED := $(DEMO_DIR)/.world-loaded

STATIC_FILES := $(shell find static -type f)
# What the demo world is made of: when one of these changes it is loaded again.
DEMO_SOURCES := $(shell find network resources learning blog askexpert -type f \
	\( -path '*/migrations/*.py' -o -path '*/demo/*' -o -name demo.py -o -path '*/data/*' \) \
	-not -name '*.pyc' -not -name guide.txt)

DEMO := DJANGO_SETTINGS_MODULE=network.settings.demo DEMO_DIR=$(DEMO_DIR) \
	BASE_URL=http://127.0.0.1:$(PORT)
SAY := printf '%s\n'
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --no-input \
	--only-binary :all: --require-hashes

# A production environment of invented values, for the checks only.
PRETEND_PRODUCTION := DJANGO_SETTINGS_MODULE=network.settings.production \
	SECRET_KEY=invented-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz \
	DATABASE_URL=postgres://nobody:nothing@127.0.0.1:1/nowhere \
	ALLOWED_HOSTS=network.example.org BASE_URL=https://network.example.org \
	EMAIL_URL=smtp+tls://nobody:nothing@127.0.0.1:1 \
	DEFAULT_FROM_EMAIL=network@network.example.org CACHE_URL=dbcache://network_cache

.PHONY: help
help: ## list the commands
	@$(SAY) "Commands of the Practitioners' Network:" ""
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# --- The environment ---------------------------------------------------------------------------

.PHONY: install install-dev requirements
install: $(BASE_INSTALLED) ## make .venv with what the site itself needs
install-dev: $(DEV_INSTALLED) ## add what tests and checks need

.PHONY: python-is-new-enough
python-is-new-enough:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		$(SAY) "This project needs Python 3.11 or newer, and '$(or $(PYTHON),python3)' is not." \
			"Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
		exit 1; \
	fi

# A folder that was moved or copied has an environment that points to another place: make it anew.
$(PY): | python-is-new-enough
	@$(SAY) "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV) || { \
		$(SAY) "Could not make it. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# $(1): requirements file, $(2): how long it takes. Shows each package while it is fetched.
define install_requirements
	@$(PY) -c '' 2>/dev/null || { rm -rf $(VENV) && $(MAKE) $(PY); }
	@$(SAY) "Installing $(1) ($(2))"
	@if [ -t 1 ]; then \
		$(PIP_INSTALL) -r $(1) | awk -v total=$$(grep -c '^[a-z].*==' $(1)) '\
			/^(Collecting|Requirement already)/ { n++; name = $$2 == "already" ? $$4 : $$2; \
				sub(/==.*/, "", name); printf "\r\033[K  %d of %d  %s", n, total, name; fflush() } \
			/^Installing/ { printf "\r\033[K  putting %d packages in place", total; fflush() } \
			END { printf "\r\033[K" }'; \
	else \
		$(PIP_INSTALL) --quiet -r $(1); \
	fi
	@touch $@
endef

$(BASE_INSTALLED): requirements/base.txt | $(PY)
	$(call install_requirements,requirements/base.txt,about a minute the first time)

$(DEV_INSTALLED): requirements/dev.txt | $(BASE_INSTALLED)
	$(call install_requirements,requirements/dev.txt,about a minute the first time)

PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" ../$(PY) -m piptools compile --quiet \
	--generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
requirements: $(BASE_INSTALLED) ## pin requirements/*.in anew (UPGRADE=--upgrade takes the newest versions)
	$(PY) -m pip install --disable-pip-version-check --quiet pip-tools
	cd requirements && for name in base production s3 dev; do \
		$(PIP_COMPILE) $(UPGRADE) --output-file $$name.txt $$name.in; done

# --- The demonstration -------------------------------------------------------------------------

.PHONY: demo demo-world demo-due demo-reset port-is-free
demo: python-is-new-enough port-is-free demo-world ## load the demo world and serve it on http://127.0.0.1:8000
	@sed 's|http://127.0.0.1:8000|http://127.0.0.1:$(PORT)|' network/demo/guide.txt
	@$(DEMO) exec $(PY) -m gunicorn --bind 127.0.0.1:$(PORT) --workers 1 --worker-class gthread \
		--threads 32 --no-control-socket --log-level error network.wsgi:application

port-is-free:
	@$(PYTHON) -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null || { \
		$(SAY) "Port $(PORT) is taken by another program (an earlier demo, perhaps)." \
			"Choose another one: make demo PORT=$$(($(PORT) + 1))" >&2; exit 1; }

demo-world: $(DEMO_STATIC) $(DEMO_LOADED) ## make the demo world without serving it

demo-due: demo-world ## do in the demo world what a timer does elsewhere: previews, reminders, scheduled pages
	@$(DEMO) $(PY) manage.py run_due
	@$(DEMO) $(PY) manage.py make_previews

demo-reset: ## throw the demo world away; the next `make demo` makes it anew
	rm -rf $(DEMO_DIR)

$(DEMO_STATIC): $(BASE_INSTALLED) $(STATIC_FILES)
	@mkdir -p $(DEMO_DIR)
	@$(SAY) "Collecting stylesheets, scripts and pictures"
	@$(DEMO) $(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

$(DEMO_LOADED): $(BASE_INSTALLED) $(DEMO_SOURCES)
	@mkdir -p $(DEMO_DIR)
	@$(SAY) "Preparing the database (a minute or two the first time)"
	@$(DEMO) $(PY) manage.py migrate --noinput --verbosity 0
	@$(SAY) "Loading the demo world (two or three minutes the first time)"
	@$(DEMO) $(PY) manage.py load_demo
	@touch $@

.PHONY: serve
serve: install ## serve with the development settings, reloading when the code changes
	$(PY) manage.py migrate --noinput --verbosity 0
	$(PY) manage.py runserver 127.0.0.1:$(PORT)

# --- Tests and checks --------------------------------------------------------------------------

.PHONY: test check format bench bench-parts
test: $(DEV_INSTALLED) ## run the whole suite on PostgreSQL, then what could differ there on SQLite
	@$(SAY) "" "The whole suite on PostgreSQL"
	@$(PY) -m tests.postgres $(PY) -m pytest -q -n $(WORKERS) --durations 8 --durations-min 2 $(PYTEST_ARGS)
	@$(SAY) "" "What could differ, again on SQLite"
	@DATABASE_URL=sqlite://:memory: $(PY) -m pytest -q -n $(WORKERS) \
		-m "sqlite_too" $(PYTEST_ARGS)

check: $(DEV_INSTALLED) ## formatting, lint, templates, structure, migrations, production settings, packages
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m pytest -q tests/test_architecture.py
	DJANGO_SETTINGS_MODULE=network.settings.test $(PY) manage.py makemigrations --check --dry-run --verbosity 1
	$(PRETEND_PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) -m pip check --disable-pip-version-check

format: $(DEV_INSTALLED) ## format the Python code and mend what lint can mend
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: $(DEV_INSTALLED) ## print the promised speed figures with what is wanted (a quarter of an hour to an hour)
	@$(PY) -m tests.benchmarks.speed

bench-parts: $(DEV_INSTALLED) ## compare servers, time the directory, the matching, the desk, and feed odd files
	@$(PY) -m tests.benchmarks.wsgi_servers
	@DATABASE_URL=sqlite://:memory: $(PY) -m tests.benchmarks.directory
	@DATABASE_URL=sqlite://:memory: $(PY) -m tests.benchmarks.matching
	@DATABASE_URL=sqlite://:memory: $(PY) -m tests.benchmarks.desk
	@$(PY) -m tests.benchmarks.strangers
