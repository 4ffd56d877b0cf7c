import copy

import nbformat
import pytest
from markdown_it import MarkdownIt

from autograder.report.notebook import annotated_notebook, block, markdown
from autograder.results import Verdict
from tests.report.samples import HINT, HOSTILE, MAX_ONLY, SECRET, case, question, report, ungradable, ungraded
from tests.report.test_student import Reader

ATTACKS = [
    HOSTILE,
    "</pre><script>1</script>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "http://evil.example www.evil.example a@evil.example",
    "# heading\n\n- list\n\n    code\n\n| a | b |\n|---|---|\n",
    "**bold** _it_ `code` ~~gone~~",
    "$\\href{javascript:alert(1)}{x}$ $$y$$ \\(z\\)",
    "<!-- &lt;b&gt; &#60;b&#62; -->",
]


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(s) for s in sources]
    return nbformat.v4.new_notebook(cells=cells)


def annotated(nb, r, outputs=None, disclosure="hint"):
    out = nbformat.reads(annotated_notebook(nb, outputs or {}, r, disclosure).decode(), as_version=4)
    nbformat.validate(out)
    return out


def roles(nb):
    """Sources, with the question's name in place of a verdict cell."""
    return [c.metadata.get("autograder", {}).get("question", c.source) for c in nb.cells[1:]]


Q1, Q2 = question("q1", case("a")), question("q2", case("b"))


def test_verdicts_follow_the_cell_that_ran_the_check():
    ran = question("q1", case("a"), checked_in_cell=1)
    out = annotated(notebook("grader.check('q1')", "again()", "end"), report(ran))
    assert roles(out) == ["grader.check('q1')", "again()", "q1", "end"]


def test_verdicts_follow_the_cell_that_calls_check():
    out = annotated(notebook("x = 1", 'grader.check( "q2" )', "end"), report(Q2))
    assert roles(out) == ["x = 1", 'grader.check( "q2" )', "q2", "end"]


def test_q1_is_not_taken_for_q11():
    out = annotated(notebook("grader.check('q11')", "grader.check('q1')"), report(Q1))
    assert roles(out) == ["grader.check('q11')", "grader.check('q1')", "q1"]


def test_verdicts_follow_the_cell_whose_metadata_names_the_question():
    nb = notebook("x = 1", "y = 2")
    nb.cells[0].metadata["otter"] = {"tests": ["q1"]}
    assert roles(annotated(nb, report(Q1))) == ["x = 1", "q1", "y = 2"]


def test_without_a_check_cell_the_verdicts_come_last():
    assert roles(annotated(notebook("x = 1"), report(Q1, Q2))) == ["x = 1", "q1", "q2"]


def test_outputs_are_those_of_our_run():
    nb = notebook("print(1)", "print(2)")
    nb.cells[1].outputs = [nbformat.v4.new_output("stream", text="forged")]
    out = annotated(nb, report(Q1), {0: [{"output_type": "stream", "name": "stdout", "text": "1\n"}]})
    assert [[o.text for o in c.outputs] for c in out.cells if c.cell_type == "code"] == [["1\n"], []]


def test_the_submission_itself_is_not_changed():
    nb = notebook("grader.check('q1')")
    before = copy.deepcopy(nb)
    annotated(nb, report(Q1), {0: []})
    assert nb == before


def test_a_plain_dict_will_do():
    nb = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert roles(annotated(nb, report(Q1))) == ["q1"]


def test_a_student_cannot_mark_a_cell_as_a_verdict():
    nb = notebook("x = 1")
    nb.cells[0].metadata["autograder"] = {"role": "verdict", "question": "q9"}
    assert "q9" not in roles(annotated(nb, report(Q1)))


@pytest.mark.parametrize("disclosure", ["none", "name", "hint", "full"])
def test_hidden_cases_are_disclosed_as_on_the_page(disclosure):
    tie = case("ties", Verdict.FAIL, 2.0, hidden=True, message=SECRET, failure_message=HINT, diagnosis=MAX_ONLY)
    out = annotated(notebook(), report(question("q1", case("a"), tie)), disclosure=disclosure)
    text = " ".join(Reader(MarkdownIt("commonmark").render(out.cells[-1].source)).text.split())
    assert (SECRET in text) == (disclosure == "full")
    assert (HINT in text, MAX_ONLY.message in text) == (disclosure in ("hint", "full"),) * 2
    assert ("ties" in text) == (disclosure != "none")
    assert ("hidden tests: 0 of 2 points" in text) == (disclosure == "none")


def test_nothing_of_an_ungraded_report_reaches_the_notebook():
    out = annotated(notebook("grader.check('q1')"), ungraded(), disclosure="full")
    assert len(out.cells) == 2
    assert "not you" in MarkdownIt("commonmark").render(out.cells[0].source)
    assert "0.7311" not in nbformat.writes(out).replace("&#46;", ".")


def test_an_unreadable_submission_says_so_on_top():
    text = Reader(MarkdownIt("commonmark").render(annotated(notebook(), ungradable()).cells[0].source)).text
    assert "found a PDF" in text


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("wrap", [markdown, block])
def test_no_text_becomes_markup(wrap, text):
    reader = Reader(MarkdownIt("gfm-like", {"linkify": False}).render(f"- {wrap(text)}"))
    assert {t for t, _ in reader.tags} <= {"ul", "li", "p", "pre"}
    assert " ".join(text.split()) == " ".join(reader.text.split())


@pytest.mark.parametrize("text", ATTACKS)
def test_no_mark_of_mathematics_or_of_links_is_left_in_the_source(text):
    assert not set("$\\:/@`[]<>!*_|~") & set(markdown(text) + block(text)[5:-6])
