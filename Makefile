export SWIFT ?= swift
SOURCES := Package.swift Sources Tests

.PHONY: setup build check test format lint

# Debian packages that the build needs; says nothing when none is missing.
setup:
	@Scripts/setup.sh

build: setup
	$(SWIFT) build -c release

# Shows what zhenglint says of the sample certificates; their findings are no failure.
check: build
	.build/release/zhenglint check Fixtures/Certificates --exit-zero

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

format:
	$(SWIFT) format format --in-place --recursive $(SOURCES)

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)
