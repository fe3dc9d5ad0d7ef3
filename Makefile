# make demo: watch the whole path on sample articles. make test: install claimtrack as its users do, and test that.
#
# Both make their own environment in .venv. Another Python: make PYTHON=python3.12 test

PYTHON ?= python3
VENV ?= .venv
SOURCES := $(shell find src migrations schemas seeds -type f -not -name '*.py[co]') pyproject.toml hatch_build.py
PIP = $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test clean

demo: $(VENV)/.demo
	@env -u PYTHONPATH $(VENV)/bin/claimtrack demo

test: $(VENV)/.test
	@env -u PYTHONPATH $(VENV)/bin/python -m pytest $(ARGS)

clean:
	rm -rf $(VENV)

# The pip that comes with Python knows no dependency groups yet.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("claimtrack needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@touch $@

$(VENV)/.demo: $(VENV)/.made $(SOURCES)
	@echo "Installing claimtrack into $(VENV) ..."
	@env -u PYTHONPATH $(PIP) '.[nlp]'
	@touch $@

$(VENV)/.test: $(VENV)/.made $(SOURCES)
	@echo "Installing claimtrack and what its tests need into $(VENV) ..."
	@env -u PYTHONPATH $(PIP) --group test '.[nlp,postgres,semantic,timestamp]'
	@touch $@ $(VENV)/.demo
