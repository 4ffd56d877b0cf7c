"""Sets of judgements: looked at, then applied or dropped, whole, whatever is killed when."""

import multiprocessing
import os
import signal
import time

import numpy as np
import pytest
from sqlalchemy import select

from autograder.errors import UsageError
from autograder.gradebook import audit
from autograder.gradebook.database import open_book
from autograder.gradebook.models import Regrade, Regraded, Run
from autograder.gradebook.queries import read_class
from autograder.gradebook.record import missing_files, put_answers, record_runs, take
from autograder.gradebook.regrade import apply_set, changes, drop_set, judged_before, propose
from autograder.gradebook.rules import Rules
from autograder.results import CaseResult, Provenance, QuestionResult, Report, Status, Verdict
from tests.gradebook.test_record import handed_in

NEW = "n" * 64
ATTEMPTS = {"a": 1, "b": 2, "c": 3}
KILLS = 10  # on each database


def report(name, points, bundle=NEW, status=Status.GRADED, possible=4.0):
    cases = tuple(
        CaseResult(name=f"q - {i}", hidden=True, verdict=Verdict.PASS if i < points else Verdict.FAIL,
                   points=1.0 if i < points else 0.0, possible=1.0) for i in range(int(possible))
    )  # fmt: skip
    return Report(
        submission=name, student="", assignment="w", status=status, total=points, possible=possible, message="why",
        questions=(QuestionResult(name="q", points=points, possible=possible, cases=cases),),
        provenance=Provenance(bundle_sha256=bundle, engine_sha256="e" * 64),
    )  # fmt: skip


def reports(*points, **more):
    return [report(name, p, **more) for name, p in zip(ATTEMPTS, points, strict=True)]


@pytest.fixture
def judged(filled, tmp_path):
    """A class of which one attempt has 1, one 2, and one 3 points; what the first answered is kept."""
    take(filled, "w", "Work", handed_in(tmp_path / "in", s1=1, s2=2))
    take(filled, "w", "Work", handed_in(tmp_path / "in2", s1=3))
    (tmp_path / "a.bin").write_bytes(b"answers of a")
    answers = put_answers(filled, {"a": tmp_path / "a.bin", "b": tmp_path / "none.bin"})
    assert record_runs(filled, "w", reports(1.0, 2.0, 3.0, bundle="b" * 64), ATTEMPTS, answers) == 3
    return filled


def points(book):
    """Attempt → points that count."""
    with book.reading() as session:
        rows = session.execute(select(Run.attempt_id, Run.total).order_by(Run.id))
        return {attempt: total for attempt, total in rows}


def suggested(book, made, **more):
    return propose(book, "w", NEW, made, ATTEMPTS, {}, **more)


def test_a_set_changes_nothing_until_it_is_applied_and_the_old_judging_stays(judged):
    made = suggested(judged, reports(2.0, 2.0, 1.0))
    assert (made.id, made.left_out, made.kept_down) == (1, {}, 0)
    assert points(judged) == {1: 1.0, 2: 2.0, 3: 3.0}
    assert apply_set(judged, "w", 1) == 3
    assert points(judged) == {1: 2.0, 2: 2.0, 3: 1.0}
    assert apply_set(judged, "w", 1) == 0
    with judged.reading() as session:
        totals = session.scalars(select(Run.total).order_by(Run.id)).all()
        assert totals == [1.0, 2.0, 3.0, 2.0, 2.0, 1.0]
        assert audit.broken(session) == ""
        standing = read_class(session, Rules()).rows[0].standings["w"]
        assert (standing.points, standing.attempt) == (2.0, 1)  # the better attempt is another one now
    with pytest.raises(UsageError, match="counts already"):
        drop_set(judged, "w", 1)


def test_the_differences_say_who_gains_who_loses_and_by_which_case(judged):
    suggested(judged, reports(2.0, 2.0, 1.0))
    gains, loses = changes(judged, "w", 1)
    assert (gains.students, gains.before, gains.after, gains.gain) == (("s1",), 1.0, 2.0, 1.0)
    assert [(c.case, c.before, c.after, c.points) for c in gains.cases] == [("q - 1", "FAIL", "PASS", 1.0)]
    assert (loses.attempt, loses.gain, len(loses.cases)) == (3, -2.0, 2)


def test_a_case_that_is_new_or_gone_is_a_difference(judged):
    suggested(judged, reports(1.0, 2.0, 3.0, possible=5.0))
    told = changes(judged, "w", 1)
    assert [[(c.case, c.before, c.after) for c in x.cases] for x in told] == 3 * [[("q - 4", "", "FAIL")]]


def test_only_up_keeps_the_old_judgement_of_who_would_lose(judged):
    made = suggested(judged, reports(2.0, 2.0, 1.0), only_up=True)
    assert made.kept_down == 1
    apply_set(judged, "w", made.id)
    assert points(judged) == {1: 2.0, 2: 2.0, 3: 3.0}


def test_only_up_compares_parts_where_the_work_is_worth_something_else(judged):
    made = suggested(judged, reports(2.0, 4.0, 6.0, possible=8.0), only_up=True)
    assert made.kept_down == 0
    made = suggested(judged, reports(2.0, 4.0, 5.0, possible=8.0), only_up=True)
    assert made.kept_down == 1


