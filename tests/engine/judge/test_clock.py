"""A limit means the same on a busy machine: what counts, what does not, and who is judged once more."""

import os
import time

import msgspec
import pytest

from autograder.engine.judge import clock as clocks
from autograder.engine.judge.again import better, stopped
from autograder.engine.judge.clock import WALL, Clock, Reading, below, cpu_s
from autograder.engine.judge.imports import imported
from autograder.engine.wire.limits import WireTimeoutError
from autograder.limits import Limits
from autograder.results import CaseResult, CellResult, Provenance, QuestionResult, Report, Status, Verdict
from autograder.submissions import find_submissions, load_submission
from tests.support.grading import CHECKED, FULL, GOOD, Grader, make_notebook


class Told(Clock):
    """A clock that is told what happened."""

    def __init__(self, limit_s=10.0, budget=None):
        self.now = Reading(0.0, 0.0, 0.0, 0.0, ({1: 0.0},))
        super().__init__([], "case_s", limit_s, budget)
        self.cores = 2

    def reading(self):
        return self.now

    def passes(self, wall, ran=0.0, waited=0.0, cpu=0.0, student_waited=0.0):
        n = self.now
        waits = {1: n.waits[0][1] + student_waited}
        self.now = Reading(n.wall_s + wall, n.ran_s + ran, n.waited_s + waited, n.cpu_s + cpu, (waits,))
        self.look()

    def request(self, wall, **what):
        self.asked = self.now.wall_s
        self.passes(wall, **what)
        self.asked = None
        return self.counted_s


@pytest.mark.parametrize(
    ("what", "counted"),
    [
        ({"wall": 3.0, "cpu": 3.0}, 3.0),
        ({"wall": 9.0, "cpu": 2.0, "student_waited": 7.0}, 2.0),  # a busy machine
        ({"wall": 9.0, "cpu": 2.0, "student_waited": 3.0, "waited": 4.0}, 2.0),
        ({"wall": 3.0, "cpu": 12.0}, 12.0),  # four threads or children at work
        ({"wall": 3.0}, 3.0),  # asleep
        ({"wall": 3.0, "ran": 2.0, "cpu": 1.0}, 3.0),  # the judge decodes what the student sends
    ],
)
def test_what_counts_in_a_request(what, counted):
    assert Told().request(**what) == pytest.approx(counted)


def test_what_a_test_computes_counts_for_the_submission_and_not_for_the_case():
    clock = Told()
    clock.request(1.0, cpu=1.0)
    clock.passes(5.0, ran=4.0, waited=1.0)
    assert clock.counted_s == pytest.approx(1.0)
    assert clock.spend() == pytest.approx((5.0, 1.0))
    assert clock.spend() == (0.0, 0.0)


def test_a_sleeper_pays_although_the_test_waited_for_a_processor():
    clock = Told()
    clock.passes(20.0, ran=5.0, waited=15.0)
    assert clock.request(4.0) == pytest.approx(4.0)


def test_a_pause_counts_nothing():
    clock = Told()
    clock.request(1.0, cpu=1.0)
    clock.pause()
    clock.passes(7.0, cpu=7.0)
    clock.resume()
    assert clock.request(1.0, cpu=1.0) == pytest.approx(2.0)


def test_no_limit_is_missed_between_two_looks():
    clock = Told(limit_s=10.0)
    clock.request(3.0, cpu=6.0)
    assert clock.left() == pytest.approx(2.0, abs=0.01)  # two cores need that long for the other four


def test_the_wall_clock_ends_what_hides_its_time():
    clock = Told(limit_s=1.0)
    clock.request(WALL * 1.0, student_waited=WALL * 1.0)
    assert clock.counted_s < 1.0
    with pytest.raises(WireTimeoutError):
        clock.left()
    assert "10 times 1 s (`case_s`)" in clock.reached()


def test_children_that_ended_count_when_their_parents_waited_for_them():
    read, write = os.pipe()
    parent = os.fork()
    if parent == 0:
        child = os.fork()
        if child == 0:
            while time.process_time() < 0.3:
                pass
            os._exit(0)
        os.waitpid(child, 0)
        os.write(write, b"x")
        time.sleep(60)
    try:
        os.read(read, 1)
        assert cpu_s(parent) >= 0.25
        assert below(os.getpid())[0] >= 0.25
        assert parent in below(os.getpid())[1]
    finally:
        os.kill(parent, 9)
        os.waitpid(parent, 0)
        os.close(read)
        os.close(write)


def test_without_a_record_of_the_kernels_it_is_a_wall_clock(monkeypatch):
    monkeypatch.setattr(clocks, "_text", lambda name: "")
    clock = Clock([], "case_s", 10.0)
    with clock:
        time.sleep(0.1)
    clock.look()
    assert 0.1 <= clock.counted_s < 5.0


# -- imports ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    import torch\n    return torch.tensor(x)", ["torch"]),
        ("from torch.nn import functional", ["torch"]),
        ("import os, sklearn.svm as s; import pandas", ["pandas", "sklearn"]),
        ("import mine\nfrom course import x", ["course"]),
        ("# important: torch", []),
    ],
)
def test_what_a_notebook_imports(source, names):
    assert imported([source], ["course"]) == names


IMPORTS = "def square(x):\n    import torch\n    return x * x"


