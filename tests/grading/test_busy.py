"""The same file gets the same verdict on a busy machine."""

import contextlib
import os

import nbformat
import pytest

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from autograder.grading.batch import Batch
from autograder.limits import Limits
from autograder.proof.corpus import read_corpus
from autograder.proof.verify import solution_gaps, solved_and_untouched
from autograder.results import Report
from autograder.submissions import find_submissions, load_submission
from tests.conftest import ROOT
from tests.support.grading import CHECKED, SQUARE, TOTAL, Grader, make_notebook, make_zip

pytestmark = pytest.mark.slow


@contextlib.contextmanager
def busy(processes):
    """So many processes want all the time that there is."""
    pids = []
    try:
        for _ in range(processes):
            if not (pid := os.fork()):
                while True:
                    pass
            pids.append(pid)
        yield
    finally:
        for pid in pids:
            os.kill(pid, 9)
            os.waitpid(pid, 0)


WORKS = """
import time
def square(x):
    began = time.thread_time()
    while time.thread_time() < began + 0.6: pass
    return x * x
"""


def test_work_that_fits_a_limit_fits_it_beside_busy_processes():
    cores = len(os.sched_getaffinity(0))
    limits = Limits(cell_s=3.0, case_s=0.8, total_s=60.0)
    with Grader({"q1": SQUARE.replace("for x in (-3, -1.5, 0, 7)", "for x in (-3,)")}) as g, busy(4 * cores):
        g.limits = limits
        report = g.report([WORKS])
    cases = report.questions[0].cases
    assert report.total == 4, [c.message for c in cases]
    assert report.provenance.judged == 1
    if max(c.wall_s for c in cases) <= limits.case_s:
        pytest.skip("the machine's scheduler spared the submission: by the wall clock it would have fitted, too")


def test_a_part_of_the_corpus_earns_its_scores_beside_four_busy_processes(built, tmp_path):
    """Under limits near to what the answers need, so that time by the wall clock would decide."""
    path = built["hinge-loss"].bundle
    solved, _ = solved_and_untouched(path)
    corpus = [s for kind in ("accepted", "partial", "rejected") for s in of_kind(kind)[:2]]
    gaps = []
    with Judge(load_bundle(path), pictures=False) as judge, busy(4):
        for solution in corpus:
            nbformat.write(solution.fill(solved), tmp_path / "hw.ipynb")
            loaded = load_submission(find_submissions([tmp_path / "hw.ipynb"])[0])
            report = judge.grade(loaded, "hw", "hw", limits=Limits(cell_s=1.0, case_s=0.5, total_s=10.0)).report
            gaps += solution_gaps(solution, report)
    assert len(corpus) == 6
    assert gaps == []


def of_kind(kind):
    return [s for s in read_corpus(ROOT / "solutions" / "hinge-loss") if s.kind == kind]


def test_who_was_stopped_on_a_busy_machine_is_judged_once_more_after_all_others(tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.grading.store.stopped", lambda report: report.provenance.judged == 1)
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    paths = [make_notebook(tmp_path / f"s{i}.ipynb", [f"who = {i}", *CHECKED]) for i in range(3)]
    told = []
    batch = Batch(bundle, find_submissions(paths), tmp_path / "out", jobs=2, on_report=told.append)
    reports = batch.run()
    assert [r.provenance.judged for r in reports] == [2, 2, 2]
    assert [r.provenance.judged for r in told] == [1, 1, 1]
    on_disk = [Report.from_json((tmp_path / "out" / "reports" / f"s{i}.json").read_bytes()) for i in range(3)]
    assert [(r.total, r.provenance.judged) for r in on_disk] == [(7.0, 2)] * 3
