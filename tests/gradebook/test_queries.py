"""Standings and final grades: which attempt counts, how late it is, and where late days go."""

from datetime import timedelta

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from autograder.errors import CourseError
from autograder.gradebook.explain import explained
from autograder.gradebook.models import Base, Instant
from autograder.gradebook.queries import history, read_class
from autograder.gradebook.record import (
    extend,
    find_person,
    record_released,
    record_runs,
    set_roster,
    take,
    unpack_attempts,
)
from autograder.gradebook.results import counting
from autograder.gradebook.rules import Rules, rules_in
from autograder.handin.policy import Policy
from autograder.handin.roster import Student
from autograder.results import CaseResult, QuestionResult, Status, Verdict
from tests.gradebook.conftest import ROSTER
from tests.gradebook.test_record import NOON, at, handed_in, report

DAY = timedelta(days=1)
RULES = msgspec.convert(
    {
        "late_days": 2,
        "per_work": 2,
        "pass_at": 0.5,
        "categories": {"homework": {"weight": 1, "works": ["w*"]}},
        "policy": {"closes": NOON, "keep": "best", "late": {"per_day": 0.25, "hard_stop_days": 3}},
    },
    Rules,
)
NO_DAYS = msgspec.structs.replace(RULES, late_days=0)


def judged(book, tmp_path, work, student, total, late=timedelta(0), **more):
    """Takes an attempt of a student and records its judgement, of 2 points."""
    files = handed_in(tmp_path / f"{work}-{student}-{total}-{late.total_seconds():.0f}", **{student: total})
    assert take(book, work, work, files, [at(student, NOON + late)]).new
    attempts = unpack_attempts(book, work, tmp_path / "out" / f"{len(list((tmp_path / 'out').glob('*')))}").attempts
    submission, number = max(attempts.items(), key=lambda a: a[1])
    record_runs(book, work, [msgspec.structs.replace(report(submission, total=total), **more)], {submission: number})


def row(book, student, rules=RULES):
    with book.reading() as session:
        return read_class(session, rules, person=find_person(session, student).id).rows[0]


@pytest.fixture
def taken(filled, tmp_path):
    return lambda *args, **more: judged(filled, tmp_path, *args, **more)


def test_the_tables_are_those_of_the_models_after_all_migrations(book):
    with book.engine.connect() as connection:
        options = {"compare_type": lambda c, i, m, *types: False if isinstance(types[1], Instant) else None}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_lateness_costs_what_the_rules_say_and_says_so(filled, taken):
    taken("w1", "s1", 2.0, late=DAY / 2)
    standing = row(filled, "s1", NO_DAYS).standings["w1"]
    assert (standing.points, standing.possible) == (1.5, 2.0)
    assert "12 h after the closing time" in standing.lines[0]


def test_a_late_day_is_spent_where_it_helps_and_only_there(filled, taken):
    taken("w1", "s1", 2.0)
    taken("w2", "s1", 2.0, late=DAY / 2)
    taken("w3", "s1", 0.0, late=DAY / 2)
    final = row(filled, "s1").final
    assert final.days == 1
    assert [(p.work, p.part, p.days) for c in final.categories for p in c.works] == [
        ("w1", 1.0, 0), ("w2", 1.0, 1), ("w3", 0.0, 0),
    ]  # fmt: skip


def test_late_days_bring_back_what_came_after_the_last_day(filled, taken):
    taken("w1", "s1", 2.0, late=3.5 * DAY)
    assert row(filled, "s1", NO_DAYS).final.part == 0
    assert row(filled, "s1").final.part == pytest.approx(0.5)  # two of four days; the other two cost a quarter each


def test_an_extension_moves_the_deadline_of_one_student(filled, taken):
    taken("w1", "s1", 2.0, late=DAY / 2)
    taken("w1", "s2", 2.0, late=DAY / 2)
    extend(filled, "s1", "w1", extra_min=24 * 60, reason="ill")
    assert row(filled, "s1", NO_DAYS).standings["w1"].points == 2.0
    assert row(filled, "s2", NO_DAYS).standings["w1"].points == 1.5


def test_an_excused_work_does_not_count_and_a_missing_one_is_zero(filled, taken):
    taken("w1", "s1", 2.0)
    taken("w2", "s2", 2.0)
    extend(filled, "s1", "w2", excused=True)
    assert row(filled, "s1").final.part == 1.0
    assert row(filled, "s2").final.part == 0.5