def test_a_known_package_is_imported_before_the_clock_of_a_cell_runs():
    hidden = IMPORTS.replace("import torch", "__import__('tor' + 'ch')")  # nothing can be done for this one
    first = "import sys\nprint('torch' in sys.modules)"
    with Grader(limits={"case_s": 20.0}) as g:
        assert "torch" not in g.judge.zygote.versions
        seen, unseen = (g.graded([first, source, GOOD["q2"]]) for source in (IMPORTS, hidden))
    assert seen.report.total == unseen.report.total == 7
    assert [graded.outputs[0][0]["text"] for graded in (seen, unseen)] == ["True\n", "False\n"]


def test_no_file_of_the_students_is_run_before_the_first_cell(tmp_path):
    """One called as a package that the course lists and has not installed would run while no clock does."""
    early = "import builtins\nassert not hasattr(builtins, 'early')"
    path = make_notebook(tmp_path / "hw.ipynb", [early, *CHECKED, "import course\nassert builtins.early"])
    files = {"course.py": b"import builtins\nbuiltins.early = True"}
    loaded = msgspec.structs.replace(load_submission(find_submissions([path])[0]), files=files)
    with Grader() as g:
        g.judge.bundle = msgspec.structs.replace(g.judge.bundle, packages=("numpy", "course"))
        report = g.judge.grade(loaded, "hw", "hw", limits=g.limits).report
    assert {q.name: q.points for q in report.questions} == FULL
    assert report.cells == ()


# -- once more ----------------------------------------------------------------------------------------------------------


def a_report(verdicts, cells=(), waited_s=5.0, judged=1):
    cases = tuple(
        CaseResult(name=str(i), hidden=True, verdict=v, points=0.0, possible=1.0) for i, v in enumerate(verdicts)
    )
    return Report(
        submission="s", student="s", assignment="hw", status=Status.GRADED, total=0.0, possible=1.0,
        questions=(QuestionResult(name="q1", points=0.0, possible=1.0, cases=cases),),
        cells=tuple(CellResult(index=i, verdict=Verdict.TIMEOUT, source="") for i in cells),
        provenance=Provenance(wall_s=10.0, waited_s=waited_s, judged=judged),
    )  # fmt: skip


V = Verdict


@pytest.mark.parametrize(
    ("report", "again"),
    [
        (a_report([V.PASS, V.TIMEOUT]), True),
        (a_report([V.MISSING], cells=[3]), True),
        (a_report([V.FAIL, V.ERROR]), False),
        (a_report([V.TIMEOUT], waited_s=0.5), False),  # on an idle machine it is as it is
        (a_report([V.TIMEOUT], judged=2), False),
    ],
)
def test_who_is_judged_once_more(report, again):
    assert stopped(report) is again


@pytest.mark.parametrize(
    ("first", "cells", "second", "late", "counts"),
    [
        ([V.TIMEOUT, V.FAIL, V.PASS], [], [V.PASS, V.PASS, V.FAIL], [], [V.PASS, V.FAIL, V.PASS]),
        ([V.TIMEOUT, V.ERROR], [], [V.TIMEOUT, V.PASS], [], [V.TIMEOUT, V.ERROR]),
        ([V.MISSING, V.ERROR, V.FAIL], [2], [V.PASS, V.PASS, V.PASS], [], [V.PASS, V.PASS, V.FAIL]),
        ([V.MISSING], [2], [V.PASS], [2], [V.MISSING]),
    ],
)
def test_an_answer_of_the_first_run_stands(first, cells, second, late, counts):
    """Whoever is stopped on purpose has no second try at a case that passed or failed."""
    again = a_report(second, cells=late)
    found = better(a_report(first, cells=cells), {"q1": list(again.questions[0].cases)}, again.cells)
    assert [c.verdict for c in found["q1"]] == counts


BURNS = "import time\ndef square(x):\n    began = time.process_time()\n    while time.process_time() < began + 0.4: pass\n    return x * x"


def test_a_case_that_was_stopped_counts_when_it_was_not_stopped_alone(tmp_path):
    with Grader() as g:
        path = make_notebook(tmp_path / "hw.ipynb", [BURNS, "def total(x): return 0"])
        loaded = load_submission(find_submissions([path])[0])
        tight = msgspec.structs.replace(g.limits, case_s=0.2)
        first = g.judge.grade(loaded, "hw", "hw", limits=tight)
        assert {c.verdict for c in first.report.questions[0].cases} == {Verdict.TIMEOUT}
        with g.judge.surroundings(limits=msgspec.structs.replace(g.limits, case_s=9.0)) as context:
            after = g.judge.once_more(context, loaded, first).report
    assert [(q.points, q.possible) for q in after.questions] == [(4.0, 4.0), (0.0, 3.0)]
    assert (after.total, after.provenance.judged) == (4.0, 2)


def test_limits_are_longer_on_a_slower_machine_and_nothing_else_is():
    limits = Limits(cell_s=2, memory_bytes=1 << 20)
    slow = limits.on(1.5)
    assert (slow.cell_s, slow.case_s, slow.total_s, slow.cpu_s) == (3.0, 45.0, 450.0, 450.0)
    assert msgspec.structs.replace(slow, cell_s=2, case_s=30, total_s=300, cpu_s=300) == limits
    assert limits.on(1.0) == limits
    assert Limits(total_s=80_000).on(8.0).total_s == 86_400
