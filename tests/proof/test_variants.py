"""The proof of an exam's question on its variants: sound questions have no gap, a broken one of each kind is caught."""

import re

import pytest

from autograder.exam.questions.draw import draw
from autograder.exam.questions.question import read_question
from autograder.proof.variants import _mistake_gap, prove_question
from tests.exam.conftest import QUESTIONS, write_question

HIDDEN = """from otter.test_files import test_case
from autograder.checks import Misconception, agree

def mutants():
    return [
        Misconception("T0.0/plus", "Multiply.", lambda x: x + VARIANT["k"]),
        Misconception("T0.0/square", "Once.", lambda x: x * VARIANT["k"] ** 2),
    ]

@test_case(name="numbers", points=2, hidden=True)
def test_hidden_numbers(scale):
    agree(scale, lambda x: VARIANT["k"] * x, [(1.25,), (7.5,), (-3.125,)], mutants=mutants())
"""
SOUND = {
    "total": QUESTIONS["total"],
    "pick": QUESTIONS["pick"],
    "picks": QUESTIONS["picks"].replace(
        '["mean squared error", "Adam"]', '{"mean squared error": "A loss.", "Adam": "An optimiser."}'
    ),
    "grid": QUESTIONS["grid"].replace(
        "def accept", 'def mistakes(v):\n    return {"once": ("Twice.", v["A"])}\n\ndef accept'
    ),
    "slope": QUESTIONS["slope"].replace(
        "# %% [markdown]",
        'def mistakes(v):\n    return {"power": ("The power falls by one.", f"{v[\'n\']} * x**{v[\'n\']}")}\n# %% [markdown]',
    ),
    "why": QUESTIONS["why"],
    "scale": QUESTIONS["scale"].replace("# points: 3", "# points: 3\n# misconceptions: [T0.0/plus, T0.0/square]"),
}


def proof(folder, name, body=None, hidden=HIDDEN, draws=60):
    write_question(folder, name, body or SOUND[name], hidden if name == "scale" else "")
    return prove_question(folder / f"{name}.py", folder, draws)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_question_of_each_type_has_no_gap(tmp_path, name):
    found = proof(tmp_path, name)
    assert found.gaps == ()
    assert (found.question, found.drawn) == (name, 60)
    assert found.told == found.mistakes >= (name != "why")


def test_equal_variants_are_looked_at_once(tmp_path):
    found = proof(tmp_path, "slope", draws=200)
    assert (found.drawn, found.different) == (200, 4)


def changed(name, old, new):
    assert old in SOUND[name]
    return SOUND[name].replace(old, new)


