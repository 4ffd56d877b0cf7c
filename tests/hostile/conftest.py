"""A judge for one fixed set of questions, on the back end that `--back-end` names; no attack runs where it could do harm.

An attack that a sandbox must stop (kill every process, fill the memory, write to /etc) is real: with nothing around it,
it would hit this machine. Such tests carry the mark `isolated`, and two things keep them in: they are skipped on the
back end `process`, and the fixture `contained` asks the sandbox itself, before the first of them runs, whether it has a
uid of its own and limits. If not, they fail without having run.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.hostile.attacks import LIMITS, printed
from tests.support.grading import CHECKED, FULL, Grader

PROBE = """
import json, os, resource
limits = {n: resource.getrlimit(getattr(resource, "RLIMIT_" + n))[1] for n in ("AS", "NPROC", "FSIZE", "CPU")}
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({"uid": os.getuid(), "caps": int(status["CapEff"], 16), "endless": [n for n in limits if limits[n] < 0]}))
"""


@pytest.fixture(scope="session")
def back_end(request):
    """namespaces, uid or process."""
    return request.config.getoption("--back-end")


@pytest.fixture(scope="session")
def grader(back_end):
    """Grades cells; the zygote is shared by the module."""
    with Grader(back_end=back_end, limits=LIMITS) as g:
        yield g


@pytest.fixture(scope="session")
def containment(grader):
    """Why an attack must not be let loose in this sandbox; empty when it may."""
    if grader.judge.zygote.back_end == "process":
        return "the process back end gives no protection"
    claims = json.loads(printed(grader.graded([PROBE])))
    if claims["uid"] in (0, os.getuid()):
        return f"the sandbox runs as uid {claims['uid']}, as we do"
    if claims["caps"] or claims["endless"]:
        return f"the sandbox has capabilities {claims['caps']:#x} and no limit of {claims['endless']}"
    return ""


@pytest.fixture(autouse=True)
def contained(request):
    """An attack marked `isolated` never runs in a sandbox that does not hold it."""
    if request.node.get_closest_marker("isolated"):
        why = request.getfixturevalue("containment")
        if why:
            pytest.fail(f"not run: {why}")


@pytest.fixture(autouse=True)
def next_submission_is_untouched(contained, grader):
    """After every attack an honest notebook still earns full marks from the same judge."""
    yield
    assert grader.scores(CHECKED) == FULL


@pytest.fixture
def segments():
    """Lists the System V objects of this machine that the test left; they are removed after it."""

    def listed():
        kinds = {"shm": "-m", "msg": "-q", "sem": "-s"}
        tables = {flag: Path("/proc/sysvipc", kind).read_text().splitlines()[1:] for kind, flag in kinds.items()}
        return {(flag, line.split()[1]) for flag, lines in tables.items() for line in lines}

    before = listed()
    yield lambda: listed() - before
    for flag, number in listed() - before:
        subprocess.run(["ipcrm", flag, number], check=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """All attacks are slow; those that only a shut-in process withstands do not run where nothing shuts it in."""
    home = Path(__file__).parent
    for item in items:
        if item.path.parent == home:
            item.add_marker(pytest.mark.slow)
    if config.getoption("--back-end") == "process":
        skip = pytest.mark.skip(reason="the process back end gives no protection against this")
        for item in items:
            if item.get_closest_marker("isolated"):
                item.add_marker(skip)
