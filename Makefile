# Parvis. "make" alone lists what there is; the work is in scripts/.
# Options for the kiosk: make run ARGS="--screen lobby".
.DEFAULT_GOAL := help
.PHONY: help run test build screens bench soak camera fmt lint deps ui types clean

help: ## This list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: build ## Open the kiosk on the demonstration event, with a hub
	@scripts/run-demo.sh $(ARGS)

test: ## Run every check and test, as CI does
	@scripts/test.sh

build: ## Build kiosk and hub for use: target/release/parvis
	@scripts/deps.sh build
	@scripts/ui.sh build
	cargo build --release --workspace --bins

screens: ## Make the pictures of every screen: docs/screens/
	@scripts/deps.sh build test
	@scripts/ui.sh build
	cargo build --package parvis-hub
	cargo test --package parvis --test screens -- --ignored --nocapture
	cargo test --package parvis-hub --test console -- --ignored --nocapture

bench: ## Measure, and compare with the machine's own floor
	@scripts/deps.sh build
	@scripts/ui.sh build
	cargo bench --workspace --bench '*'

soak: ## Try for long: power cuts, simulated days, the real programs, wrong input
	@scripts/soak.sh

camera: ## Try the camera code against a real driver, in a virtual machine
	@scripts/camera-rig.sh

fmt: ## Format everything
	cargo fmt --all
	@scripts/ui.sh format

lint: ## Look for mistakes without running a test
	@scripts/lint-scripts.sh
	@scripts/ui.sh build
	cargo clippy --workspace --all-targets -- -D warnings
	@scripts/ui.sh check

deps: ## Install what this machine lacks
	@scripts/deps.sh
	@scripts/node.sh >/dev/null
	@scripts/ui.sh install

ui: ## Build the UI: ui/dist
	@scripts/ui.sh build

types: ## Write the UI's types anew from the Rust ones
	@scripts/types.sh

clean: ## Remove what was built; what was fetched stays
	cargo clean
	rm -rf ui/dist out
