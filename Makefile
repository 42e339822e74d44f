# Everything prepares the machine itself, the first time; after that a stamp in .venv says that nothing is to be done.
.DEFAULT_GOAL := help
.PHONY: help run test long bench demo lint format freeze check-frozen wheel clean
MAKEFLAGS += --no-print-directory
# Without compiled byte code every start costs about four times as much.
unexport PYTHONDONTWRITEBYTECODE

bin := .venv/bin
needs := pyproject.toml packaging/constraints.txt packaging/prepare.sh

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

.venv/ready-%: $(needs)
	@packaging/prepare.sh $*
	@touch $@

run: .venv/ready-app ## start Selfkind (without a display: show it on a virtual screen, as pictures)
	@packaging/run.sh

test: .venv/ready-dev ## run all tests, those in a real desktop too
	@$(bin)/python -m pytest $(ARGS)

long: .venv/ready-dev ## run the tests that take many minutes: hundreds of crashes, ten years of data
	@SELFKIND_LONG=1 $(bin)/python -m pytest -m "long or sample" $(ARGS)

bench: .venv/ready-dev ## measure the budgets against a bare PySide6 program
	@$(bin)/python tests/benchmarks/run.py $(ARGS)

demo: .venv/ready-app ## open a year of believable sample data, apart from your own
	@test -e demo/home || $(bin)/python -m selfkind_desktop demo --years 1 demo/home
	@SELFKIND_HOME=$(CURDIR)/demo/home packaging/run.sh

lint: .venv/ready-dev ## style, types, and who imports whom
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports

format: .venv/ready-dev ## lay the code out the agreed way
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .

wheel: .venv/ready-dev ## build dist/*.whl
	@$(bin)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

freeze: .venv/ready-freeze ## build dist/selfkind, a folder that runs without Python
	@$(bin)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/frozen packaging/selfkind.spec

check-frozen: freeze ## start the frozen program in a real desktop and complete a pause with it
	@SELFKIND_PROGRAM=$(CURDIR)/dist/selfkind/selfkind $(bin)/python -m pytest $(addprefix tests/desktop/test_,installed.py tray.py pause.py starts.py)

clean: ## remove all that was made here, your data excepted
	rm -rf .venv build dist demo pictures .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
