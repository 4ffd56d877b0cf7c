"""The wire: calls, large arrays and call-backs, against a pickled round trip through `multiprocessing.Pipe`."""

import multiprocessing
import statistics
import time

import numpy as np
import pytest

from autograder.engine.judge.environment import Environment
from tests.benchmarks.table import row, show
from tests.support.grading import Grader

PAIRS = 5
CELLS = "def same(x): return x\ndef size(x): return x.size\ndef many(f, n):\n    for i in range(n): f(i)"
pytestmark = pytest.mark.timeout(600)


def echo(pipe):
    """The peer: sends back what it gets, or its size."""
    while (message := pipe.recv()) is not None:
        reply, x = message
        pipe.send(x if reply == "same" else x.size if reply == "size" else None)


@pytest.fixture(scope="module")
def names():
    """The names of a notebook in a sandbox with every protection."""
    with Grader() as grader:
        sandbox = grader.judge.zygote.fork(grader.judge.bundle.limits)
        sandbox.start_clock(500)
        sandbox.request("cell", plain=(CELLS, None, None, 1))
        yield Environment(sandbox)
        sandbox.close()


@pytest.fixture(scope="module")
def pipe():
    """The peer's end."""
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=echo, args=(theirs,))
    process.start()
    yield mine
    mine.send(None)
    process.join()


def median_of(function, times):
    """The median time of a call, in seconds."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def test_speed_of_the_wire(names, pipe):
    same, size, many = names["same"], names["size"], names["many"]
    small, large = np.ones((64, 64)), np.ones(50_000_000 // 8)

    def peer(reply, x):
        pipe.send((reply, x))
        return pipe.recv()

    def call_backs():
        names.sandbox.new_case()
        many(lambda i: None, 10_000)

    jobs = [
        ("call, 64 × 64 float64 in and out", lambda: same(small), lambda: peer("same", small), 500, "≤ 150 µs"),
        ("call, 64 × 64 float64 in", lambda: size(small), lambda: peer("size", small), 500, "≤ 150 µs"),
        ("50 MB array in", lambda: size(large), lambda: peer("size", large), 3, "≤ 50 ms (1 GB/s)"),
        ("50 MB array in and out", lambda: same(large), lambda: peer("same", large), 3, "≤ 100 ms (1 GB/s each way)"),
        ("10,000 call-backs", call_backs, lambda: [peer("", i) for i in range(10_000)], 1, "≤ 800 ms"),
    ]
    rows = []
    for name, mine, theirs, times, target in jobs:
        mine(), theirs()
        pairs = [(median_of(mine, times), median_of(theirs, times)) for _ in range(PAIRS)]
        rows.append(row(name, *zip(*pairs, strict=True), target))
    show("The wire", "pickle over a pipe", rows)
