"""What one student gets of a question: parameters, what is right for them, which wrong answers have a name."""

import contextlib
import math
import random
import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from autograder.course.course import importable
from autograder.course.rubric import rubric_of
from autograder.exam.questions.kinds.base import Mistake
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.kind import Kind
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.kinds.symbolic import Symbolic
from autograder.exam.questions.question import Question, Type

MAX_DRAWS = 2_000


class Drawn(msgspec.Struct, frozen=True):
    """A question as one student gets it."""

    name: str
    title: str
    points: float
    type: Type
    kind: Kind | None  # None: code
    params: dict[str, Any]
    difficulty: float
    solution: str  # for people


@contextlib.contextmanager
def random_streams(seed: int) -> Iterator[np.random.Generator]:
    """A generator for `variant(rng)`; Python's, NumPy's and torch's own streams start from the same seed.

    They are put back afterwards.
    """
    torch: Any = sys.modules.get("torch")
    before = (random.getstate(), np.random.get_state(), torch.random.get_rng_state() if torch else None)
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if torch:
        torch.default_generator.manual_seed(seed % 2**63)
    try:
        yield np.random.default_rng(seed)
    finally:
        random.setstate(before[0])
        np.random.set_state(before[1])
        if torch:
            torch.random.set_rng_state(before[2])


def draw(q: Question, seed: int, points: float | None = None) -> Drawn:
    """The question for one student; what cannot be asked is drawn again, from the same stream.

    Raises:
        CourseError: nothing that can be asked came in MAX_DRAWS draws, or a function of the file raised.
    """
    problem = ""
    total = q.header.points if points is None else points
    with importable(q.root), random_streams(seed) as rng:
        for _ in range(MAX_DRAWS):
            params = _params(q, rng)
            try:
                if "accept" in q.functions and not _call(q, "accept", params):
                    problem = "accept(v) is never true"
                    continue
                kind = _kind(q, params, rng, total)
                problem = (kind.problem() if kind else None) or ""
            except msgspec.ValidationError as e:
                raise q.fail(f"answer(v): {e}") from None
            if not problem:
                break
        else:
            raise q.fail(f"no variant in {MAX_DRAWS} draws from seed {seed}: {problem}")
        level = float(_call(q, "difficulty", params)) if "difficulty" in q.functions else 1.0
        solution = str(_call(q, "solution", params)) if "solution" in q.functions else ""
    return Drawn(q.name, q.header.title, total, q.header.type, kind, params, level, solution)


def _call(q: Question, name: str, *args: Any) -> Any:
    try:
        return q.functions[name](*args)
    except Exception as e:
        raise q.fail(f"{name}(v) raised {type(e).__name__}: {e}") from e


def _params(q: Question, rng: np.random.Generator) -> dict[str, Any]:
    params = builtin(_call(q, "variant", rng)) if "variant" in q.functions else {}
    if not isinstance(params, dict) or not all(isinstance(k, str) and k.isidentifier() for k in params):
        raise q.fail("variant(rng): expected a dict of names to values")
    return params


def builtin(x: Any) -> Any:
    """`x` without NumPy and torch: numbers, text, lists and dicts."""
    if hasattr(x, "tolist"):
        return builtin(x.tolist())
    if isinstance(x, dict):
        return {k: builtin(v) for k, v in x.items()}
    return [builtin(v) for v in x] if isinstance(x, list | tuple) else x


def _kind(q: Question, v: dict[str, Any], rng: np.random.Generator, points: float) -> Kind | None:
    """What is right for these parameters."""
    h = q.header
    if h.type == "code":
        return None
    if h.type in ("text", "rubric"):
        rubric = rubric_of(h.rubric, points)
        return Manual(
            rubric=rubric, lines=h.lines, solution=str(_call(q, "solution", v)) if "solution" in q.functions else ""
        )
    if h.type in ("choice", "multiple"):
        return _options(q, v, rng)
    right = builtin(_call(q, "answer", v))
    named = builtin(_call(q, "mistakes", v)) if "mistakes" in q.functions else {}
    mistakes = tuple(m for key, entry in named.items() if _finite((m := _mistake(q, key, entry)).value))
    if h.type == "number":
        if isinstance(right, bool) or not isinstance(right, int | float):
            raise q.fail(f"answer(v): expected a number, got {right!r}")
        return Number(
            expected=float(right), mistakes=mistakes, integer=h.integer, rtol=h.rtol, atol=h.atol, digits=h.digits,
            units=h.units, low=h.low, high=h.high,
        )  # fmt: skip
    if h.type == "matrix":
        if not isinstance(right, list):
            raise q.fail(f"answer(v): expected an array, got {right!r}")
        return Matrix(expected=right, mistakes=mistakes, rtol=h.rtol, atol=h.atol, show_shape=h.show_shape)
    return Symbolic(expected=str(right), symbols=h.symbols, mistakes=mistakes)


def _mistake(q: Question, key: str, entry: Any) -> Mistake:
    if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str)):
        raise q.fail(f"mistakes(v): {key}: expected (message, wrong answer), got {entry!r}")
    return Mistake(key, *entry)


def _finite(value: Any) -> bool:
    """Whether a student could write it: an overflow is no answer."""
    if isinstance(value, list):
        return all(map(_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _options(q: Question, v: dict[str, Any], rng: np.random.Generator) -> Choice:
    """The options in this student's order."""
    h = q.header
    given = builtin(_call(q, "options", v)) if "options" in q.functions else {"right": list(h.right), "wrong": h.wrong}
    if not isinstance(given, dict) or set(given) != {"right", "wrong"}:
        raise q.fail('options(v): expected {"right": [...], "wrong": [...]}')
    notes = given["wrong"] if isinstance(given["wrong"], dict) else {}
    entries = [(str(o), True) for o in given["right"]] + [(str(o), False) for o in given["wrong"]]
    order = [entries[i] for i in rng.permutation(len(entries))]
    letters = "".join(chr(ord("A") + i) for i, (_, right) in enumerate(order) if right)
    mistakes = tuple(
        Mistake(f"{q.name}/{chr(ord('a') + i)}", notes[text], chr(ord("A") + i))
        for i, (text, _) in enumerate(order) if text in notes
    )  # fmt: skip
    return Choice(options=tuple(t for t, _ in order), letters=letters, many=h.type == "multiple", mistakes=mistakes)
