"""Final grades: drops and late days are placed as well as they can be."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.gradebook.weights import Category, Score, final_grade

PART = st.sampled_from([0.0, 0.25, 0.4, 0.5, 0.75, 0.9, 1.0])


@st.composite
def terms(draw):
    """Up to five works in up to two categories, with rules."""
    categories, scores = {}, {}
    for name in draw(st.lists(st.sampled_from("ab"), min_size=1, max_size=2, unique=True)):
        categories[name] = Category(
            weight=draw(st.integers(1, 5)), works=(f"{name}*",), drop=draw(st.integers(0, 2)),
            cap=draw(st.sampled_from([0.8, 1.0])), minimum=draw(st.sampled_from([0.0, 0.5])),
        )  # fmt: skip
        scores[name] = [
            Score(f"{name}{i}", tuple(sorted(draw(st.lists(PART, min_size=1, max_size=3)))))
            for i in range(draw(st.integers(0, 3)))
        ]
    return categories, scores, draw(st.integers(0, 3)), draw(st.sampled_from([0.0, 0.5, 0.6]))


def every_grade(categories, scores, late_days, pass_at):
    """Whether it passes, the grade and the days of each way to drop works and spend days, by trying all."""
    own = [(n, s) for n in categories for s in scores[n]]
    weights = sum(c.weight for n, c in categories.items() if scores[n])
    for days in itertools.product(*(range(len(s.parts)) for _, s in own)):
        if sum(days) > late_days:
            continue
        options = []
        for name, category in categories.items():
            parts = [s.parts[d] for (n, s), d in zip(own, days, strict=True) if n == name]
            if parts:
                keep = len(parts) - min(category.drop, len(parts) - 1)
                options.append([(category, sum(c) / keep) for c in itertools.combinations(parts, keep)])
        for choice in itertools.product(*options):
            capped = [(c, min(c.cap, part)) for c, part in choice]
            total = sum(c.weight * part for c, part in capped) / weights if capped else 0.0
            met = all(part >= c.minimum - 1e-9 for c, part in capped)
            yield met and total >= pass_at - 1e-9, round(total, 9), -sum(days)


@settings(max_examples=300)
@given(terms())
def test_no_way_to_drop_works_and_spend_late_days_is_better_for_the_student(term):
    categories, scores, late_days, pass_at = term
    found = final_grade(categories, scores, late_days=late_days, pass_at=pass_at)
    best = max(every_grade(categories, scores, late_days, pass_at))
    assert (found.passed, round(found.part, 9), -found.days) == best


@given(terms())
def test_what_is_told_of_each_work_adds_up_to_the_grade(term):
    categories, scores, late_days, pass_at = term
    found = final_grade(categories, scores, late_days=late_days, pass_at=pass_at)
    assert found.part == pytest.approx(sum(c.share * c.part for c in found.categories))
    assert found.days == sum(p.days for c in found.categories for p in c.works if not p.dropped)
    for c in found.categories:
        rule, own = categories[c.name], {s.work: s for s in scores[c.name]}
        kept = [p.part for p in c.works if not p.dropped]
        assert {p.work for p in c.works} == set(own)
        assert len(c.works) - len(kept) == min(rule.drop, len(own) - 1)
        assert c.part == pytest.approx(min(rule.cap, sum(kept) / len(kept)))
        assert all(p.part == own[p.work].parts[p.days] for p in c.works)
    if found.categories:
        assert sum(c.share for c in found.categories) == pytest.approx(1)


def test_a_late_day_goes_where_a_minimum_needs_it_not_where_it_gains_most():
    rules = {
        "homework": Category(weight=9, works=("h*",)),
        "exam": Category(weight=1, works=("e*",), minimum=0.5),
    }
    scores = {"homework": [Score("h1", (0.5, 1.0))], "exam": [Score("e1", (0.4, 0.5))]}
    found = final_grade(rules, scores, late_days=1)
    assert found.passed
    assert found.part == pytest.approx(0.9 * 0.5 + 0.1 * 0.5)
    assert [(p.work, p.days) for c in found.categories for p in c.works] == [("h1", 0), ("e1", 1)]


def test_a_day_on_a_work_that_is_dropped_is_not_spent():
    rules = {"quizzes": Category(weight=1, works=("q*",), drop=1)}
    scores = {"quizzes": [Score("q1", (0.0, 0.2)), Score("q2", (0.9,))]}
    found = final_grade(rules, scores, late_days=5)
    assert (found.part, found.days) == (pytest.approx(0.9), 0)


def test_categories_without_works_leave_their_weight_to_the_others():
    rules = {"quizzes": Category(weight=20, works=("q*",)), "final": Category(weight=35, works=("final",))}
    found = final_grade(rules, {"quizzes": [Score("q1", (0.7,))]})
    assert [(c.name, c.share) for c in found.categories] == [("quizzes", 1.0)]
    assert found.part == pytest.approx(0.7)
