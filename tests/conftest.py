"""Fixtures that build the course once per test session."""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # judges fork: before torch is imported

from pathlib import Path

import pytest

from autograder.course import build, course

ROOT = Path(__file__).parent.parent
NAMES = (
    *("perceptron", "early-rules", "hinge-loss", "softmax", "backprop"),
    *("networks", "optimizers", "training", "convolution", "pooling"),
)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Name → Built (with stock zips) for all assignments of the course, from the sources in this tree."""
    out = tmp_path_factory.mktemp("dist")
    found = course.load_course(ROOT)
    return {a.name: build.build_assignment(a, out, stock=True) for a in found.select(None)}


@pytest.fixture
def no_colour(monkeypatch):
    """Plain terminal output of a fixed width."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    return os.environ.copy()


def pytest_addoption(parser):
    parser.addoption("--bench", action="store_true", help="run the benchmarks")
    parser.addoption("--back-end", default="namespaces", help="isolation back end of the attacks in tests/hostile")
