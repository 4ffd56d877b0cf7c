"""What is drawn from a question for one student, and that it can be drawn again."""

import random

import numpy as np
import pytest

from autograder.errors import CourseError
from autograder.exam.questions.draw import draw, random_streams
from autograder.exam.questions.question import read_question
from autograder.exam.questions.text import render
from tests.exam.conftest import QUESTIONS, write_question

TEXT = "\n# %% [markdown]\n# Text {{ a }}\n"
NUMBER = '# type: number\n# points: 1\n# %% tags=["variant"]\ndef answer(v):\n    return 1\n'


def read(tmp_path, body, name="q", hidden=""):
    write_question(tmp_path, name, body, hidden)
    return read_question(tmp_path / f"{name}.py", tmp_path)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_draw_follows_from_its_seed(tmp_path, name):
    question = read(tmp_path, QUESTIONS[name], name)
    assert draw(question, 7) == draw(question, 7)
    if "variant" in question.functions:
        assert len({str(draw(question, seed).params) for seed in range(8)}) > 1


def test_a_draw_that_cannot_be_asked_is_drawn_again(tmp_path):
    body = """
# type: number
# points: 1
# %% tags=["variant"]
def variant(rng):
    return {"a": int(rng.integers(0, 4))}

def answer(v):
    return v["a"]

def mistakes(v):
    return {"k": ("m", 0)}

def accept(v):
    return v["a"] != 3
# %% [markdown]
# {{ a }}
"""
    drawn = {draw(read(tmp_path, body), seed).params["a"] for seed in range(60)}
    assert drawn == {1, 2}


def test_a_variant_that_never_comes_names_the_seed(tmp_path):
    question = read(tmp_path, NUMBER + "def accept(v):\n    return False\n" + TEXT)
    with pytest.raises(CourseError, match=r"no variant in \d+ draws from seed 41: accept\(v\) is never true"):
        draw(question, 41)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def answer(v):\n    return 1 / 0", r"answer\(v\) raised ZeroDivisionError"),
        ("def answer(v):\n    return 'one'", "expected a number"),
        ("def answer(v):\n    return 1\ndef variant(rng):\n    return [1]", "expected a dict"),
        ("def answer(v):\n    return 1\ndef mistakes(v):\n    return {'k': 2}", "expected \\(message, wrong answer\\)"),
    ],
)
def test_a_function_that_fails_is_named(tmp_path, code, said):
    question = read(tmp_path, NUMBER.partition("def answer")[0] + code + "\n" + TEXT)
    with pytest.raises(CourseError, match=said):
        draw(question, 0)


def test_random_streams_cover_python_numpy_and_torch():
    torch = pytest.importorskip("torch")

    def numbers():
        with random_streams(3) as rng:
            return random.random(), np.random.random(), float(torch.rand(())), rng.random()

    assert numbers() == numbers()


def test_random_streams_are_put_back():
    random.seed(1)
    expected = random.random()
    random.seed(1)
    with random_streams(99):
        random.random()
    assert random.random() == expected


def test_options_are_shuffled_and_the_letters_follow(tmp_path):
    question = read(tmp_path, QUESTIONS["pick"], "pick")
    kinds = [draw(question, seed).kind for seed in range(20)]
    assert len({k.letters for k in kinds}) == 4
    assert {k.options["ABCD".index(k.letters)] for k in kinds} == {"a part of AI"}


def test_a_name_that_is_not_drawn_is_an_error_with_those_that_are():
    with pytest.raises(CourseError, match="'b' is undefined; the parameters are: a"):
        render("{{ b }}", {"a": 1}, "here")
    assert render("{{ a | tex }}", {"a": [[1, 0.5]]}, "here") == r"\begin{pmatrix}1 & 0.5\end{pmatrix}"
