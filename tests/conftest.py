"""What every test may use: the course built and proved once a run, time limits that suit the machine, the options."""

import os
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

# One thread for each process of this run and for all that they start: several on one core only wait for each other.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import hypothesis  # noqa: E402
import pytest  # noqa: E402

from autograder.bundle import load_bundle  # noqa: E402 - NumPy reads the number of threads when it is imported
from autograder.course import build, course  # noqa: E402
from autograder.proof import verify  # noqa: E402
from autograder.submissions import find_submissions, load_submission  # noqa: E402
from tests.support import speed  # noqa: E402
from tests.support.cpu import Cpu  # noqa: E402
from tests.support.grading import judge_with_shared_zygote  # noqa: E402
from tests.support.kernels import Kernels  # noqa: E402
from tests.support.once import Once  # noqa: E402

# a machine that others keep busy draws slowly, and that is no failure
hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("busy")

ROOT = Path(__file__).parent.parent
NAMES = (
    *("perceptron", "early-rules", "hinge-loss", "softmax", "backprop"),
    *("networks", "autodiff", "optimizers", "training", "pytorch-loop", "convolution", "pooling"),
    *("rnn", "attention", "llm", "vision", "generative", "energy", "selfsup", "rl", "unsupervised", "triplets"),
)
LAUNCH = "jupyter_client.provisioning.local_provisioner.launch_kernel"
TIMEOUT_S = 900.0  # of one test: what hangs ends; the longest takes about a minute on an idle core, fifteen of them on a full machine


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """Makes a value once for all processes of the run."""
    return Once(tmp_path_factory)


class Builds(Mapping):
    """Name → Built (with a stock zip), for all assignments of the course; built and proved when first asked for."""

    def __init__(self, once):
        self.once = once
        self.assignments = {a.name: a for a in course.load_course(ROOT).select(None)}

    def __iter__(self):
        return iter(self.assignments)

    def __len__(self):
        return len(self.assignments)

    def __getitem__(self, name):
        return self.once(f"dist/{name}", lambda folder: self.make(self.assignments[name], folder))

    def make(self, assignment, folder):
        """Builds with the check that the official solution earns everything and the untouched notebook nothing hidden."""
        with ExitStack() as stack:
            judges = {}

            def grade(bundle, notebook):
                if bundle not in judges:
                    judges[bundle] = stack.enter_context(judge_with_shared_zygote(load_bundle(bundle), pictures=False))
                (submission,) = find_submissions([notebook])
                return judges[bundle].grade(load_submission(submission), submission.id, submission.student).report

            return build.build_assignment(assignment, folder, stock=True, grade=grade)


@pytest.fixture(scope="session")
def built(once):
    """Name → Built for all assignments of the course, from the sources in this tree."""
    return Builds(once)


@pytest.fixture(scope="session")
def proved(once, built):
    """`proved(name)`: the proof of an assignment by its corpus."""

    def prove(name):
        listed = {q: list(s.misconceptions) for q, s in built.assignments[name].questions.items()}
        return once(
            f"proof/{name}",
            lambda folder: verify.verify(built[name].bundle, ROOT / "solutions" / name, listed, jobs=1),
        )

    return prove


@pytest.fixture(scope="session")
def warm_interpreter():
    """Forks Jupyter's kernels."""
    with closing(Kernels()) as warm:
        yield warm


@pytest.fixture
def kernels(warm_interpreter, monkeypatch):
    """In this test, Jupyter's kernels are forked from a warm interpreter."""
    monkeypatch.setattr(LAUNCH, warm_interpreter.launch)


@pytest.fixture
def blind_kernels(warm_interpreter, monkeypatch):
    """The same, and they draw no figure: for tests that look at scores."""
    monkeypatch.setattr(LAUNCH, partial(warm_interpreter.launch, pictures=False))


@pytest.fixture
def no_colour(monkeypatch):
    """Plain terminal output of a fixed width."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    return os.environ.copy()


# -- the run ----------------------------------------------------------------------------------------------------------


def pytest_addoption(parser):
    parser.addoption("--bench", action="store_true", help="run the benchmarks")
    parser.addoption("--back-end", default="namespaces", help="isolation back end of the attacks in tests/hostile")
    parser.addoption("--fast", action="store_true", help="leave out the tests marked slow")
    parser.addoption("--cpu", metavar="FILE", help="write the CPU seconds of every test to FILE")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Measures the machine before any test, and gives a test the time that suits it."""
    speed.calibrate()
    if config.getoption("timeout", None) is None:
        config.option.timeout = speed.scaled(TIMEOUT_S)
    if config.getoption("--cpu"):
        config.pluginmanager.register(Cpu(config))


def pytest_collection_modifyitems(config, items):
    """With --fast, leaves out what is marked slow, and counts it."""
    if not config.getoption("--fast"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    left_out = Counter(item.nodeid.partition("::")[0] for item in slow)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = dict(left_out)
    else:
        config.left_out = left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Each worker has left out the same."""
    node.config.left_out = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(terminalreporter, config):
    """Says what a fast run has not tested."""
    if left_out := getattr(config, "left_out", None):
        terminalreporter.section("fast run")
        for module, count in sorted(left_out.items()):
            terminalreporter.write_line(f"left out: {count:4} of {module}")
        terminalreporter.write_line(f"Left out {sum(left_out.values())} slow tests; `make test` runs all.")