def test_both_of_a_group_get_the_mark_of_what_one_handed_in(filled, taken):
    taken("w1", "s2", 1.5)
    assert row(filled, "s2").standings["w1"].points == row(filled, "s3").standings["w1"].points == 1.5


def test_what_cannot_be_read_counts_only_where_nothing_else_is_there(filled, taken):
    last = msgspec.structs.replace(RULES, policy={**RULES.policy, "keep": "last"})
    taken("w1", "s1", 1.0)
    taken("w1", "s1", 0.0, late=-timedelta(hours=1), status=Status.UNGRADABLE)
    taken("w1", "s1", 0.5, late=-timedelta(hours=2))
    assert row(filled, "s1", last).standings["w1"].points == 1.0
    taken("w1", "s2", 0.0, status=Status.UNGRADABLE)
    assert row(filled, "s2", last).standings["w1"].attempt == 4


def test_an_attempt_that_is_not_judged_waits(filled, tmp_path):
    take(filled, "w1", "w1", handed_in(tmp_path / "a", s1=1))
    assert row(filled, "s1").standings["w1"].waits == "not judged"


def test_the_newest_judgement_counts_and_the_older_one_stays_in_the_history(filled, taken):
    taken("w1", "s1", 1.0)
    record_runs(filled, "w1", [report("s1.1", total=2.0)], {"s1.1": 1})
    assert row(filled, "s1").standings["w1"].points == 2.0
    with filled.reading() as session:
        told = [e.what for e in history(session, find_person(session, "s1"))]
    assert told[-2:] == ["w1: attempt 1: graded, 1", "w1: attempt 1: graded, 2"]


def test_a_history_tells_nothing_of_others(filled, taken):
    taken("w1", "s1", 1.0)
    taken("w1", "s2", 2.0)
    extend(filled, "s2", "w1", extra_min=60)
    with filled.reading() as session:
        told = [e.what for e in history(session, find_person(session, "s1"))]
    assert len(told) == 3
    assert not [line for line in told if "attempt 2" in line or "extra_min" in line]


def test_what_a_student_was_shown_stays_when_the_points_change(filled, taken):
    taken("w1", "s1", 1.0)
    person = row(filled, "s1").person
    assert record_released(filled, "w1", {person: (1, 1.0, 2.0, ())}) == 1
    assert record_released(filled, "w1", {person: (1, 1.0, 2.0, ())}) == 0
    record_runs(filled, "w1", [report("s1.1", total=2.0)], {"s1.1": 1})
    assert record_released(filled, "w1", {person: (2, 2.0, 2.0, ())}) == 1
    with filled.reading() as session:
        told = [e.what for e in history(session, find_person(session, "s1")) if "shown" in e.what]
    assert told == ["w1: was shown 1 of 2", "w1: was shown 2 of 2"]


def test_an_explanation_goes_from_the_grade_down_to_the_case(filled, taken):
    case = CaseResult(
        name="ties", hidden=True, verdict=Verdict.FAIL, points=0, possible=1, failure_message="first of a tie"
    )
    question = QuestionResult(name="q1", points=1, possible=2, cases=(case,))
    taken("w1", "s1", 1.0, late=DAY / 2, questions=(question,))
    text = "\n".join(explained(filled, row(filled, "s1", NO_DAYS)))
    for part in (
        "Ada Lovelace (s1): 37.50 %, not passed", "homework: 37.50 % at 100.00 % of the grade", "w1: 0.75 of 2",
        "1 late day at 0.25 of the points each", "q1: 1 of 2", "ties: FAIL: first of a tie",
    ):  # fmt: skip
        assert part in text


def test_the_class_page_has_a_row_for_each_student_by_the_attempt_that_counts(filled, tmp_path):
    take(filled, "w1", "w1", handed_in(tmp_path / "a", s1=1), [at("s1", NOON)])
    take(filled, "w1", "w1", handed_in(tmp_path / "b", s1=2), [at("s1", NOON + DAY / 2)])
    attempts = unpack_attempts(filled, "w1", tmp_path / "out").attempts
    rows = counting(filled, NO_DAYS, "w1", attempts)([report("s1.1", total=1.0), report("s1.2", total=2.0)])
    assert [(r.student, r.total, r.handed_in.attempt) for r in rows] == [
        ("Ada Lovelace", 1.5, "2 of 2"), ("Bob Ross", 0.0, "none"), ("Cy Young", 0.0, "none"),
    ]  # fmt: skip
    assert "late day" in rows[0].adjustments[-1]


