"""Shared answers: a hundred classes' worth of cheating is found, and a thousand honest students raise nothing.

Answers are judged without a sandbox here (test_grading.py has one): a report is made of what each student wrote.
"""

import json
import random

import pytest

from autograder.exam.grading.sharing import shared_answers
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.sheets.exam import load_exam
from autograder.handin.keys import ExamKey
from autograder.results import QuestionResult, Report, Status

KEY = ExamKey(bytes(range(32)))
CLASS = [f"s{i}" for i in range(100)]


@pytest.fixture(scope="module")
def sheets(trial):
    exam = load_exam(trial, "trial")
    return {s: exam.sheet(KEY, s) for s in CLASS}


def report(student, answers):
    questions = tuple(
        QuestionResult(name=n, points=0.0, possible=1.0, cases=(), answer=json.dumps(v)) for n, v in answers.items()
    )
    return Report(
        submission=student,
        student=student,
        assignment="t",
        status=Status.GRADED,
        total=0,
        possible=9,
        questions=questions,
    )


def right(sheet):
    return {q.name: q.kind.answer_value() for q in sheet.questions if q.kind and not isinstance(q.kind, Manual)}


def slip(kind, value, rng):
    """A wrong answer as an honest student gives it: a named mistake, a slip, a guess."""
    if kind.mistakes and rng.random() < 0.4:
        return rng.choice(kind.mistakes).value
    if isinstance(kind, Number):
        return rng.choice(
            [value + 1, value - 1, -value, 2 * value, value / 2, 10 * value, round(value), rng.randint(0, 20)]
        )
    if isinstance(kind, Choice):
        return "".join(c for c in kind.alphabet if rng.random() < 0.5) if kind.many else rng.choice(kind.alphabet)
    if isinstance(kind, Matrix):
        return [[rng.choice([x, -x, x + 1, rng.randint(-9, 9)]) for x in row] for row in value]
    return rng.choice(["x", "1", "2*x", "x**2", "2*x**3", "3*x**2", "4*x"])


def honest(sheet, rng):
    """Answers of somebody who gets about half of it right, alone."""
    kinds = {q.name: q.kind for q in sheet.questions}
    return {n: v if rng.random() < 0.5 else slip(kinds[n], v, rng) for n, v in right(sheet).items()}


def test_a_thousand_honest_students_raise_nothing(sheets):
    rng = random.Random(1)
    for _ in range(10):
        reports = [report(s, honest(sheets[s], rng)) for s in CLASS]
        assert shared_answers(reports, sheets, {s: s for s in CLASS}) == []


def test_a_hundred_copied_sheets_are_found_with_both_names_and_the_questions(sheets):
    rng = random.Random(2)
    for number in range(100):
        copier, source = rng.sample(CLASS, 2)
        answers = right(sheets[source])
        own = right(sheets[copier])
        reports = [report(s, honest(sheets[s], rng)) for s in rng.sample(CLASS, 10) if s != copier] + [
            report(copier, answers)
        ]
        found = shared_answers(reports, sheets, {s: s for s in CLASS})
        assert [(f.student, f.other) for f in found] == [(copier, source)], number
        differ = {n for n in answers if answers[n] != own[n]}
        assert {"total", "grid"} <= set(found[0].questions) <= differ


def test_two_long_numbers_are_enough_and_one_is_not(sheets):
    def find(*names):
        answers = right(sheets["s1"]) | {n: right(sheets["s2"])[n] for n in names}
        reports = [report(s, answers if s == "s1" else right(sheets[s])) for s in CLASS]
        return [(f.student, f.other) for f in shared_answers(reports, sheets, {s: s for s in CLASS})]

    assert find("total") == []
    assert find("total", "grid") == [("s1", "s2")]


def test_a_named_mistake_is_no_evidence(sheets):
    """Where a mistake on one sheet is right on another, many make it."""
    total = {q.name: q for q in sheets["s1"].questions}["total"].kind
    answers = right(sheets["s1"]) | {"total": total.mistakes[0].value}
    assert shared_answers([report("s1", answers)], sheets, {"s1": "s1"}) == []


@pytest.mark.parametrize("text", ["", "not json", "[[[[[[1]]]]]]", '{"a": 1}', "1e999", "NaN", '"' + "x" * 1000 + '"'])
def test_answers_of_any_form_are_taken(sheets, text):
    questions = tuple(
        QuestionResult(name=n, points=0.0, possible=1.0, cases=(), answer=text) for n in right(sheets["s1"])
    )
    hostile = Report(
        submission="s1", student="s1", assignment="t", status=Status.GRADED, total=0, possible=9, questions=questions
    )
    assert shared_answers([hostile], sheets, {"s1": "s1"}) == []
