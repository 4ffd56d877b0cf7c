"""docs/curriculum.md says what the code says, and nothing is missing in it where it is complete."""

import re

import pytest

from reference.lectures.history import milestones
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


def table():
    """The cells of the table of milestones, a list a row."""
    part = curriculum.PAGE.read_text().partition("## Milestones\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_table_of_milestones_is_the_lectures_and_has_no_empty_cell():
    rows = table()
    assert [row[1:3] for row in rows] == [[m.who, m.what] for m in milestones()]
    assert [row[0] for row in rows[:2]] == ["300 BC", "1873"]
    assert {len(row) for row in rows} == {6}
    assert all(cell for row in rows for cell in row)


def test_a_milestone_of_a_complete_unit_has_lecture_function_and_question_or_a_reason_that_is_written():
    for row, cells in zip(curriculum.rows(), table(), strict=True):
        if row.unit in curriculum.PLAN["complete"]:
            for column, cell in zip(("lectures", "function", "question"), cells[3:], strict=True):
                assert cell.startswith("[") or cell == curriculum.PLAN["reasons"][row.empty[column]]


def test_every_link_of_the_page_leads_somewhere():
    page = curriculum.PAGE.read_text()
    headings = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", page, re.M)}
    links = set(re.findall(r"\]\(([^)]+)\)", page))
    assert len(links) > 60
    assert {link for link in links if link.startswith("#") and link[1:] not in headings} == set()
    docs = curriculum.PAGE.parent
    assert {link for link in links if not link.startswith("#") and not (docs / link).is_file()} == set()


def test_what_the_lectures_name_is_asked_somewhere_or_says_why_not():
    assert curriculum.PLAN["asked"].keys().isdisjoint(curriculum.PLAN["unasked"])
    assert all(curriculum.PLAN["asked"].values())
    assert all(len(why.split()) > 5 for why in curriculum.PLAN["unasked"].values())


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
    assert "[asked] Nearest neighbours and prototypes (S1): T2.11 has no question" in gaps
    assert not any(gap.startswith(("T1.", "neurons/")) for gap in gaps)


@pytest.mark.usefixtures("without_questions")
def test_a_milestone_that_no_question_asks_for_is_a_gap_of_its_unit():
    assert "milestone 1949 D. Hebb, question: none" in curriculum.gaps([1])
    assert not any(gap.startswith("milestone") for gap in curriculum.gaps([2]))


def test_a_milestone_without_a_function_is_a_gap(monkeypatch):
    monkeypatch.setitem(
        curriculum.PLAN, "milestones", {k: v for k, v in curriculum.PLAN["milestones"].items() if k != "T1.8"}
    )
    assert {"milestone 1949 D. Hebb, function: none", "milestone 1949 D. Hebb, question: none"} <= set(
        curriculum.gaps([1])
    )


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
        ("milestones", {"T1.8": ["neurons/hebb.gone"]}, "[milestones] neurons/hebb.gone: no such function"),
        ("milestones", {"T2.2": ["linear/hinge.one_hot"]}, "[milestones] T2.2: no such milestone"),
        ("asked", {"Memory": ["gone_facts"]}, "[asked] Memory: no question or topic gone_facts"),
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
