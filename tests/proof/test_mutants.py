"""Generic mutants of official answers: what is changed, that tests kill them, and that survivors are told."""

import ast

import msgspec
import nbformat
import pytest

from autograder.course import course
from autograder.course.build import build_assignment
from autograder.course.new import new_assignment
from autograder.proof.mutants import mutants_of
from autograder.proof.survivors import trials_of
from autograder.proof.verify import Proof, verify_mutants

SOURCE = '''
def clip(x, low=0.5):
    """Text is left alone: 1 > 0."""
    y = x + 1
    if not (y > low and True):
        y -= low
    return -y.sum(axis=0)
'''


def test_one_thing_changes_at_a_time_and_every_mutant_is_another_program():
    found = list(mutants_of(SOURCE))
    names = [m.name for m in found]
    for change in ("y > low → y >= low", "x + 1 → x - 1", "0.5 → 1.0", "True → False", "1 → 2", "-y.sum(axis=0) → +y.sum(axis=0)",
                   "y.sum(axis=0) → y.mean(axis=0)", "y -= low → y += low", "y = x + 1 → nothing"):  # fmt: skip
        assert change in names
    sources = [m.source for m in found]
    assert len(set(sources)) == len(set(names)) == len(found)
    assert ast.unparse(ast.parse(SOURCE)) not in sources
    assert all("1 > 0" in s for s in sources)


@pytest.mark.parametrize("source", ["%matplotlib inline\nx = 1", "def f(:"])
def test_what_is_not_plain_python_has_none(source):
    assert list(mutants_of(source)) == []


@pytest.fixture
def means(tmp_path):
    """The template, built; its solved notebook."""
    new_assignment(tmp_path, "means")
    return tmp_path


def prove(root, explained=()):
    (assignment,) = course.load_course(root).select(["means"])
    built = build_assignment(assignment, root / "dist")
    empty = Proof("means", 2, 0, 1, 0, 0, 0, 0.1, ())
    return verify_mutants(empty, built.bundle, dict(explained), jobs=1, back_end="auto")


@pytest.mark.slow
def test_the_tests_of_the_template_kill_every_mutant(means):
    proof = prove(means)
    assert proof.mutants == 3  # the sum, its axis, the division
    assert proof.survivors == proof.gaps == ()


@pytest.mark.slow
def test_a_mutant_that_no_test_fails_is_a_gap_until_it_is_explained(means):
    master = means / "assignments" / "means" / "means.py"
    master.write_text(master.read_text().replace("/ len(X)", "/ len(X) + 0"))
    proof = prove(means)
    (key,) = proof.survivors
    assert key.endswith("+ 0 → X.sum(axis=0) / len(X) - 0")
    assert key in proof.gaps[0]
    explained = prove(means, {key: "the same number"})
    assert explained.gaps == explained.survivors == ()
    stale = prove(means, {key: "the same number", "q1: 7 → 8": "never there"})
    assert "'q1: 7 → 8' is no mutant that survives" in stale.gaps[0]


def test_only_answers_have_mutants(means):
    solved = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("x = 1 + 2"), nbformat.v4.new_markdown_cell("1 + 2")]
    )
    assert trials_of(solved) == []
    solved.cells[0].metadata["autograder"] = {"question": "q1", "role": "answer"}
    assert {j.key for j in trials_of(solved)} == {"q1: 1 + 2 → 1 - 2", "q1: 1 → 2", "q1: 2 → 3"}


def test_explanations_are_read_and_checked(means):
    folder = means / "assignments" / "means"
    assert course.read_equivalent_mutants(folder) == {}
    (folder / "equivalent-mutants.toml").write_text('"q1: 1 → 2" = "why"\n')
    assert course.read_equivalent_mutants(folder) == {"q1: 1 → 2": "why"}
    (folder / "equivalent-mutants.toml").write_text('"q1: 1 → 2" = 3\n')
    with pytest.raises(course.CourseError, match=r"equivalent-mutants.toml.*Expected `str`"):
        course.read_equivalent_mutants(folder)


def test_a_proof_goes_to_json():
    assert msgspec.json.encode(Proof("x", 2, 0, 1, 0, 0, 0, 0.1, ()))
