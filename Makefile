export SWIFT ?= swift
PYTHON := .build/python/bin/python
SOURCES := Package.swift Sources Tests

.PHONY: setup build install check test shipped sanitize trees accuracy bench spark format lint

# Debian packages that the build needs; says nothing when none is missing.
setup:
	@Scripts/setup.sh

build:
	@Scripts/build.sh

# The program with its manual pages and completions; DESTDIR and PREFIX as usual.
PREFIX ?= /usr/local
install: build
	install -D .build/release/zhenglint $(DESTDIR)$(PREFIX)/bin/zhenglint
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	.build/release/zhenglint help --man --lang en > $(DESTDIR)$(PREFIX)/share/man/man1/zhenglint.1
	.build/release/zhenglint help --man > $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/zhenglint.1
	.build/release/zhenglint --generate-completion-script bash \
	  > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/zhenglint
	.build/release/zhenglint --generate-completion-script zsh \
	  > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_zhenglint
	.build/release/zhenglint --generate-completion-script fish \
	  > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/zhenglint.fish

# Shows what zhenglint says of the sample certificates; their findings are no failure.
check: build
	.build/release/zhenglint check Fixtures/Certificates --exit-zero

# The packs against their published schema, then everything else, then what others' programs make of
# ours; last the recorded accuracy.
test:
	@Scripts/setup.sh --tests
	$(PYTHON) Scripts/check-packs.py
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	$(PYTHON) -m pytest --quiet -p no:cacheprovider Tests/Consumers
	Tests/Accuracy/run.py --check --program .build/debug/zhenglint

# Whether the program as it is shipped, which is linked otherwise, says the same as the tested one.
shipped: build
	@Scripts/setup.sh --tests
	$(SWIFT) build --product zhenglint
	$(PYTHON) -m pytest --quiet -p no:cacheprovider Tests/Shipped

# All tests of the libraries with every access to memory checked. What XCTest itself leaks is no fault
# of ours.
sanitize:
	@Scripts/setup.sh
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build/sanitized
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --skip-build --sanitize=address \
	  --scratch-path .build/sanitized --skip CommandTests

# After a change in Rules/: the trees of its files that the program carries, so that it need not read
# YAML at each start. Stale ones do no harm but cost that time.
trees:
	@Scripts/setup.sh
	RECORD_SNAPSHOTS=1 $(SWIFT) test --filter EmbeddedRulesTests

# What is found of disguised terms, and flagged of innocent text; rewrites Tests/Accuracy/RESULTS.md.
accuracy: build
	Tests/Accuracy/run.py

# Times the program on generated files, beside ripgrep, a bare libxml2 parse and cat; a whole run
# writes Tests/Benchmarks/RESULTS.md. BENCH passes options on: make bench BENCH="--only html".
bench: build .build/bench/sax
	@Scripts/setup.sh --bench
	Tests/Benchmarks/run.py $(BENCH)

# The peer that only parses. Swift brings clang along, so a machine that builds has one of these.
.build/bench/sax: Tests/Benchmarks/sax.c | setup
	@mkdir -p $(@D)
	$(firstword $(shell command -v clang cc gcc)) -O2 -o $@ $< $$(pkg-config --cflags --libs libxml-2.0)

# The job of Integrations/spark, run for real on two cores; SPARK_INPUTS=20000 compares so many inputs
# with a run on one machine.
spark:
	@Scripts/setup.sh --spark
	$(SWIFT) build --product zhenglint
	.build/spark-python/bin/python -m pytest --quiet -p no:cacheprovider Integrations/spark

format:
	$(SWIFT) format format --in-place --recursive $(SOURCES)

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)
