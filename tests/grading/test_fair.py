"""A share of the machine: what a command is given, what it starts is given."""

import os
import subprocess
import sys
import threading

import pytest

from autograder.errors import UsageError
from autograder.grading.fair import GIB, Memory, most_bytes, only
from autograder.grading.pool import cores
from autograder.limits import Limits

HALF = Limits(memory_bytes=GIB, message_bytes=1 << 20)  # 2 GiB and 6 MiB with its judge's part


def test_a_nice_command_and_what_it_starts_wait_for_others():
    source = (
        "import os, subprocess; from autograder.grading.fair import be_nice; be_nice();"
        "print(os.sched_getscheduler(0) == os.SCHED_BATCH, flush=True); subprocess.run(['nice'])"
    )
    said = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "19"]


def test_a_command_on_one_processor_starts_everything_there():
    source = (
        "import subprocess, sys; from autograder.grading.fair import only; only(1);"
        "subprocess.run([sys.executable, '-c', 'import os; print(len(os.sched_getaffinity(0)))'])"
    )
    said = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout
    assert said == "1\n"


def test_more_processors_than_there_are_is_one_message():
    with pytest.raises(UsageError, match=rf"--cpus: expected at most {cores()}, .* got {cores() + 1}"):
        only(cores() + 1)


def test_as_many_judges_as_fit_the_budget():
    assert Memory(0).judges(HALF, 8) == 8
    assert Memory(5 * most_bytes(HALF)).judges(HALF, 8) == 5
    assert Memory(9 * most_bytes(HALF)).judges(HALF, 8) == 8


def test_a_budget_below_one_submission_is_one_message():
    with pytest.raises(UsageError, match=r"--memory: one submission may take 2\.0 GiB .*the budget is 1 GiB"):
        Memory(GIB).judges(HALF, 1)


def test_what_does_not_fit_waits_until_another_has_ended():
    memory, inside = Memory(most_bytes(HALF)), threading.Event()

    def second():
        with memory.taken(HALF):
            inside.set()

    with memory.taken(HALF):
        thread = threading.Thread(target=second)
        thread.start()
        assert not inside.wait(0.1)
    assert inside.wait(10)
    thread.join()
    assert memory.left == memory.most


def test_this_process_has_not_changed():
    assert os.nice(0) < 19
