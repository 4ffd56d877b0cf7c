"""Agreement of markers: against another implementation, and with severity and drift that were planted."""

import math
import random

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.gradebook.agreement import Difference, agreement, differences, drift_of, krippendorff_alpha
from autograder.gradebook.marking import Wanted, give, set_plan
from autograder.gradebook.marks import DECISION
from tests.gradebook.test_marking import RULES, Marked, class_of, mark_all

HALVES = st.integers(0, 8).map(lambda n: n / 2)


@pytest.fixture
def marked(filled, tmp_path):
    return Marked(filled, tmp_path)


@given(st.lists(st.lists(HALVES, max_size=4), max_size=7))
def test_alpha_is_that_of_the_library(units):
    paired = {v for u in units if len(u) > 1 for v in u}
    assume(len(paired) > 1)
    table = [[u[i] if i < len(u) else math.nan for u in units] for i in range(4)]
    assert krippendorff_alpha(units) == pytest.approx(
        krippendorff.alpha(table, level_of_measurement="interval"), abs=1e-9
    )


def test_alpha_of_the_textbook():
    """Krippendorff (2011), data of section C, three of whose twelve units lack values: 0.849 for intervals."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    units = [[v for v in u if v is not None] for u in zip(a, b, c, d, strict=True)]
    assert round(krippendorff_alpha(units), 3) == 0.849


@given(st.lists(st.lists(HALVES, min_size=2, max_size=3), min_size=1), st.integers(1, 5), st.integers(-5, 5))
def test_alpha_knows_no_unit_and_no_zero(units, factor, shift):
    before = krippendorff_alpha(units)
    after = krippendorff_alpha([[factor * v + shift for v in u] for u in units])
    assert after == (None if before is None else pytest.approx(before, abs=1e-9))


@pytest.mark.parametrize("units", [[], [[1.0], [2.0]], [[1.0, 1.0], [1.0, 1.0]]])
def test_alpha_says_nothing_where_nothing_can_be_compared(units):
    assert krippendorff_alpha(units) is None


def test_drift_is_the_rise_of_a_line_and_none_of_two_points():
    assert drift_of([0.0, 1.0]) is None
    assert drift_of([1.0, 1.0, 1.0]) == 0.0
    assert drift_of([0.5 - 0.1 * i for i in range(11)]) == pytest.approx(-1.0)


def plant(marked, count, markers):
    """Marks all answers of a class by several markers, in the order that each meets them; a marker is a function of
    the right points and of how far they are (0 to 1)."""
    class_of(marked, count)
    rng = random.Random(1)
    right = {i: rng.uniform(1.5, 2.5) for i in range(1, count + 1)}
    board = marked.board()
    for name, mark in markers.items():
        order = sorted(board.groups.values(), key=lambda g: board.digest("order", g.key, name))
        wanted = [
            Wanted("why", g.code, adjustment=mark(right[g.answers[0].attempt], n / (count - 1)), marker=name)
            for n, g in enumerate(order)
        ]
        give(marked.book, RULES, "w", wanted)


def test_planted_severity_and_drift_are_found(marked):
    plant(
        marked,
        20,
        {
            "just": lambda right, _: right,
            "mild": lambda right, _: right + 0.6,
            "tired": lambda right, part: right - 0.3 * part,  # the others are just, and 0.6 above
        },
    )
    found = agreement([marked.board()])
    markers = {m.name: m for m in found.markers}
    assert {m.shared for m in markers.values()} == {20}
    assert markers["mild"].severity == pytest.approx(0.6 + 0.15 / 2)
    assert markers["tired"].severity == pytest.approx(-0.15 - 0.3)
    assert markers["tired"].drift == pytest.approx(-0.3)
    assert abs(markers["mild"].drift) < 0.1
    assert found.alpha["why"] < 0.6


def test_markers_who_agree_have_an_alpha_of_one_and_nothing_to_decide(marked):
    plant(marked, 5, {"a": lambda right, _: right, "b": lambda right, _: right})
    board = marked.board()
    assert agreement([board]).alpha == {"why": pytest.approx(1.0)}
    assert differences(board, 0.0) == []


def test_what_lies_apart_is_listed_widest_first_until_it_is_decided(marked):
    class_of(marked, 3)
    for attempt, (a, b) in {1: (1, 2), 2: (1, 4), 3: (2, 2.5)}.items():
        marked.give(attempt, adjustment=a)
        marked.give(attempt, adjustment=b, marker="bob")
    found = differences(marked.board(), 0.5)
    assert found == [
        Difference("why", marked.code_of(2), 1, {"anna": 1.0, "bob": 4.0}, 4.0),
        Difference("why", marked.code_of(1), 1, {"anna": 1.0, "bob": 2.0}, 4.0),
    ]
    marked.give(2, adjustment=2, marker="head", kind=DECISION)
    assert [d.code for d in differences(marked.board(), 0.5)] == [marked.code_of(1)]
    assert marked.standing("t0").points + marked.standing("t1").points + marked.standing("t2").points == 1.5 + 2 + 2.25
    assert {m.name for m in agreement([marked.board()]).markers} == {"anna", "bob"}  # a decision is nobody's agreement


def test_hidden_duplicates_tell_how_far_a_marker_moves(marked):
    class_of(marked, 6)
    set_plan(marked.book, "w", "why", second=0, again=1, seed=3)
    groups = len(marked.board().groups)
    codes = mark_all(marked, "anna", lambda n: 1.0 if n < 6 else 1.5)
    assert len(codes) == 2 * groups
    (anna,) = agreement([marked.board()]).markers
    assert (anna.marked, anna.again, anna.shared, anna.severity, anna.drift) == (6, 6, 0, None, None)
    assert 0 < anna.moved <= 0.5