def test_who_left_has_no_row(filled, taken):
    taken("w1", "s1", 1.0)
    set_roster(filled, ROSTER[1:], "later.csv")
    with filled.reading() as session:
        assert [r.id for r in read_class(session, RULES).rows] == ["s2", "s3"]


def test_rows_are_in_the_order_of_ids_whoever_came_first_and_handed_in(filled, taken):
    set_roster(filled, [*ROSTER, Student("s0", "Zed")], "later.csv")
    taken("w1", "s3", 1.0)
    with filled.reading() as session:
        rows = read_class(session, RULES).rows
    assert [(r.id, r.standings["w1"].attempts) for r in rows] == [("s0", 0), ("s1", 0), ("s2", 1), ("s3", 1)]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("grades.late_days = -1", r"grades: Expected `int` >= 0 - at `\$\.late_days`"),
        ("grades.categories.x.works = ['w']", r"missing required field `weight` - at"),
        ("grades.exams = ['w']", "grades: Object contains unknown field `exams`"),
        ("grades.policy.keeep = 'best'", r"grades.policy: Object contains unknown field `keeep`"),
        ("grades.works.w.closes = 2026-10-20T12:00:00", r"grades.works.w: policy.time_zone: expected a name"),
    ],
)
def test_a_wrong_rule_is_told_with_its_file_and_key(tmp_path, toml, told):
    path = tmp_path / "course.toml"
    path.write_text(toml)
    with pytest.raises(CourseError, match=told) as e:
        rules_in(path, tmp_path)
    assert str(path) in str(e.value)


def test_what_lateness_costs_may_be_said_once_and_the_times_with_each_work(tmp_path):
    path = tmp_path / "course.toml"
    late = "[grades.policy]\nlate = {per_day = 0.1, hard_stop_days = 3}\n[grades.works.w]\n"
    path.write_text(f"{late}closes = 2026-10-20T12:00:00+02:00\n[grades.works.v]\nkeep = 'last'\n")
    rules = rules_in(path, tmp_path)
    assert [rules.policy_of(work).late.per_day for work in "wvu"] == [0.1, 0.1, 0.1]
    path.write_text("[grades.works.w]\nlate = {per_day = 0.1, hard_stop_days = 3}\n")
    with pytest.raises(CourseError, match="grades.works.w: policy.late: nothing can be late without `closes`"):
        rules_in(path, tmp_path)


def test_groups_hand_in_what_the_rules_name_and_no_exam():
    rules = msgspec.structs.replace(RULES, groups=("project-*", "quiz"), exams={"quiz": Policy()})
    assert [rules.shared(work) for work in ("project-1", "w1", "quiz")] == [True, False, False]
    assert RULES.shared("w1")


def test_late_days_are_not_for_exams(taken, filled):
    taken("w1", "s1", 2, late=DAY / 2)
    assert row(filled, "s1").final.days == 1
    exam = msgspec.structs.replace(RULES, exams={"w1": RULES.policy_of("w1")})
    assert (row(filled, "s1", exam).final.days, row(filled, "s1", exam).final.part) == (0, 0.75)


def test_what_is_handed_in_alone_is_no_attempt_of_the_group(filled, tmp_path):
    take(filled, "w1", "w1", handed_in(tmp_path / "a", s2=1), shared=False)
    take(filled, "w2", "w2", handed_in(tmp_path / "b", s2=1))
    assert [row(filled, "s3").standings[w].attempts for w in ("w1", "w2")] == [0, 1]


def test_what_is_ungraded_by_our_failure_waits_and_is_no_zero(filled, tmp_path):
    take(filled, "w1", "w1", handed_in(tmp_path / "a", s1=1))
    ours = msgspec.structs.replace(report("s1.1"), status=Status.UNGRADED, total=0.0)
    record_runs(filled, "w1", [ours], {"s1.1": 1})
    assert row(filled, "s1").standings["w1"].waits == "not judged"