def test_a_set_that_is_dropped_never_counts(judged):
    made = suggested(judged, reports(4.0, 4.0, 4.0))
    drop_set(judged, "w", made.id)
    drop_set(judged, "w", made.id)
    assert points(judged) == {1: 1.0, 2: 2.0, 3: 3.0}
    with pytest.raises(UsageError, match="set 1 of w was dropped"):
        apply_set(judged, "w", 1)
    assert suggested(judged, reports(4.0, 4.0, 4.0)).id == 2


def test_the_same_set_is_made_once(judged):
    assert suggested(judged, reports(2.0, 2.0, 1.0)).id == 1
    assert suggested(judged, reports(2.0, 2.0, 1.0)).id == 1
    assert suggested(judged, reports(2.0, 2.0, 2.0)).id == 2
    with judged.reading() as session:
        assert len(session.scalars(select(Regrade)).all()) == 2


def test_a_set_that_other_judgements_came_after_is_not_applied(judged):
    suggested(judged, reports(2.0, 2.0, 1.0))
    record_runs(judged, "w", [report("b", 3.0, bundle="b" * 64)], ATTEMPTS)
    with pytest.raises(UsageError, match=r"1 attempts were judged since it was made \(2\)"):
        apply_set(judged, "w", 1)
    assert points(judged) == {1: 1.0, 2: 3.0, 3: 3.0}


def test_what_could_not_be_judged_on_our_side_keeps_its_points(judged):
    made = suggested(judged, [report("a", 0.0, status=Status.UNGRADED), *reports(1.0, 2.0, 3.0)[1:]])
    assert made.left_out == {1: "why"}
    apply_set(judged, "w", made.id)
    assert points(judged) == {1: 1.0, 2: 2.0, 3: 3.0}
    with judged.reading() as session:
        assert len(session.scalars(select(Run)).all()) == 5


def test_nothing_to_change_is_no_set(judged):
    made = suggested(judged, reports(1.0, 2.0, 3.0, bundle="b" * 64))
    assert made.id is None


def test_what_code_answered_stays_with_its_attempt(judged, tmp_path):
    kept = judged_before(judged, "w", ATTEMPTS)
    assert kept["a"][1].read_bytes() == b"answers of a"
    assert kept["b"] is None
    (tmp_path / "b.bin").write_bytes(b"answers of b")
    fresh = put_answers(judged, {"b": tmp_path / "b.bin"})
    made = propose(judged, "w", NEW, reports(2.0, 2.0, 1.0), ATTEMPTS, fresh)
    apply_set(judged, "w", made.id)
    kept = judged_before(judged, "w", ATTEMPTS)
    assert [kept[n] and kept[n][1].read_bytes() for n in "abc"] == [b"answers of a", b"answers of b", None]
    assert missing_files(judged) == []
    kept["b"][1].unlink()
    assert len(missing_files(judged)) == 1


# -- killed -----------------------------------------------------------------------------------------------------------


def work(db, files, made, begun=None):
    """What the command does to the book, from the start."""
    book = open_book(db, files)
    if begun is not None:
        begun.set()
    number = propose(book, "w", NEW, made, {f"s{i}": i for i in range(1, len(made) + 1)}, {}).id
    if number is not None:
        apply_set(book, "w", number)
    book.engine.dispose()


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_it_comes_to_the_same(filled, db, tmp_path):
    count = 15
    take(filled, "w", "Work", handed_in(tmp_path / "in", s1=0))
    for i in range(1, count):
        take(filled, "w", "Work", handed_in(tmp_path / f"in{i}", s1=i))
    old = [report(f"s{i}", float(i % 5), bundle="b" * 64) for i in range(1, count + 1)]
    attempts = {f"s{i}": i for i in range(1, count + 1)}
    record_runs(filled, "w", old, attempts)
    filled.engine.dispose()
    spawn, rng = multiprocessing.get_context("spawn"), np.random.default_rng(15)
    took, killed = 0.0, 0
    for n in range(KILLS + 1):
        new = [report(f"s{i}", float((i + n) % 4), bundle=f"{n:064d}") for i in range(1, count + 1)]
        before = points(filled)
        begun = spawn.Event()
        worker = spawn.Process(target=work, args=(db, tmp_path / "files", new, begun))
        worker.start()
        assert begun.wait(60)
        began = time.monotonic()
        worker.join(rng.uniform(0, took) if n else None)
        if worker.is_alive():
            os.kill(worker.pid, signal.SIGKILL)
            killed += 1
        worker.join()
        took = took or time.monotonic() - began
        after = {i: float((i + n) % 4) for i in range(1, count + 1)}
        assert points(filled) in (before, after)  # none or all
        work(db, tmp_path / "files", new)
        assert points(filled) == after
    assert killed >= KILLS / 4
    with filled.reading() as session:
        assert audit.broken(session) == ""
        rows = session.scalars(select(Regraded.regrade_id)).all()
        assert {rows.count(n) for n in rows} == {count}
        assert {s.state for s in session.scalars(select(Regrade))} == {"applied"}
    assert missing_files(filled) == []
