"""The process that compares expressions: one for all, within limits, replaced when it is late or dead."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.exam.symbolic import process
from autograder.exam.symbolic.compare import Equality, compare
from tests.exam.symbolic.test_compare import SLOW_TO_PROVE, XY, equality
from tests.support.speed import scaled


def worker_pid():
    assert equality("x", "x") == "equal"
    return process._worker.process.pid


def gone(pid):
    return not Path(f"/proc/{pid}").exists()  # a zombie would still be there


def ended(pid):
    return gone(pid) or Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_one_process_serves_many_comparisons():
    assert worker_pid() == worker_pid()


def test_a_timeout_is_not_decided_and_ends_the_process():
    pid = worker_pid()
    os.kill(pid, signal.SIGSTOP)
    comparison = compare("x", "x", XY, timeout_s=0.1)
    assert comparison.equality is Equality.UNDECIDED
    assert "time limit" in comparison.reason
    assert gone(pid)
    assert equality("x", "2x") == "different"


def interrupted(*_):
    raise KeyboardInterrupt


def test_an_interrupted_task_leaves_no_answer_to_the_next(monkeypatch):
    worker_pid()
    monkeypatch.setattr(process.select, "select", interrupted)
    with pytest.raises(KeyboardInterrupt):
        compare("x", "x", XY)
    monkeypatch.undo()
    assert equality("x", "2x") == "different"


def test_a_process_that_died_unseen_is_not_decided(monkeypatch):
    pid = worker_pid()
    os.kill(pid, signal.SIGKILL)
    while not ended(pid):
        time.sleep(0.01)
    monkeypatch.setattr(process.Worker, "alive", lambda self: True)
    assert equality("x", "x") == "undecided"


def test_a_late_proof_ends_the_process():
    pid = worker_pid()
    compare(*SLOW_TO_PROVE)
    assert gone(pid)


def test_a_process_without_memory_is_not_decided_and_replaced():
    pid = worker_pid()
    hard = resource.prlimit(pid, resource.RLIMIT_AS)[1]
    resource.prlimit(pid, resource.RLIMIT_AS, (1 << 20, hard))
    comparison = compare("a1", "a1", {f"a{i}": (0, 1) for i in range(20_000)})
    assert comparison.equality is Equality.UNDECIDED
    assert "memory" in comparison.reason
    assert gone(pid)
    assert equality("x", "x") == "equal"


def test_a_process_that_was_killed_is_replaced():
    pid = worker_pid()
    process._worker.process.kill()
    process._worker.process.wait()
    assert worker_pid() != pid
    assert gone(pid)


def test_a_process_killed_at_work_is_not_decided():
    pid = worker_pid()
    os.kill(pid, signal.SIGSTOP)  # so that the task waits
    threading.Timer(0.2, os.kill, (pid, signal.SIGKILL)).start()
    assert equality("x", "x") == "undecided"


def test_the_process_has_a_limit_of_memory_and_cpu():
    pid = worker_pid()
    assert resource.prlimit(pid, resource.RLIMIT_AS)[0] == 512 << 20
    assert 2 < resource.prlimit(pid, resource.RLIMIT_CPU)[0] < 100


def test_the_process_has_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET", "1")
    process.stop()
    names = {line.partition(b"=")[0] for line in Path(f"/proc/{worker_pid()}/environ").read_bytes().split(b"\0")}
    assert b"SECRET" not in names


def test_a_process_that_does_not_start_decides_nothing(monkeypatch):
    process.stop()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    comparison = compare("x", "x", XY)
    assert comparison.equality is Equality.UNDECIDED
    assert "SymPy is not installed" in comparison.reason


def test_threads_share_the_process():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: equality(f"{n}x", "x+x"), [2, 1, 3, 2] * 20))
    assert found == ["equal", "different", "different", "equal"] * 20


SCRIPT = """
import os, sys
from autograder.exam.symbolic import process
from autograder.exam.symbolic.compare import compare
compare("x", "x", {"x": (0, 1)})
print(process._worker.process.pid, flush=True)
"""


@pytest.mark.parametrize("end", ["", "sys.exit(1)", "1/0", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_the_process_ends_with_its_parent(end):
    run = subprocess.run([sys.executable, "-c", SCRIPT + end], capture_output=True, text=True, timeout=scaled(60))
    for _ in range(400):  # after a kill, it reads the end of its input
        if ended(int(run.stdout)):
            return
        time.sleep(0.05)
    pytest.fail("the process still runs")


def test_a_fork_asks_the_same_process():
    """A judge forks for each submission, and SymPy takes a second to start."""
    pid = worker_pid()
    child = os.fork()
    if not child:
        try:
            ours = compare("x", "x", XY).equality is Equality.EQUAL and process._worker.process.pid == pid
        finally:
            os._exit(0 if ours else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert compare("x", "2x", XY).equality is Equality.DIFFERENT


def test_what_was_answered_to_a_fork_that_was_killed_is_passed_over():
    pid = worker_pid()
    child = os.fork()
    if not child:
        task = {"given": "x", "expected": "x", "symbols": XY, "seed": 0, "timeout_s": 5.0, "number": "theirs"}
        process._worker.send(task)
        os._exit(0)
    os.waitpid(child, 0)
    assert compare("x", "2x", XY).equality is Equality.DIFFERENT
    assert process._worker.process.pid == pid
    assert worker_pid() == pid
