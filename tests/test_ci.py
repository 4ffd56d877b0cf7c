"""What runs before a commit and in CI is what a person runs."""

import os
import re

import yaml

from tests.test_architecture import ROOT


def test_the_hooks_before_a_commit_run_what_make_check_runs():
    recipe = re.search(r"^check: setup\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.M)[1]
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    entries = [re.sub(r"^bash -c '(.*)'$", r"\1", hook["entry"]) for hook in repository["hooks"]]
    assert entries == [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]


def test_the_workflow_runs_what_ci_runs():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    assert [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step][-1] == ".ci/run"
    assert os.access(ROOT / ".ci/run", os.X_OK)
