"""Which variants an exam's statistics compare."""

import numpy as np
import pytest

from autograder.exam.grading.results import write_results
from autograder.exam.grading.variants import splits_of
from autograder.exam.questions.draw import Drawn
from autograder.exam.sheets.exam import ExamSettings, Item, Sheet
from autograder.report.work import Work
from tests.analysis.classes import report, result, two_pl


def drawn(name, difficulty=1.0, **params):
    return Drawn(name, "", 1.0, "number", None, params, difficulty, "")


def sheets(*questions, versions=0):
    """One sheet a student, of `questions[i]`."""
    names = [f"version-{i % versions + 1}" if versions else f"s{i}" for i in range(len(questions))]
    return {f"sub{i}": Sheet("e", n, tuple(q)) for i, (n, q) in enumerate(zip(names, questions, strict=True))}


def by(splits):
    return [(s.question, s.by, sorted(set(s.labels.values()))) for s in splits]


def test_versions_are_compared_as_wholes():
    found = splits_of([Item(use="q")], sheets(*([drawn("q", k=i % 2)] for i in range(12)), versions=2))
    assert by(found) == [("q", "version", ["version-1", "version-2"])]
    assert found[0].whole


def test_each_parameter_with_few_values_is_compared_and_one_with_many_by_halves():
    found = splits_of([Item(use="q")], sheets(*([drawn("q", k=3 + 2 * (i % 3), n=i)] for i in range(12))))
    assert by(found) == [("q", "k", ["k = 3", "k = 5", "k = 7"]), ("q", "n", ["n > 5.5", "n ≤ 5.5"])]


def test_a_pool_is_compared_by_its_questions_and_what_all_get_by_nothing():
    asked = [[drawn("ab"[i % 2]), drawn("c")] for i in range(12)]
    found = splits_of([Item(pool=("a", "b")), Item(use="c")], sheets(*asked))
    assert by(found) == [("a / b", "question", ["a", "b"])]
    assert found[0].names == ("a", "b")


def test_the_same_dealing_is_compared_once():
    found = splits_of(
        [Item(use="q")], sheets(*([drawn("q", 1 + i % 2, k=i % 2, twice=2 * (i % 2))] for i in range(12)))
    )
    assert [s.by for s in found] == ["k"]


@pytest.mark.parametrize("value", [lambda i: [i], lambda i: f"word {i}", lambda i: 1, lambda i: None])
def test_what_has_no_groups_is_not_compared(value):
    assert splits_of([Item(use="q")], sheets(*([drawn("q", x=value(i))] for i in range(12)))) == []


def test_an_exam_that_nobody_took_is_compared_by_nothing():
    assert splits_of([Item(use="q")], {}) == []


def test_the_class_page_of_an_exam_names_the_harder_variant(tmp_path):
    hard = np.arange(60) % 2
    points = two_pl(np.random.default_rng(0), 60, 1.5, np.stack([3.0 * hard - 1, 0 * hard], axis=1))
    reports = [report(i, result("q", [points[i, 0]]), result("r", [points[i, 1]])) for i in range(60)]
    items = (Item(use="q"), Item(use="r"))
    got = {f"s{i}": Sheet("e", f"p{i}", (drawn("q", k=int(hard[i])), drawn("r"))) for i in range(60)}
    works = {r.submission: Work(file="x.ipynb") for r in reports}
    write_results(tmp_path, reports, [], works, ExamSettings("Exam", items), splits_of(items, got))
    page = (tmp_path / "index.html").read_text()
    assert "Are the variants equally hard?" in page
    assert "<b>q by k</b>: k = 1 is harder than k = 0" in page
