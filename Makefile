.PHONY: help run test bench conformance soak bite screenshots dist format clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: ## build what changed and start the server on http://localhost:8080
	@scripts/build && exec bin/chancery start

test: ## everything that must hold: format, static checks, house rules, all tests
	@scripts/test

bench: ## the comparison with Keycloak; results in bench/results
	@bench/run

conformance: ## the OpenID Foundation's suite; PLAN=basic for one plan, see conformance/README.md
	@scripts/conformance $(PLAN)

soak: ## the long lanes of the tests: fuzzing, kill cycles
	@scripts/soak

bite: ## take away each guard and see the test that holds it turn red
	@scripts/bite

screenshots: ## docs/screenshots anew, from the pages as they are
	@scripts/screenshots

dist: ## dist/chancery-<version>-linux-x64.tar.gz, with its own Java
	@scripts/dist

format: ## put all Java into the one format
	@scripts/maven -q spotless:apply

clean: ## remove what was built; data/ stays
	@rm -rf target dist
