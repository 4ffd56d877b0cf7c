"""Statistics from the book: whose attempt counts, and that one report at a time is enough."""

import hashlib
import time
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from autograder.errors import CourseError, UsageError
from autograder.gradebook import models
from autograder.gradebook.record import record_runs, set_roster, take
from autograder.gradebook.statistics import work_statistics
from autograder.handin.roster import Student
from autograder.results import Status
from tests.analysis.classes import report, result, simulated
from tests.gradebook.conftest import ROSTER
from tests.gradebook.test_queries import DAY, judged
from tests.gradebook.test_record import handed_in

SECONDS = 1.0


@pytest.fixture
def taken(filled, tmp_path):
    """Takes an attempt at two questions, the first of which earns `share`."""

    def one(student, share, late=timedelta(0), **more):
        own = (result("q1", [share]), result("q2", [1]))
        judged(filled, tmp_path, "w", student, 2.0 * share + 2, late, questions=own, **more)

    return one


def of_q1(book, which="first"):
    found = work_statistics(book, "w", which)
    return found.students, found.questions[0].item.difficulty if found.questions else None


def test_the_first_attempt_counts_by_its_time_unless_the_last_is_asked(filled, taken):
    taken("s1", 1, late=DAY)
    taken("s1", 0, late=timedelta(0))
    assert of_q1(filled) == (1, 0.0)
    assert of_q1(filled, "last") == (1, 1.0)


def test_a_group_is_one_submission(filled, taken):
    taken("s1", 1)
    taken("s2", 0)  # s3 is of the same group
    assert of_q1(filled) == (2, 0.5)


def test_what_cannot_be_read_is_no_first_attempt(filled, taken):
    taken("s1", 0, status=Status.UNGRADABLE)
    taken("s1", 1, late=DAY)
    assert of_q1(filled) == (1, 1.0)


def test_a_first_attempt_that_is_not_judged_is_not_replaced_by_the_second(filled, tmp_path, taken):
    take(filled, "w", "w", handed_in(tmp_path / "a", s1=7))
    taken("s1", 1)
    assert of_q1(filled)[0] == 0


def test_the_newest_judgement_counts(filled, taken):
    taken("s1", 0)
    again = report(1, result("q1", [1]), result("q2", [1]))
    record_runs(filled, "w", [again], {again.submission: 1})
    assert of_q1(filled) == (1, 1.0)


def test_who_left_is_not_counted(filled, taken):
    taken("s1", 1)
    taken("s2", 0)
    set_roster(filled, ROSTER[1:], "later.csv")
    assert of_q1(filled) == (1, 0.0)


def test_other_works_are_not_counted_and_an_unknown_one_is_told(filled, taken, tmp_path):
    taken("s1", 1)
    judged(filled, tmp_path, "w2", "s2", 2.0)
    assert of_q1(filled) == (1, 1.0)
    with pytest.raises(UsageError, match="the gradebook has nothing of 'w3'"):
        work_statistics(filled, "w3")


def test_a_lost_report_is_told(filled, taken):
    taken("s1", 1)
    for path in filled.blobs.folder.rglob("*"):
        if path.is_file() and b"provenance" in path.read_bytes():
            path.unlink()
    with pytest.raises(CourseError, match="restore it"):
        work_statistics(filled, "w")


def big(book, students, attempts):
    """A book of one work with so many attempts of each of so many students, straight into its tables."""
    set_roster(book, [Student(f"s{i:04d}", f"Student {i}") for i in range(students)], "roster.csv")
    start = datetime(2026, 10, 1, tzinfo=UTC)
    runs, owners, tries = [], [], []
    names = [_write(book, r) for r in simulated(students)]
    for i in range(students):
        for k in range(attempts):
            number = i * attempts + k + 1
            came = {"received": start + k * DAY, "taken": start}
            tries.append({"id": number, "work_id": 1, "label": "x", "content": "c", "order": "", **came})
            owners.append({"attempt_id": number, "person_id": i + 1})
            points = {"status": "graded", "total": 1.0, "possible": 2.0, "pending": 0.0, "made": start}
            runs.append({"attempt_id": number, "bundle": "b", "engine": "e", "report": names[i], **points})
    with book.writing() as session:
        session.execute(insert(models.Work), [{"id": 1, "name": "w", "title": "w", "possible": 2.0}])
        session.execute(insert(models.Attempt), tries)
        session.execute(insert(models.HandedInBy), owners)
        session.execute(insert(models.Run), runs)


def _write(book, r):
    """A blob without waiting for the disk."""
    data = r.to_json()
    path = book.blobs.path(hashlib.sha256(data).hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path.name


@pytest.mark.parametrize("attempts", [3, 12])
def test_500_students_are_answered_in_a_second_whatever_their_attempts_and_one_report_at_a_time(book, attempts):
    big(book, 500, attempts)
    work_statistics(book, "w")  # warm: modules, pages of the database
    took = []
    for _ in range(3):
        began = time.perf_counter()
        found = work_statistics(book, "w")
        took.append(time.perf_counter() - began)
    assert found.students == 500
    assert found.questions[2].said
    assert min(took) < SECONDS
    tracemalloc.start()
    work_statistics(book, "w")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * 2**20  # 500 reports as objects are 5 MiB, their numbers less than one
