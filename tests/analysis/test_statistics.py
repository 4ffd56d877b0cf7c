"""From reports to what is said of each question: whom it counts, and which sentence."""

import msgspec
import numpy as np
import pytest

from autograder.analysis.page import told
from autograder.analysis.statistics import Split, statistics_of
from autograder.results import HandedIn, Status
from tests.analysis.classes import NO_BIAS, report, reports_of, result, simulated, two_pl

NAN = float("nan")


def said(found):
    return dict(told(found))


def test_each_bad_question_is_named_in_one_sentence_with_the_next_step():
    found = said(statistics_of(simulated(200), "first attempts"))
    assert set(found) == {"q3", "q5", "q6"}
    assert "looks reversed. Look at" in found["q3"]
    assert found["q5"].startswith("Everybody has all its points")
    assert "Nobody has a point. Make sure that the official solution" in found["q6"]


def test_a_question_that_luck_decides_is_named():
    rng = np.random.default_rng(2)
    table = two_pl(rng, 400, [1.5, 1.5, 1.5, 0.0], [-0.5, 0.0, 0.5, 0.0])
    found = said(statistics_of(reports_of(table), "x"))
    assert set(found) == {"q4"}
    assert "nearly nothing" in found["q4"]


def test_a_case_is_named_where_its_question_is_not():
    rng = np.random.default_rng(0)
    skill = rng.normal(size=300)
    table = np.stack([two_pl(rng, 300, [1.5, 1.5], [0.0, 0.0], skill) for _ in range(3)], axis=2)
    table[:, 1, 2] = 0.0
    found = said(statistics_of(reports_of(table), "x"))
    assert list(found) == ["q2 · case 3"]
    assert "Nobody passes it" in found["q2 · case 3"]


def test_a_case_is_compared_with_the_other_questions():
    """Two cases that agree, of a question that has nothing to do with the others: its own points must not help it."""
    rng = np.random.default_rng(1)
    skill, own = rng.normal(size=(2, 600))
    table = np.stack([np.stack([two_pl(rng, 600, 1.5, [0.0], s)[:, 0] for s in (skill, skill, own)], 1)] * 2, axis=2)
    cases = {(c.question, c.item.name): c.item.discrimination.r for c in statistics_of(reports_of(table), "x").cases}
    assert abs(cases["q3", "case 1"]) < 0.1
    assert cases["q1", "case 1"] > 0.15


def test_of_one_question_its_cases_are_compared_with_each_other():
    rng = np.random.default_rng(1)
    skill = rng.normal(size=300)
    table = np.stack([two_pl(rng, 300, [2.0], [0.0], skill) for _ in range(3)], axis=2)
    found = statistics_of(reports_of(table), "x")
    assert all(c.item.discrimination.r > 0.2 for c in found.cases)
    assert found.questions[0].item.discrimination is None
    assert any("no rest" in note for note in found.notes)
    assert found.reliability == "No α: it needs two questions."


@pytest.mark.parametrize("count", [1, 2, 9])
def test_few_students_are_told_so_and_nothing_is_named(count):
    found = statistics_of(simulated(count), "x")
    assert told(found) == []
    assert found.notes[0].startswith(f"{count} student")
    assert found.reliability.startswith("No α: it needs 10 students with points in all 6 questions")
    assert all(q.item.discrimination is None and q.item.difficulty is not None for q in found.questions)


def test_nobody_is_no_error():
    found = statistics_of([], "x")
    assert (found.students, found.totals, found.questions) == (0, None, ())


def test_what_waits_for_a_person_is_no_zero():
    rows = [report(i, result("q1", [1, NAN]), result("q2", [1, 0])) for i in range(5)]
    rows += [report(9, result("q1", [1, 0]), result("q2", [1, 0]))]
    found = statistics_of(rows, "x")
    q1, q2 = (q.item for q in found.questions)
    assert (q1.count, q1.difficulty, q2.count) == (1, 0.5, 6)
    assert found.totals.count == 1


def test_a_question_that_nobody_marked_yet_is_said_and_has_no_figure():
    found = statistics_of([report(i, result("q1", [NAN]), result("q2", [i % 2])) for i in range(12)], "x")
    assert found.questions[0].item.difficulty is None
    assert "No figure for q1: nobody's points are decided yet." in found.notes


def test_questions_of_a_pool_are_counted_for_those_who_got_them():
    rows = [report(i, result("all", [i % 2]), result("ab"[i % 2], [i % 3 == 0])) for i in range(30)]
    found = {q.item.name: q.item for q in statistics_of(rows, "x").questions}
    assert (found["all"].count, found["a"].count, found["b"].count) == (30, 15, 15)
    assert found["a"].difficulty == pytest.approx(1 / 3)


def test_who_is_not_graded_or_nobody_or_a_group_twice_is_not_counted():
    one = report(1, result("q1", [1]))
    ungradable = msgspec.structs.replace(one, submission="u", status=Status.UNGRADABLE)
    stranger = msgspec.structs.replace(one, submission="w", handed_in=HandedIn(whose="nobody"))
    partner = msgspec.structs.replace(one, student="Partner")
    assert statistics_of([one, partner, ungradable, stranger], "x").students == 1


def test_a_misconception_is_counted_once_a_student_with_one_example():
    rows = [
        report(i, result("q1", [0, 0], diagnosis=NO_BIAS), result("q2", [i % 2], diagnosis=NO_BIAS)) for i in range(3)
    ]
    rows += [report(9, result("q1", [1, 1]), result("q2", [1]))]
    (found,) = statistics_of(rows, "x").misconceptions
    assert (found.students, found.share) == (3, 0.75)
    assert (found.student, found.question, found.case) == ("Student 0", "q1", "case 1")


def two_versions(rng, count):
    """Every second student has a harder q1 (from another pool); q2 is the same for all."""
    skill, which = rng.normal(size=count), np.arange(count) % 2
    pool = two_pl(rng, count, 1.5, np.where(which, 1.5, -1.0)[:, None], skill)[:, 0]
    other = two_pl(rng, count, 1.5, [0.0], skill)[:, 0]
    rows = [report(i, result("ab"[which[i]], [pool[i]]), result("q2", [other[i]])) for i in range(count)]
    return rows, {f"s{i}": "ab"[which[i]] for i in range(count)}


def test_the_harder_question_of_a_pool_is_named():
    rows, labels = two_versions(np.random.default_rng(4), 100)
    found = statistics_of(rows, "x", [Split("a / b", ("a", "b"), "question", labels)])
    assert said(found)["a / b by question"].startswith("b is harder than a")


def test_a_hard_question_of_a_version_does_not_make_its_other_questions_look_easy():
    """40 classes: q2 is called unequal in 5 % ± 3 standard errors of 3.4 %; with the rest taken off, in 47 %."""
    rng, alarms = np.random.default_rng(4), 0
    for _ in range(40):
        rows, labels = two_versions(rng, 300)
        (q2,) = statistics_of(rows, "x", [Split("q2", ("q2",), "version", labels, whole=True)]).variants
        alarms += q2.comparison.p <= 0.05
    assert alarms / 40 <= 0.05 + 3 * 0.034
