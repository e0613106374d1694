# The commands of the house; `make` alone lists them. Every target may be run again at any time.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:

export PORT ?= 8000
HUIYIN_HOME ?= $(CURDIR)/var
export HUIYIN_HOME := $(abspath $(HUIYIN_HOME))
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PYTHON := .venv/bin/python
APPS := portal feedback transparency home
CODE := config $(APPS)
# The demo is a closed world: SQLite, no broker, plain HTTP, whatever the shell's variables say.
DEMO := env -u DATABASE_URL -u CACHE_URL -u CELERY_BROKER_URL -u RELAY -u EMAIL_HOST -u ALLOWED_HOSTS EMAIL_BACKEND=django.core.mail.backends.console.EmailBackend DEBUG=0 HTTPS=0 LOG_LEVEL=$${LOG_LEVEL:-WARNING}
TESTS := env -u DATABASE_URL HUIYIN_HOME=$(CURDIR)/var/tests
# Keys that protect nothing, for the bench only.
NO_KEY := the-bench-needs-a-long-key-that-protects-nothing-0123456789
BENCH := DEBUG=0 HTTPS=1 ALLOWED_HOSTS=bench.example HUIYIN_HOME=$(CURDIR)/var/bench DATABASE_URL=sqlite:// \
	SECRET_KEY=$(NO_KEY) HUIYIN_INDEX_KEY=$(NO_KEY) HUIYIN_CODE_KEYS=$(NO_KEY) \
	HUIYIN_FIELD_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

.PHONY: help demo demo-reset serve keys test test-unit test-postgres test-browser drill-news check bench profile messages screenshots requirements system

help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/installed ## Try it: the whole site with believable content at http://127.0.0.1:8000 (PORT=8080 for another door).
	@umask 077
	$(PYTHON) -m portal.keyfile --write "$$HUIYIN_HOME/keys.env"
	chmod 700 "$$HUIYIN_HOME"
	# Building may be lost in a power cut, so it need not wait for the disk; serving does wait.
	$(DEMO) SQLITE_SYNCHRONOUS=OFF $(PYTHON) manage.py demo
	exec $(DEMO) $(PYTHON) deploy/serve.py --workers 1 --accounts "$$HUIYIN_HOME/demo.json"

demo-reset: ## Throw the demo's state away and start it anew.
	@if [ -d "$$HUIYIN_HOME" ] && [ ! -e "$$HUIYIN_HOME/demo.mark" ] && [ -e "$$HUIYIN_HOME/huiyin.sqlite3" ]; then
	  echo "$$HUIYIN_HOME holds no demonstration; nothing was removed." >&2; exit 1
	fi
	cd "$$HUIYIN_HOME" 2>/dev/null && rm -rf demo.mark demo.json huiyin.sqlite3 huiyin.sqlite3-wal huiyin.sqlite3-shm media private static keys.env || true
	cd "$(CURDIR)" && $(MAKE) --no-print-directory demo

serve: .venv/installed ## Serve like in production: two workers, your keys, your DATABASE_URL (docs/operations.md).
	@umask 077
	$(PYTHON) manage.py migrate --no-input
	$(PYTHON) manage.py collectstatic --no-input --verbosity 0
	$(PYTHON) -c "import config.wsgi" # a wrong key is told here, once, and not by every worker
	exec $(PYTHON) deploy/serve.py --workers "$${WORKERS:-2}"

keys: .venv/bin/python ## Write the keys that are missing to keys.env below HUIYIN_HOME; never changes one that is there.
	@$(PYTHON) -m portal.keyfile --write "$$HUIYIN_HOME/keys.env"

test: .venv/installed-dev system ## Test everything: SQLite, PostgreSQL when one answers, a real browser.
	@$(MAKE) --no-print-directory test-unit test-postgres test-browser

test-unit: .venv/installed-dev ## Test everything but the browser, on SQLite.
	@$(TESTS) $(PYTHON) -m pytest -q -n 2 -m "not browser"

# Set TEST_DATABASE_URL for another server than the one at 127.0.0.1:5432; the test makes its own database there.
test-postgres: .venv/installed-dev ## Test again what asks the database, on PostgreSQL when one answers.
	@url="$${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/huiyin}"
	if $(PYTHON) -c "import psycopg, sys; psycopg.connect(sys.argv[1].rsplit('/', 1)[0] + '/postgres', connect_timeout=3)" "$$url" 2>/dev/null; then
	  $(TESTS) DATABASE_URL="$$url" $(PYTHON) -m pytest -q -n 2 -m "not browser"
	else
	  echo "No PostgreSQL answers at $$url: tested on SQLite only (TEST_DATABASE_URL names another)."
	fi

