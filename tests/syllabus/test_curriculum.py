"""docs/curriculum.md says what the code says, and nothing is missing in it where it is complete."""

import pytest

from syllabus import curriculum


def test_the_page_is_what_the_code_gives():
    assert curriculum.page() == curriculum.PAGE.read_text(), "run `make curriculum` and commit docs/curriculum.md"


def test_complete_units_have_everything_or_a_reason():
    assert curriculum.gaps(curriculum.PLAN["complete"]) == []


def test_a_topic_has_its_lectures_functions_oracle_questions_and_misconceptions():
    topic = curriculum.topics()["T2.2"]
    assert topic.lectures == ("001_93c4fdc1f7522504.txt",)
    assert {f.name for f in topic.functions} >= {"linear/hinge.multiclass_hinge", "linear/hinge.one_hot"}
    assert topic.oracle == (
        "Linear classifier, hinge loss and penalties against torch, loops and the lectures' numbers.",
    )
    assert {"hinge-loss q2", "hinge_value"} <= set(topic.questions)
    assert topic.misconceptions == ("delta_sign", "div_c", "max_only", "self_class", "swapped")
    assert topic.empty == []


@pytest.mark.parametrize(
    "source",
    [
        "from reference.linear.hinge import multiclass_hinge",
        "from reference.linear.hinge import (\n    linear_scores,\n    multiclass_hinge as right,  # the lecture's\n)\n",
        "from reference.linear import hinge\nhinge.multiclass_hinge(s, y)",
        "from reference.linear import hinge as h\n{% if x %}h.multiclass_hinge{% endif %}",
    ],
)
def test_what_a_question_uses_is_found_however_it_is_imported(tmp_path, source):
    path = tmp_path / "question.py"
    path.write_text(f"import numpy as np\n{source}\nnp.sum(x)\n")
    assert "linear/hinge.multiclass_hinge" in curriculum.used_by(path) <= {
        "linear/hinge.multiclass_hinge", "linear/hinge.linear_scores"
    }  # fmt: skip


@pytest.fixture
def without_questions(monkeypatch):
    """The course as if nothing were asked."""
    monkeypatch.setattr(curriculum, "questions", lambda: ())
    curriculum.topics.cache_clear()
    yield
    curriculum.topics.cache_clear()


@pytest.mark.usefixtures("without_questions")
def test_a_topic_and_a_function_that_no_question_asks_for_are_gaps():
    gaps = curriculum.gaps([2])
    assert "T2.2 Multiclass hinge loss: no questions" in gaps
    assert "linear/hinge.multiclass_hinge: no question asks for it" in gaps
    assert not any(gap.startswith(("T1.", "neurons/")) for gap in gaps)


@pytest.mark.usefixtures("without_questions")
def test_a_reason_fills_a_gap_and_stands_on_the_page(monkeypatch):
    reasons = {"T2.2 questions": "Asked aloud.", "linear/hinge.multiclass_hinge": "Shown by the lecturer."}
    monkeypatch.setitem(curriculum.PLAN, "reasons", reasons)
    gaps = "\n".join(curriculum.gaps([2]))
    assert "T2.2 Multiclass" not in gaps
    assert "multiclass_hinge:" not in gaps
    assert "- Questions: Asked aloud.\n" in curriculum.page()
    assert "`multiclass_hinge`: Shown by the lecturer.\n" in curriculum.page()


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("reasons", {"T2.2 questions": "Never."}, "[reasons] T2.2 questions: not needed any more"),
        ("helpers", {"linear/hinge.gone": "T2.2"}, "[helpers] linear/hinge.gone: has misconceptions, or is gone"),
        ("helpers", {}, "linear/hinge.one_hot: expected its topic in [helpers], found none"),
    ],
)
def test_a_plan_that_the_code_has_left_behind_is_a_gap(monkeypatch, table, change, message):
    monkeypatch.setitem(curriculum.PLAN, table, change)
    assert message in curriculum.gaps([])


def test_a_topic_without_a_title_is_a_gap(monkeypatch):
    new = curriculum.Question("quiz", frozenset({"T2.99"}), frozenset())
    before = curriculum.questions()
    monkeypatch.setattr(curriculum, "questions", lambda: (*before, new))
    assert "T2.99: expected a title in [units.topics], found none" in curriculum.gaps([])
