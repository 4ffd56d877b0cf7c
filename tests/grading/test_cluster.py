"""Many machines: a real scheduler and real workers on this one."""

import json
import re
import signal
import time
import zipfile
from collections import Counter
from contextlib import closing

import msgspec
import pytest

from autograder.errors import UsageError
from autograder.grading import cluster, far
from autograder.grading.batch import Batch
from autograder.grading.cluster import Cluster
from autograder.grading.fair import Memory
from autograder.grading.pages import names_of
from autograder.grading.transport import address_of, differing, laid_down, packed, unpacked
from autograder.results import Report, Status
from autograder.submissions import find_submissions, load_submission
from tests.support.cluster import Machines, Slow
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

pytestmark = pytest.mark.slow
pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return make_zip(tmp_path_factory.mktemp("bundle") / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})


@pytest.fixture
def machines(tmp_path):
    with closing(Machines(tmp_path)) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A scheduler with one honest worker of one judge."""
    with closing(Machines(tmp_path_factory.mktemp("machines"))) as made:
        made.worker()
        yield made


def hand_in(folder, count, cells=CHECKED):
    folder.mkdir(exist_ok=True)
    for i in range(count):
        make_notebook(folder / f"s{i:02d}.ipynb", [f"who = {i}", *cells])
    return folder


def run(bundle, folder, out, machines=None, said=None, **options):
    say = [].append if said is None else said.append
    elsewhere = Cluster(machines.executor, say) if machines else None
    return Batch(bundle, find_submissions([folder]), out, jobs=1, elsewhere=elsewhere, **options).run()


def alike(out):
    """Files of a results folder, without what clocks say."""
    files = {}
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        name = path.relative_to(out).as_posix()
        if name.startswith("reports/") and name.endswith(".json"):
            report = Report.from_json(path.read_bytes()).without_times()
            made = msgspec.structs.replace(report.provenance, limits=None)
            files[name] = msgspec.structs.replace(report, provenance=made)
        elif name.startswith("answers/"):
            files[name] = None
        else:
            text = re.sub(r"; times are [\d.]+ times those of the course, for this machine", "", path.read_text())
            text = re.sub(r"\*\*[0-9a-f]{8}\b", "**MARK", text)  # a notebook's, drawn anew
            files[name] = re.sub(r"\d+(\.\d+)?(e-\d+)?", "#", text) if name != "scores.csv" else text
    return files


# -- what travels -----------------------------------------------------------------------------------------------------


@pytest.fixture
def odd_class(tmp_path):
    """A class in which everybody hands in otherwise: file, folder, script, damaged, a link."""
    folder = hand_in(tmp_path / "class", 1)
    make_notebook(folder / "größe ä.ipynb", CHECKED[:3])
    (folder / "ada").mkdir()
    make_notebook(folder / "ada" / "hw.ipynb", ["print(open('data.txt').read())", *CHECKED])
    (folder / "ada" / "data.txt").write_text("beside")
    (folder / "bob.ipynb").write_text("{")
    (folder / "cy.py").write_text("def square(x):\n    return x * x\n")
    (folder / "link.ipynb").symlink_to(folder / "s00.ipynb")
    return folder


def test_a_submission_is_read_there_as_it_is_here(odd_class, tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as z:
        for name in ("ann", "bea"):
            z.write(odd_class / "s00.ipynb", f"{name}/hw.ipynb")
    found = find_submissions([odd_class]) + find_submissions([tmp_path / "export.zip"])
    read = 0
    for i, submission in enumerate(found):
        data = packed(submission, None, ("torch",))
        if submission.student in ("bob", "link"):
            assert (data is None) == (submission.student == "link")
            continue
        (folder := tmp_path / f"there-{i}").mkdir()
        there = laid_down(unpacked(data), folder)
        assert load_submission(there) == load_submission(submission)
        assert {p.path.is_relative_to(folder) for p in there.parts or (there,)} == {True}
        read += 1
    assert read == 6


def test_names_of_a_submission_end_with_its_report():
    assert names_of("ada")[-1] == "reports/ada.json"


@pytest.mark.parametrize("executor", ["scheduler:8786", "tcp://a:1", "dask://", "dask://host", "dask://host:port"])
def test_an_address_that_is_none_is_refused(executor):
    with pytest.raises(UsageError, match=r"expected dask://HOST:PORT .* got '"):
        address_of(executor)


def test_two_lists_of_packages_differ_in_words():
    assert (
        differing("3.11\na==1\nb==2", "3.11\na==2\nc==3")
        == "a==2 there, a==1 here; c==3 there, not here here; b==2 here, not there"
    )


# -- a class ----------------------------------------------------------------------------------------------------------


def test_results_are_those_of_a_local_run(bundle, odd_class, shared, tmp_path):
    near = run(bundle, odd_class, tmp_path / "near", keep=True)
    far_ = run(bundle, odd_class, tmp_path / "far", shared, keep=True)
    assert [r.total for r in far_] == [r.total for r in near]
    assert {r.status for r in far_} == {Status.GRADED, Status.UNGRADABLE}
    assert alike(tmp_path / "far") == alike(tmp_path / "near")


def test_what_is_done_is_not_sent_again(bundle, shared, tmp_path, monkeypatch):
    folder = hand_in(tmp_path / "in", 3)
    run(bundle, folder, tmp_path / "out")
    make_notebook(folder / "s01.ipynb", ["def square(x):\n    return 2 * x"])
    sent = []
    monkeypatch.setattr(cluster, "packed", lambda s, *more: sent.append(s.id) or packed(s, *more))
    assert [r.total for r in run(bundle, folder, tmp_path / "out", shared)] == [7.0, 1.0, 7.0]
    assert sent == ["s01"]
    assert len(run(bundle, folder, tmp_path / "out", shared)) == 3
    assert sent == ["s01"]


def test_a_killed_worker_costs_no_result(bundle, machines, tmp_path):
    folder = hand_in(tmp_path / "in", 16, ["import time\ntime.sleep(0.2)", *CHECKED])
    victim, _ = machines.worker(), machines.worker()
    came = []

    def on_report(report):
        came.append(report)
        if len(came) == 4:
            victim.kill()

    reports = run(bundle, folder, tmp_path / "out", machines, on_report=on_report)
    assert victim.process.returncode == -signal.SIGKILL
    assert [(r.submission, r.total) for r in reports] == [(f"s{i:02d}", 7.0) for i in range(16)]
    assert len(came) == 16


def test_a_slow_worker_holds_nobody_up(bundle, machines, tmp_path, monkeypatch):
    folder = hand_in(tmp_path / "in", 24, ["import time\ntime.sleep(0.1)", *CHECKED])
    slow, fast = machines.worker(), machines.worker()
    run(bundle, hand_in(tmp_path / "warm", 4), tmp_path / "first", machines)  # both are warm
    by, take = Counter(), cluster._Run.take

    def counted(self, under):
        before = len(self.left)
        take(self, under)
        by[under.worker] += before - len(self.left)

    monkeypatch.setattr(cluster._Run, "take", counted)
    monkeypatch.setattr(far, "BUDGET_S", 2.0)  # here: what is too long
    with Slow(slow):
        reports = run(bundle, folder, tmp_path / "out", machines)
    assert {r.total for r in reports} == {7.0}
    assert sum(by.values()) == 24
    assert max(by.values()) >= 18
    assert fast.process.poll() is None


def test_what_kills_workers_three_times_is_ungraded_and_never_zero(bundle, machines, tmp_path):
    folder = hand_in(tmp_path / "in", 4)
    for name in ("kills-worker", "kills-judge"):
        make_notebook(folder / f"{name}.ipynb", CHECKED)
    machines.worker("deadly")
    reports = {r.submission: r for r in run(bundle, folder, tmp_path / "out", machines)}
    assert {reports[f"s{i:02d}"].total for i in range(4)} == {7.0}
    for name in ("kills-worker", "kills-judge"):
        assert (reports[name].status, reports[name].reason) == (Status.UNGRADED, "worker-died")
        assert "3 workers were lost on this submission" in reports[name].message


# -- what is said -----------------------------------------------------------------------------------------------------


def test_a_scheduler_that_is_not_there_is_one_message(bundle, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_S", 1.0)
    elsewhere = Cluster("dask://127.0.0.1:9", [].append)
    with pytest.raises(UsageError, match=r"expected a Dask scheduler at dask://127\.0\.0\.1:9, none answers"):
        Batch(bundle, find_submissions([hand_in(tmp_path / "in", 1)]), tmp_path / "out", elsewhere=elsewhere).run()


def test_a_worker_says_that_no_scheduler_is_there(monkeypatch):
    monkeypatch.setattr(far, "JOIN_S", 1.0)
    with pytest.raises(UsageError, match="expected a Dask scheduler at dask://127.0.0.1:9, none answers"):
        far.serve("dask://127.0.0.1:9", 1, "", Memory(0), [].append)


def test_a_scheduler_that_goes_leaves_what_is_done(bundle, machines, tmp_path):
    folder = hand_in(tmp_path / "in", 8, ["import time\ntime.sleep(0.3)", *CHECKED])
    machines.worker()
    came = []

    def on_report(report):
        came.append(report)
        machines.scheduler.kill()

    began = time.monotonic()
    with pytest.raises(UsageError, match="has gone.* what is done is kept"):
        run(bundle, folder, tmp_path / "out", machines, on_report=on_report)
    assert time.monotonic() - began < 120
    assert sorted(p.stem for p in (tmp_path / "out" / "reports").glob("*.json")) == sorted(r.submission for r in came)


def test_workers_of_another_version_are_refused(bundle, machines, tmp_path):
    machines.worker("other-version")
    with pytest.raises(UsageError, match=r"1 workers, and none is `autograder worker` of this version \(\w{16}\)"):
        run(bundle, hand_in(tmp_path / "in", 1), tmp_path / "out", machines)


def test_a_worker_with_other_packages_is_refused(bundle, machines, tmp_path):
    machines.worker("other-packages")
    with pytest.raises(UsageError, match=r"has other packages .*numpy==1\.0 there, numpy==\d"):
        run(bundle, hand_in(tmp_path / "in", 1), tmp_path / "out", machines)


def test_it_says_who_is_there(bundle, shared, tmp_path):
    said = []
    run(bundle, hand_in(tmp_path / "in", 1), tmp_path / "out", shared, said)
    assert said == [f"1 judges on 1 workers at {shared.executor}"]


def test_json_reports_of_elsewhere_are_whole(bundle, shared, tmp_path):
    run(bundle, hand_in(tmp_path / "in", 1), tmp_path / "out", shared, pages=False)
    assert json.loads((tmp_path / "out" / "reports" / "s00.json").read_text())["total"] == 7.0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["reports", "scores.csv"]
