"""Benchmarks run with `make bench` only, never in the test suite: they take minutes and judge nothing but scores."""

import os

import pytest


def pytest_ignore_collect(collection_path, config):
    """Without --bench there is nothing here."""
    return None if config.getoption("--bench") else True


@pytest.fixture(scope="module")
def one_core():
    """Keeps this process, and every process it starts, on one core: throughput is per core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    yield
    os.sched_setaffinity(0, cores)


@pytest.fixture(scope="session")
def notebooks(built, tmp_path_factory):
    """Assignment → its solved notebook."""
    import zipfile

    folder = tmp_path_factory.mktemp("notebooks")
    paths = {}
    for name, one in built.items():
        paths[name] = folder / f"{name}.ipynb"
        with zipfile.ZipFile(one.bundle) as z:
            paths[name].write_bytes(z.read("judge/solution.ipynb"))
    return paths