MISTAKES = "def mistakes(v):"
BROKEN = {
    "a number without named mistakes": ("total", changed("total", MISTAKES, "def other(v):"), "no named mistake: write `mistakes"),
    "a number whose mistake is always right": ("total", changed("total", 'v["a"] - v["b"])', 'v["a"] + v["b"])'), "no variant in 2000 draws"),
    "a number that refuses what it asks for": ("total", changed("total", "# points: 2", "# points: 2\n# rtol: 1.0e-9\n# atol: 1.0e-6"), "the right answer, typed as it is asked for, loses points"),
    "a whole number with a fraction for a mistake": ("total", changed("total", "# points: 2", "# points: 2\n# integer: true").replace("/ 7", "* 7").replace('v["a"] - v["b"])', 'v["a"] + 0.5)'), "cannot be handed in: expected a whole number"),
    "mistakes at the edge of each other's tolerance": (
        "total",
        changed("total", "# points: 2", "# points: 2\n# rtol: 0.1").replace('{"minus": ("Add, do not subtract.", v["a"] - v["b"])}', '{"more": ("More.", -110.5), "less": ("Less.", -100.0)}'),
        "is not called by its name",
    ),
    "a text with a name that is there on some variants only": ("total", changed("total", "What is", "{% if a > 500 %}{{ c }}{% endif %}What is"), "a text cannot be filled in: text: 'c' is undefined"),
    "a filter that some variants break": ("total", changed("total", "What is", "{{ 1 / (a // 500) }} What is"), "a text cannot be filled in: division by zero"),
    "a choice whose options read alike": ("pick", changed("pick", '"a robot": "No."', '"A part  of AI.": "No."'), "two options read alike"),
    "a choice with two right options": ("pick", changed("pick", '["a part of AI"]', '["a part of AI", "a field"]'), "expected one right option, got 2"),
    "a choice without named mistakes": ("pick", changed("pick", '{"the whole of AI": "There is more to AI.", "no AI": "It is.", "a robot": "No."}', '["the whole of AI", "no AI"]'), "no named mistake: give wrong options a text each"),
    "a choice of right options only": ("picks", changed("picks", '{"mean squared error": "A loss.", "Adam": "An optimiser."}', "[]"), "every option is right"),
    "a matrix whose mistake is right": ("grid", changed("grid", '("Twice.", v["A"])', '("Twice.", [[2 * x for x in r] for r in v["A"]])'), "no variant in 2000 draws"),
    "a matrix without named mistakes": ("grid", changed("grid", MISTAKES, "def other(v):"), "no named mistake"),
    "a matrix with two mistakes in one": ("grid", changed("grid", '{"once": ("Twice.", v["A"])}', '{"once": ("Twice.", v["A"]), "same": ("Two times.", v["A"])}'), "give the same answer"),
    "an expression whose mistake is right in other words": ("slope", changed("slope", "* x**{v[\'n\']}\")", "* x**{v[\'n\']} / x\")"), "no variant in 2000 draws"),
    "an expression whose mistake cannot be read": ("slope", changed("slope", "* x**{v[\'n\']}\")", "* y\")"), "mistake 'power' cannot be read: at character 5"),
    "a text without help for who marks it": ("why", changed("why", "def solution", "def other"), "whoever marks it finds neither"),
    "code without named mistakes": ("scale", QUESTIONS["scale"], "no named mistake: list `misconceptions`"),
    "code with a misconception that no test tries": ("scale", changed("scale", "T0.0/plus", "T0.0/plus, T0.0/never"), "T0.0/never is in `misconceptions`, but `mutants()` never gives it"),
    "code with a misconception that is not listed": ("scale", changed("scale", "T0.0/plus, ", ""), "T0.0/plus comes from `mutants()`, but is not in `misconceptions`"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_question_is_caught(tmp_path, kind):
    name, body, message = BROKEN[kind]
    found = proof(tmp_path, name, body)
    assert message in "\n".join(found.gaps)
    assert all("seed" in gap or "no named" in gap or "`" in gap for gap in found.gaps)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[(1.25,), (7.5,), (-3.125,)]", "[(0.0,)]", "T0.0/square fails no hidden test"),
        (", mutants=mutants())", ")", "T0.0/plus fails a hidden test, but is "),
        ('"T0.0/square", "Once.", lambda x: x * VARIANT["k"] ** 2', '"T0.0/square", "Once.", lambda x: x + VARIANT["k"]', "but is not named"),
        ("def mutants():", "def mutants():\n    import nothing_of_this_name", "No module named 'nothing_of_this_name'"),
        ("def test_hidden_numbers(scale)", "def test_hidden_numbers(scale, other)", "expected a test of one function, got ['scale', 'other']"),
    ],
)  # fmt: skip
def test_hidden_tests_that_do_not_name_a_misconception_are_caught(tmp_path, old, new, message):
    assert old in HIDDEN
    found = proof(tmp_path, "scale", hidden=HIDDEN.replace(old, new))
    assert message in "\n".join(found.gaps)


def test_code_without_hidden_tests_is_caught(tmp_path):
    found = proof(tmp_path, "scale", hidden="")
    assert "no hidden tests: write" in found.gaps[-1]


def test_a_gap_says_on_how_many_variants_and_the_first_seed(tmp_path):
    found = proof(tmp_path, *BROKEN["a text with a name that is there on some variants only"][:2])
    (gap,) = found.gaps
    count, of, seed = map(
        int, re.search(r"\((\d+) of (\d+) different variants, the first from seed (\d+)\)", gap).groups()
    )
    question = read_question(tmp_path / "total.py", tmp_path)
    over = [s for s in range(60) if draw(question, s).params["a"] > 500]
    assert (count, of, seed) == (len(over), 60, over[0])


@pytest.mark.parametrize("name", ["total", "pick", "grid"])
def test_a_mistake_that_is_right_is_said_to_be(tmp_path, name):
    """Drawing refuses such a variant first; where it does not, the proof must not call it told."""
    write_question(tmp_path, name, SOUND[name], "")
    one = draw(read_question(tmp_path / f"{name}.py", tmp_path), 0)
    assert _mistake_gap(one.kind, one.points, one.kind.answer_value(), "Twice.") == "is taken for right"
