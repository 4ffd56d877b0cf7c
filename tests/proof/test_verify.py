"""`autograder verify` over the course, and that it sees every kind of gap."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import msgspec
import nbformat
import pytest

from autograder.bundle import QuestionSpec
from autograder.cells import mark_answer
from autograder.errors import CourseError
from autograder.proof.corpus import Change, Header, Solution, read_corpus, read_solution
from autograder.proof.verify import (
    official_gaps,
    solution_gaps,
    touched_part,
    unnamed_gaps,
    untouched_gaps,
    verify,
    with_the_rest,
)
from autograder.results import CaseResult, Diagnosis, QuestionResult, Report, Status, Verdict
from tests.conftest import NAMES, ROOT


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_earns_its_scores_and_every_misconception_is_killed_and_named(proved, name):
    proof = proved(name)
    assert proof.gaps == ()
    assert proof.accepted >= 2
    assert proof.killed == proof.diagnosed == proof.misconceptions >= 12
    assert proof.mutation_score == 1.0


@pytest.mark.slow
def test_a_misconception_without_a_solution_is_a_gap(built, tmp_path):
    listed = {"q1": ["T2.1/transpose", "T2.1/no_bias", "T2.1/never_seen"]}
    wanted = {"T2.1/transpose", "T2.1/no_bias", "T2.2/max_only"}
    (tmp_path / "rejected").mkdir()
    for solution in read_corpus(ROOT / "solutions" / "hinge-loss"):
        if wanted & set(solution.header.misconception.values()):
            shutil.copy(solution.path, tmp_path / "rejected")
    proof = verify(built["hinge-loss"].bundle, tmp_path, listed, jobs=1)
    assert any("T2.1/never_seen" in gap and "no hidden case fails" in gap for gap in proof.gaps)
    assert any("T2.2/max_only is not listed" in gap for gap in proof.gaps)
    assert proof.mutation_score == pytest.approx(2 / 3)


def report(points, verdict=Verdict.FAIL, status=Status.GRADED, hidden=True, **said):
    case = CaseResult(name="a", hidden=hidden, verdict=verdict, points=points, possible=2.0, **said)
    question = QuestionResult(name="q1", points=points, possible=2.0, cases=(case,))
    return Report(
        submission="s",
        student="s",
        assignment="x",
        status=status,
        total=points,
        possible=2.0,
        questions=(question,),
        message="no",
    )


def solution(kind, **header):
    return Solution(ROOT / "solutions" / kind / "x.py", kind, Header(why="", **header), {"q1": ("",)})


def test_an_accepted_answer_that_fails_is_a_gap():
    assert "expected 2 points, got 0" in solution_gaps(solution("accepted"), report(0.0))[0]


def test_an_accepted_answer_that_passes_is_none():
    assert solution_gaps(solution("accepted"), report(2.0, Verdict.PASS)) == []


def test_a_rejected_answer_that_passes_is_a_gap():
    gaps = solution_gaps(solution("rejected", scores={"q1": 2.0}), report(2.0, Verdict.PASS))
    assert gaps == ["a rejected answer earned full marks"]


def test_other_failing_cases_than_stated_are_a_gap():
    gaps = solution_gaps(solution("rejected", scores={"q1": 0.0}, fails={"q1": ["b"]}), report(0.0))
    assert gaps == ["q1: expected failing cases ['b'], got ['a']"]


def test_a_rejected_answer_of_which_nothing_is_said_is_a_gap_unless_the_file_says_why():
    assert "q1: the report says only that it is wrong" in unnamed_gaps(solution("rejected"), report(0.0))[0]
    assert unnamed_gaps(solution("rejected", unnamed={"q1": "a short training"}), report(0.0)) == []
    assert unnamed_gaps(solution("partial"), report(0.0)) == []


@pytest.mark.parametrize("how", [{"contract": "expected shape (2,)"}, {"diagnosis": Diagnosis("derived:x", "twice")}])
def test_a_reason_for_an_answer_that_is_explained_is_a_gap(how):
    assert unnamed_gaps(solution("rejected"), report(0.0, **how)) == []
    gaps = unnamed_gaps(solution("rejected", unnamed={"q1": "old"}), report(0.0, **how))
    assert gaps == ["q1: its report explains it: remove `unnamed`"]


def test_a_header_without_scores_is_a_gap():
    assert "the header states no scores" in solution_gaps(solution("partial"), report(2.0, Verdict.PASS))


def test_an_ungraded_official_solution_is_a_gap():
    assert official_gaps(report(0.0, status=Status.UNGRADED)) == ["official solution: ungraded: no"]


def test_an_untouched_notebook_with_hidden_points_is_a_gap():
    assert untouched_gaps(report(2.0, Verdict.PASS)) == ["untouched notebook: earns hidden points for q1: a"]
    assert untouched_gaps(report(2.0, Verdict.PASS, hidden=False)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# %% q1\nx = 1\n", "expected a header"),
        ('# /// solution\n# why = "x"\n# ///\n', "at least one cell"),
        ('# /// solution\n# why = "x"\n# score = 1\n# ///\n# %% q1\nx = 1\n', "score"),
        ('# /// solution\n# why = "x"\n# ///\n# %%\nx = 1\n', "expected a question"),
        (
            '# /// solution\n# why = "x"\n# [[change]]\n# question = "q1"\n# old = "a"\n# new = "b"\n# ///\n# %% q1\nx = 1\n',
            "q1: expected a cell or changes of the official answer, found both",
        ),
    ],
)
def test_a_malformed_solution_file_is_named_in_the_error(tmp_path, text, message):
    path = tmp_path / "bad.py"
    path.write_text(text)
    with pytest.raises(CourseError, match=message) as e:
        read_solution(path)
    assert str(path) in str(e.value)


def notebook(*sources):
    """A solved notebook: the cells of q1, and one of q2."""
    new = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (*sources, "other = 1 + 1")])
    for cell in new.cells:
        mark_answer(cell, "q2" if cell.source == "other = 1 + 1" else "q1")
    return new


def changed(*changes, cells=None):
    header = Header(why="", change=tuple(Change(*change) for change in changes))
    return Solution(Path("x.py"), "rejected", header, cells or {})


def test_an_answer_to_no_question_is_refused():
    with pytest.raises(CourseError, match=r"x.py: the assignment has no answer cell for q9"):
        changed(cells={"q9": ("x = 1",)}).fill(notebook("a = 1"))


def test_changes_are_made_in_the_official_answer_and_in_their_order():
    filled = changed(("q1", "a + b", "a - b"), ("q1", "a - b", "b - a")).fill(notebook("c = 3", "d = a + b"))
    assert [cell.source for cell in filled.cells] == ["c = 3", "d = b - a", "other = 1 + 1"]


@pytest.mark.parametrize(("old", "times"), [("a * b", 0), ("a", 2), ("", 0), ("other", 0)])
def test_a_change_of_what_does_not_stand_there_once_is_refused(old, times):
    with pytest.raises(CourseError, match=r"x.py: change 1: expected `old` once in the official answer of q1") as e:
        changed(("q1", old, "b")).fill(notebook("d = a + a"))
    assert not old or f"found it {times} times" in str(e.value)


def test_a_proof_is_data():
    assert msgspec.json.encode(report(1.0))


def solved_with(*cells):
    """A solved notebook of (question or None, source)."""
    notebook = nbformat.v4.new_notebook()
    for question, source in cells:
        cell = nbformat.v4.new_code_cell(source)
        if question:
            mark_answer(cell, question)
        notebook.cells.append(cell)
    return notebook


def stub_bundle(questions, requires=None):
    """All of a bundle that `touched_part` looks at."""
    return SimpleNamespace(questions=questions, requires=requires or {})


def asks(**names):
    """Questions that ask for one name each."""
    test = "@test_case(points=1)\ndef test({}): ...\n"
    return tuple(QuestionSpec(q, test.format(name), f"tests/{q}.py") for q, name in names.items())


@pytest.mark.parametrize(
    ("changed", "touched", "cells"),
    [
        ({"q1"}, {"q1", "q2", "q4"}, [0, 1, 2, 4, 5]),
        ({"q2"}, {"q2"}, [0, 1, 2]),
        ({"q3"}, {"q3"}, [0, 3]),
        ({"q4"}, {"q4"}, [0, 1, 4, 5]),
        ({"q2", "q3"}, {"q2", "q3"}, [0, 1, 2, 3]),
    ],
)
def test_what_reads_an_answer_is_judged_with_it_and_nothing_else(changed, touched, cells):
    notebook = solved_with(
        (None, "import numpy as np"), ("q1", "def f(x): return np.abs(x)"), ("q2", "def g(x): return f(x)"),
        ("q3", "def h(x): return np.abs(x)"), (None, "scale = f(3)"), ("q4", "def k(x): return np.abs(x)"),
    )  # fmt: skip
    questions = (*asks(q1="f", q2="g", q3="h"), QuestionSpec("q4", asks(q4="k, scale")[0].test_source, "tests/q4.py"))
    part, found = touched_part(notebook, changed, stub_bundle(questions))
    assert found == touched
    assert [c.source for c in part.cells] == [notebook.cells[i].source for i in cells]


def test_questions_are_judged_where_the_notebook_checks_them():
    notebook = solved_with(
        (None, "grader = otter.Notebook()"), ("q1", "class A: seen = []"), (None, 'grader.check("q1")'),
        (None, "y = A()"), ("q2", "def g(x): return y"),
    )  # fmt: skip
    part, _ = touched_part(notebook, {"q1"}, stub_bundle(asks(q1="A", q2="g")))
    assert [c.source for c in part.cells] == [c.source for c in notebook.cells]


def test_what_requires_a_changed_question_is_judged_with_it():
    notebook = solved_with(
        ("q1", "def f(x): return x"), ("q2", "def g(f, x): return f(x)"), ("q3", "def h(x): return x")
    )
    bundle = stub_bundle(asks(q1="f", q2="g", q3="h"), {"q3": ("q2",), "q2": ("q1",)})
    assert touched_part(notebook, {"q1"}, bundle)[1] == {"q1", "q2", "q3"}


def test_the_rest_is_as_the_official_answers_have_it():
    whole, part = report(2.0, Verdict.PASS), report(0.0)
    whole = msgspec.structs.replace(
        whole, questions=(*whole.questions, msgspec.structs.replace(whole.questions[0], name="q2"))
    )
    whole = msgspec.structs.replace(whole, total=4.0, possible=4.0)
    found = with_the_rest(part, whole)
    assert [(q.name, q.points) for q in found.questions] == [("q1", 0.0), ("q2", 2.0)]
    assert (found.total, found.possible) == (2.0, 4.0)
