"""Generic mutants of official answers: what is changed, that tests kill them, and that survivors are told."""

import ast

import msgspec
import nbformat
import numpy as np
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


def scope_of(name, source):
    """What a mutant of a cell defines."""
    (found,) = [m for m in mutants_of(source) if m.name == name]
    scope = {"np": np}
    exec(found.source, scope)
    return scope


SCALE = """
def scale(x, factor=2, kind="times", **more):
    return x * factor if kind == "times" else x / factor
"""


def test_a_function_keeps_its_first_result_for_equal_shapes():
    scale = scope_of("scale: first result for equal shapes", SCALE)["scale"]
    assert scale(np.ones(2)).tolist() == scale(np.zeros(2)).tolist() == [2.0, 2.0]
    assert scale(np.zeros(3)).tolist() == [0.0, 0.0, 0.0]
    assert scale(np.ones(2), 3).tolist() == [3.0, 3.0]  # another number is another call


def test_an_argument_keeps_its_first_value():
    scale = scope_of("scale: first factor", SCALE)["scale"]
    assert (scale(1, 5), scale(2, 7), scale(2)) == (5, 10, 4)  # what is not given has its default
    scale = scope_of("scale: first x", SCALE)["scale"]
    first = np.ones(2)
    assert scale(first).tolist() == [2.0, 2.0]
    first[:] = 7
    assert [scale(np.zeros(n)).tolist() for n in (2, 1)] == [[2.0, 2.0], [0.0]]


def test_an_argument_with_a_default_is_not_looked_at():
    assert scope_of("scale: default factor", SCALE)["scale"](1, 5) == 2
    assert scope_of("scale: default kind", SCALE)["scale"](1, factor=4, kind="other") == 4


def test_an_array_is_read_as_it_lies_in_memory():
    scale = scope_of("any array in C order", SCALE)["scale"]
    table = np.arange(4.0).reshape(2, 2)
    assert scale(table, 1).tolist() == [[0, 1], [2, 3]]
    assert scale(table.T, 1).tolist() == [[0, 1], [2, 3]]


def test_defaults_that_are_text_or_none_change():
    names = [m.name for m in mutants_of('def f(a, b="ge", c=None, d="x"):\n    return a if d == "y" else b')]
    change = "def f(a, b='ge', c=None, d='x'): → "
    for other in ("b='not ge', c=None, d='x'", "b='ge', c=0, d='x'", "b='ge', c=None, d='y'"):
        assert f"{change}def f(a, {other}):" in names


SEARCH = """
def search(x, seed):
    start = -np.inf
    for value in x:
        start = max(start, value)
    rng = np.random.default_rng(seed)
    return x.max(axis=0), np.argmax(x), x.argmin(), start
"""


def test_a_search_starts_from_a_number_and_a_generator_without_its_seed():
    names = [m.name for m in mutants_of(SEARCH)]
    for change in ("np.inf → 99.0", "x.max(axis=0) → np.maximum(x.max(axis=0), -99.0)", "np.random.default_rng(seed) → np.random.default_rng()",
                   "np.argmax(x) → np.argmax(np.maximum(x, -99.0))", "x.argmin() → np.minimum(x, 99.0).argmin()"):  # fmt: skip
        assert change in names


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
    assert proof.mutants == 6  # the sum, its axis, the division; an old result, an old argument, another order
    assert proof.survivors == proof.gaps == ()


@pytest.mark.slow
def test_a_mutant_that_no_test_fails_is_a_gap_until_it_is_explained(means, monkeypatch):
    master = means / "assignments" / "means" / "means.py"
    master.write_text(master.read_text().replace("/ len(X)", "/ len(X) + 0"))
    proof = prove(means)
    (key,) = proof.survivors
    assert key.endswith("+ 0 → X.sum(axis=0) / len(X) - 0")
    assert key in proof.gaps[0]
    # what is explained changes none of them: they are not tried again
    monkeypatch.setattr("autograder.proof.verify.survivors", lambda *_, **__: (proof.mutants, [key]))
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
