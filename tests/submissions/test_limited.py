"""Reading in a process of its own gives the same, and what takes too much is refused."""

import json
import os
import time
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.submissions import Submission, limited, load_submission, read_submission
from tests.hostile.attacks import within
from tests.support.memory import own_growth_below

NUMBER = 10**30  # no number of msgpack
CELLS = [
    {"cell_type": "markdown", "source": "\ud83d t", "metadata": {"autograder": {"role": "answer", "n": NUMBER}}},
    {"cell_type": "code", "source": ["x = 1\n", "y"], "metadata": {}},
]


@pytest.fixture
def submission(tmp_path):
    folder = tmp_path / "ann"
    folder.mkdir()
    (folder / "hw.ipynb").write_text(json.dumps({"nbformat": 4, "metadata": {"otter": {"a": 1.5}}, "cells": CELLS}))
    (folder / "data.bin").write_bytes(bytes(range(256)))
    return Submission("ann", "ann", folder, notes=("a note",))


def test_a_submission_comes_back_as_it_was_read(submission):
    assert read_submission(submission) == load_submission(submission)


def test_a_refusal_comes_back_with_its_reason(submission):
    (submission.path / "hw.ipynb").write_text("{")
    with pytest.raises(SubmissionError, match=r"hw\.ipynb|ann") as e:
        read_submission(submission)
    assert e.value.reason == "truncated"


def children():
    """The processes that this one started and has not waited for."""
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}


def replaced(monkeypatch, body):
    monkeypatch.setattr(limited, "load_submission", lambda *_, **__: body())


@pytest.mark.parametrize(
    "body",
    [lambda: bytearray(1 << 33), lambda: time.sleep(60), lambda: os._exit(3), lambda: os.kill(os.getpid(), 9)],
    ids=["memory", "time", "exit", "killed"],
)
def test_what_takes_too_much_is_refused_and_costs_the_parent_nothing(submission, monkeypatch, body):
    replaced(monkeypatch, body)
    before = children()  # other tests share this process
    with within(30), own_growth_below(64 << 20), pytest.raises(SubmissionError, match="ann takes more") as e:
        read_submission(submission, seconds=3)
    assert e.value.reason == "too-heavy"
    assert children() <= before, "something is left of it"


def test_an_error_of_ours_is_no_refusal(submission, monkeypatch):
    replaced(monkeypatch, lambda: 1 / 0)
    with pytest.raises(RuntimeError, match="ann could not be read: ZeroDivisionError"):
        read_submission(submission)
