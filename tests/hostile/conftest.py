"""A judge for one fixed set of questions, on the back end that `--back-end` names."""

import pytest

from tests.grading import Grader


@pytest.fixture(scope="session")
def back_end(request):
    """namespaces, uid or process."""
    return request.config.getoption("--back-end")


@pytest.fixture(scope="module")
def grader(back_end):
    """Grades cells; the zygote is shared by the module."""
    with Grader(back_end=back_end) as g:
        yield g


def pytest_collection_modifyitems(config, items):
    """Attacks that only a shut-in process withstands do not run where nothing shuts it in."""
    if config.getoption("--back-end") == "process":
        skip = pytest.mark.skip(reason="the process back end gives no protection against this")
        for item in items:
            if item.get_closest_marker("isolated"):
                item.add_marker(skip)
