"""The grade against plain arithmetic, the schedule against the calendar, the project's rules one by one."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.lectures import mechanics
from reference.misconceptions import misconceptions_of

MARKS = st.lists(st.floats(0, 100), min_size=1, max_size=10)
DAY = date(2024, 10, 13)
GOOD = (2, "NeurIPS", False, DAY, DAY)


def names(messages):
    return [message.split(":")[0] for message in messages]


# -- grade -------------------------------------------------------------------------------------------------------------


def test_the_published_grade_is_81(xp):
    assert float(mechanics.final_grade(xp.asarray([70, 90]), 70, 90)) == pytest.approx(81.0)


@given(quiz=MARKS, final=st.floats(0, 100), project=st.floats(0, 100))
def test_the_grade_is_plain_arithmetic(quiz, final, project):
    expected = 0.20 * sum(quiz) / len(quiz) + 0.35 * final + 0.45 * project
    assert float(mechanics.final_grade(np.array(quiz), final, project)) == pytest.approx(expected, abs=1e-9)


@given(mark=st.floats(0, 100), quizzes=st.integers(1, 12))
def test_equal_marks_give_that_mark(mark, quizzes):
    assert float(mechanics.final_grade(np.full(quizzes, mark), mark, mark)) == pytest.approx(mark)


def test_other_weights_may_be_given(xp):
    assert float(mechanics.final_grade(xp.asarray([40, 60]), 80, 10, (0.5, 0.5, 0.0))) == pytest.approx(65)


def test_the_grade_keeps_the_quizzes_dtype_and_leaves_them_alone(xp):
    quiz = xp.asarray([70, 90, 50], "float32")
    grade = mechanics.final_grade(quiz, np.float64(70), 90)
    assert grade.dtype == quiz.dtype
    assert xp.to_numpy(quiz).tolist() == [70, 90, 50]


def test_integer_marks_are_accepted(xp):
    assert float(mechanics.final_grade(xp.ints([70, 90]), 70, 90)) == pytest.approx(81.0)


@pytest.mark.parametrize(
    ("quiz", "final", "project", "message"),
    [
        ([], 70, 90, "quiz: expected at least one mark"),
        ([[70.0]], 70, 90, r"quiz: expected 1 axes \(Q,\)"),
        ([101.0], 70, 90, "quiz: expected marks in 0–100, got 101"),
        ([float("nan")], 70, 90, "quiz: expected marks"),
        ([70.0], -1, 90, "final: expected marks in 0–100, got -1"),
        ([70.0], 70, 100.5, "project: expected marks"),
    ],
)
def test_impossible_marks_are_refused(xp, quiz, final, project, message):
    with pytest.raises(ValueError, match=message):
        mechanics.final_grade(xp.asarray(quiz), final, project)


@pytest.mark.parametrize("weights", [(20, 35, 45), (0.5, 0.5), (1.2, -0.1, -0.1)])
def test_weights_that_are_no_shares_are_refused(weights):
    with pytest.raises(ValueError, match="weights: expected three numbers"):
        mechanics.final_grade(np.array([1.0]), 1, 1, weights)


def test_a_list_of_quizzes_is_refused():
    with pytest.raises(TypeError):
        mechanics.final_grade([70.0], 70, 90)


# -- project -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("venue", mechanics.VENUES)
def test_a_choice_within_the_rules_has_no_message(size, venue):
    assert mechanics.validate_project(size, venue, False, DAY, DAY) == []


@pytest.mark.parametrize(
    ("place", "value", "name"),
    [
        (0, 3, "group_size"),
        (0, 0, "group_size"),
        (1, "Journal of Irreproducible Results", "venue"),
        (2, True, "has_public_code"),
        (3, DAY + timedelta(days=1), "picked"),
    ],
)
def test_each_broken_rule_has_its_message(place, value, name):
    choice = [*GOOD]
    choice[place] = value
    assert names(mechanics.validate_project(*choice)) == [name]


def test_all_broken_rules_are_listed_in_the_arguments_order():
    messages = mechanics.validate_project(5, "Nowhere", True, DAY + timedelta(days=3), DAY)
    assert names(messages) == ["group_size", "venue", "has_public_code", "picked"]


def test_a_similar_conference_may_be_added():
    assert mechanics.validate_project(2, "ICCV", False, DAY, DAY, (*mechanics.VENUES, "ICCV")) == []


# -- schedule ----------------------------------------------------------------------------------------------------------


def test_the_weeks_have_their_printed_days():
    printed = (
        "2 Oct, 9 Oct, 16 Oct, 23 Oct, 30 Oct, 6 Nov, 13 Nov, 20 Nov, 27 Nov, 4 Dec, 11 Dec, 18 Dec, 25 Dec, 1 Jan"
    )
    assert [f"{week.date.day} {week.date:%b}" for week in mechanics.schedule()] == printed.split(", ")


def test_every_lecture_is_on_the_lecture_day():
    assert {f"{week.date:%A}" for week in mechanics.schedule()} == {mechanics.COURSE["lecture_day"]}


def test_the_weeks_are_numbered_and_have_their_own_keywords():
    weeks = mechanics.schedule()
    assert [week.no for week in weeks] == list(range(1, 15))
    assert len({week.title for week in weeks}) == 14
    keywords = [keyword for week in weeks for keyword in week.keywords]
    assert len(set(keywords)) == len(keywords)


@pytest.mark.parametrize(
    ("no", "keyword"),
    [(1, "perceptron learning"), (2, "capacity"), (4, "LSTM"), (6, "BERT"), (9, "Flamingo"), (14, "actor-critic")],
)
def test_a_keyword_stands_in_its_week(no, keyword):
    assert [week.no for week in mechanics.schedule() if keyword in week.keywords] == [no]


def test_another_year_shifts_all_weeks():
    assert mechanics.schedule(date(2025, 10, 1))[13].date == date(2025, 12, 31)


def test_the_facts_of_the_syllabus():
    course = mechanics.COURSE
    assert (course["ects"], course["theory_hours"], course["lab_hours"]) == (8, 3, 0)
    assert (course["entry_form_due"].day, course["paper_due"].day) == (3, 13)
    assert course["first_quiz"] == {"week": 2, "chapters": (1, 7), "pages": (4, 96)}
    assert mechanics.WEIGHTS == (0.20, 0.35, 0.45)


# -- misconceptions ----------------------------------------------------------------------------------------------------


def grades(function):
    return [round(float(function(np.array([70.0, 90.0]), 70.0, 90.0)), 6)]


def messages(function):
    return [names(function(*choice)) for choice in (GOOD, (3, "ICML", False, DAY, DAY), (2, "ICML", True, DAY, DAY))]


FIXTURES = {mechanics.final_grade: grades, mechanics.validate_project: messages}


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_each_misconception_differs_from_the_reference_and_from_the_others(function):
    outcomes = [FIXTURES[function](f) for f in (function, *(m.mutant for m in misconceptions_of(function)))]
    assert len(outcomes) == 3
    assert all(a != b for a, b in itertools.combinations(outcomes, 2))


def test_equal_weights_give_the_published_80():
    (mistake,) = misconceptions_of(mechanics.final_grade, "T0.1/equal_weights")
    assert grades(mistake.mutant) == [80.0]