test-browser: .venv/installed-dev ## Walk the whole way in a real Chromium.
	@$(TESTS) $(PYTHON) -m pytest -q -m browser || [ $$? -eq 5 ]

drill-news: .venv/installed-dev ## Kill workers and the broker while mails go out; needs PostgreSQL and redis-server (ACTS=200 SEED=1).
	@$(PYTHON) -m tests.drills.news --acts "$${ACTS:-200}" --seed "$${SEED:-1}"

check: .venv/installed-dev ## Hold the style: lint, types, import contracts, templates, migrations, catalogues, deployment.
	@files() { git ls-files --cached --others --exclude-standard -- "$$@" | grep -v /migrations/ | xargs -r ls -d 2>/dev/null || true; }
	failed=; export $(BENCH)
	hold() { echo "· $$*" | cut -c1-100; "$$@" || failed+=" $$1"; }
	manage.py() { $(PYTHON) -W error::DeprecationWarning -W "ignore:The FORMS_URLFIELD_ASSUME_HTTPS" manage.py "$$@"; }
	hold ruff check --quiet .
	hold ruff format --check --quiet .
	hold django-upgrade --target-version 5.2 $$(files '*.py')
	hold djade --target-version 5.2 --check $$(files '*.html')
	hold djlint --lint --quiet $$(files '*.html')
	hold lint-imports --no-logo
	hold mypy $(CODE)
	hold manage.py makemigrations --check --dry-run
	hold manage.py check --deploy --fail-level WARNING
	hold manage.py messages --check
	if [ -n "$$failed" ]; then echo "The bench found faults:$$failed" >&2; exit 1; fi

bench: .venv/installed ## Measure against a bare Django (RUNS=5, ONLY=form,submit, SCALE=15000, COUNTED=1000000, KEEP=1).
	@$(PYTHON) -m benchmarks --runs "$${RUNS:-5}" --only "$${ONLY:-}" --scale "$${SCALE:-15000}" --counted "$${COUNTED:-0}" $${KEEP:+--keep}

profile: .venv/installed ## Show where the time of one operation goes (ONLY=form, a name of the bench's table).
	@$(PYTHON) -m benchmarks profile "$${ONLY:-form}" --scale "$${SCALE:-15000}"

messages: .venv/installed ## Collect the sentences of every app into its catalogue and compile it (needs gettext).
	@env $(BENCH) $(PYTHON) manage.py messages

screenshots: .venv/installed-dev system ## Photograph every page type for the papers (docs/screenshots/).
	@env -u DATABASE_URL DEBUG=0 $(PYTHON) docs/take_screenshots.py $(if $(ONLY),--only $(ONLY))

requirements: .venv/installed-dev ## Compile requirements.in and requirements-dev.in anew, with hashes.
	@pip install --quiet uv
	for name in requirements requirements-dev; do
	  uv pip compile --quiet --generate-hashes --universal --python-version 3.11 $$name.in -o $$name.txt
	done

# Debian packages for the tests; installed when we may, named when we may not.
PACKAGES := chromium fonts-noto-cjk gettext
system:
	@missing=$$(for name in $(PACKAGES); do dpkg -s $$name >/dev/null 2>&1 || echo $$name; done | xargs)
	[ -n "$$missing" ] || exit 0
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
	else
	  echo "Not installed: $$missing. Browser tests are skipped without them (Debian: sudo apt-get install $$missing)."
	fi

.venv/bin/python:
	@for name in python3.13 python3.12 python3.11 python3; do
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
	  suitable=$$name
	  if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then complete=$$name; break; fi
	done
	if [ -z "$${suitable:-}" ]; then
	  echo "Huiyin needs Python 3.11 or newer (Debian 12: apt-get install python3 python3-venv)." >&2; exit 1
	elif [ -z "$${complete:-}" ]; then
	  echo "$$suitable lacks venv or ensurepip (Debian: apt-get install python3-venv)." >&2; exit 1
	fi
	echo "Preparing .venv with $$("$$complete" --version); this takes a minute, once."
	"$$complete" -m venv .venv || { rm -rf .venv; exit 1; }

.venv/installed: requirements.txt | .venv/bin/python
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
