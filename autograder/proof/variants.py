"""Proves a question of an exam on many variants, as the grading sees them.

Each of `DRAWS` variants is drawn as a student's is, by the same redraw rules, and then: its texts render; the right
answer earns everything, also when it is typed to as many digits as the question asks for; each named mistake loses
points and is called by its own name; a choice has one right option and no two that read alike. Equal variants are
looked at once. A code question is tried on `CODE_DRAWS` variants: its hidden tests, run here on every wrong function
that their `mutants()` gives, must fail it and name it by a key of the header's `misconceptions`.
"""

import inspect
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from otter.test_files import test_case as Case

from autograder.checks import CheckFailure
from autograder.checks.evidence import collected, settle
from autograder.course.course import importable
from autograder.errors import CourseError, PendingMark
from autograder.exam.questions.draw import Drawn, draw
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.kind import Kind
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.question import Question, read_question
from autograder.exam.questions.text import render
from autograder.results import Diagnosis

DRAWS = 1_000
CODE_DRAWS = 20  # of a code question: its tests run on each wrong function


class QuestionProof(msgspec.Struct, frozen=True):
    """What `verify` found for one question of an exam; `gaps` is empty when all is well."""

    question: str
    type: str
    drawn: int  # variants
    different: int  # of these
    mistakes: int  # that have a name; of a code question: misconceptions
    told: int  # of these: wrong, and called by their name, on every variant on which they come
    gaps: tuple[str, ...] = ()


class Gaps:
    """What is wrong on some variants: one text a fault, with how often and where it came first."""

    def __init__(self) -> None:
        self.seeds: dict[str, list[int]] = {}

    def add(self, seed: int, text: str) -> None:
        self.seeds.setdefault(text, []).append(seed)

    def texts(self, different: int) -> Iterator[str]:
        for text, seeds in self.seeds.items():
            yield f"{text} ({len(seeds)} of {different} different variants, the first from seed {seeds[0]})"


def prove_question(path: Path, root: Path, draws: int = DRAWS) -> QuestionProof:
    """The proof of the question in `path`; `root` is the course's folder.

    Raises:
        CourseError: the file is no question.
    """
    question = read_question(path, root)
    gaps, different = Gaps(), 0
    mistakes: dict[str, bool] = {}  # message or key → whether it was always told
    drawn = 0
    seen: set[bytes] = set()
    problem = ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a wrong function may divide by 0
        for seed in range(draws):
            try:
                one = draw(question, seed)
            except CourseError as e:
                problem = str(e)
                break
            drawn += 1
            twin = msgspec.json.encode((one.params, one.kind), order="deterministic")
            if twin in seen:
                continue
            seen.add(twin)
            different += 1
            for text in _text_gaps(question, one):
                gaps.add(seed, text)
            if one.kind is None:
                told = _code_told(question, one, seed, gaps) if different <= CODE_DRAWS else {}
            else:
                told = _told(one.kind, one.points, seed, gaps)
            for name, right in told.items():
                mistakes[name] = mistakes.get(name, True) and right
    found = [problem] if problem else []
    if drawn and not problem:
        found += _names(question, mistakes)
    return QuestionProof(
        question=question.name, type=question.header.type, drawn=drawn, different=different,
        mistakes=len(mistakes), told=sum(mistakes.values()), gaps=(*found, *gaps.texts(different)),
    )  # fmt: skip


def _names(q: Question, mistakes: Mapping[str, bool]) -> Iterator[str]:
    """Whether a question says what can go wrong in it."""
    h = q.header
    if h.type in ("text", "rubric"):
        if "solution" not in q.functions and not (h.rubric and all(c.hint for c in h.rubric)):
            yield "whoever marks it finds neither `solution(v)` nor a `hint` for each criterion: write one"
    elif h.type == "code":
        listed = set(h.misconceptions)
        if not listed:
            yield "no named mistake: list `misconceptions`, and give them to the hidden tests by `mutants()`"
        yield from (f"{key} is in `misconceptions`, but `mutants()` never gives it" for key in listed - mistakes.keys())
        yield from (f"{key} comes from `mutants()`, but is not in `misconceptions`" for key in mistakes.keys() - listed)
    elif not mistakes:
        where = "give wrong options a text each" if h.type in ("choice", "multiple") else "write `mistakes(v)`"
        yield f"no named mistake: {where}"


def _text_gaps(q: Question, one: Drawn) -> Iterator[str]:
    """What students would read wrongly on this variant."""
    for cell in q.cells:
        try:
            text = render(cell.source, one.params, "text")
        except Exception as e:  # a filter of the template may raise anything
            yield f"a text cannot be filled in: {e}"
            continue
        if cell.cell_type == "markdown" and (left := re.search(r"{{|{%", text)):
            yield f"a text still has {left[0]!r} in it when it is filled in"
    if isinstance(one.kind, Choice):
        yield from _option_gaps(one.kind)


def _option_gaps(kind: Choice) -> Iterator[str]:
    """Options that a student cannot tell apart; how many are right."""
    read: dict[str, str] = {}
    for option in kind.options:
        plain = re.sub(r"[\s.;,]+", " ", option).strip().casefold()
        if plain in read:
            yield f"two options read alike: {read[plain]!r} and {option!r}"
        read[plain] = option
    if len(kind.letters) == len(kind.options):
        yield "every option is right"
    elif not kind.many and len(kind.letters) != 1:
        yield f"{len(kind.letters)} options are right, expected one"


# -- answers without code ----------------------------------------------------------------------------------------------


def _told(kind: Kind, points: float, seed: int, gaps: Gaps) -> dict[str, bool]:
    """Mistake → whether the grading tells it from the right answer, and from the others, by its name."""
    if isinstance(kind, Manual):
        return {}
    for answer in _right_answers(kind):
        if lost := _lost(kind, points, answer):
            gaps.add(seed, f"the right answer, typed as it is asked for, loses points: {lost}")
    told: dict[str, bool] = {}
    for mistake in kind.mistakes:
        text = _mistake_gap(kind, points, mistake.value, mistake.message)
        if text:
            gaps.add(seed, f"the mistake {mistake.message!r} {text}")
        told[mistake.message] = not text and told.get(mistake.message, True)
    return told


def _right_answers(kind: Kind) -> Iterator[Any]:
    """What students who are right write: the answer, and the same rounded as the question asks."""
    answer = kind.answer_value()
    yield answer
    if isinstance(kind, Number) and not kind.integer:
        yield float(f"{answer:.{kind.digits}g}" if kind.digits else f"{answer:.4f}")


def _lost(kind: Kind, points: float, answer: Any) -> str:
    """Why an answer earns less than everything."""
    for case in kind.cases(points):
        try:
            case.check(answer)
        except PendingMark as e:
            return str(e)
        except AssertionError as e:
            return f"{answer!r}: {e}"
    return ""


def _mistake_gap(kind: Kind, points: float, value: Any, message: str) -> str:
    """Why an answer is not told to be this mistake; "" when it is."""
    for case in kind.cases(points):
        try:
            case.check(value)
        except CheckFailure as e:
            if e.diagnosis is None:
                return "is not called by its name: another one gives the same answer"
            return "" if e.diagnosis.message == message else f"is called {e.diagnosis.message!r}"
        except PendingMark:
            return "waits for a person: it cannot be decided whether it is right"
        except AssertionError as e:
            return f"cannot be handed in: {e}"
    return "is taken for right"


# -- code --------------------------------------------------------------------------------------------------------------


def _code_told(q: Question, one: Drawn, seed: int, gaps: Gaps) -> dict[str, bool]:
    """Misconception → whether the hidden tests fail it and name it; those that come for this variant."""
    if q.hidden is None:
        gaps.add(seed, f"no hidden tests: write {q.path.parent / 'hidden' / q.path.name}")
        return {}
    with importable(q.root):
        try:
            namespace = _hidden(q, one)
            mutants = list(namespace["mutants"]()) if "mutants" in namespace else []
        except Exception as e:
            gaps.add(seed, f"{q.hidden}: {type(e).__name__}: {e}")
            return {}
        cases = [case for case in namespace.values() if isinstance(case, Case)]
        told = {}
        for mutant in mutants:
            text = _killed(cases, mutant)
            if text:
                gaps.add(seed, f"{mutant.key} {text}")
            told[mutant.key] = not text
    return told


def _hidden(q: Question, one: Drawn) -> dict[str, Any]:
    """What the file of hidden tests defines, with the parameters of this variant: the course's own code."""
    assert q.hidden is not None
    namespace: dict[str, Any] = {"__name__": f"hidden_{q.name}", "VARIANT": one.params}
    exec(compile(q.hidden.read_text(encoding="utf-8"), str(q.hidden), "exec"), namespace)
    return namespace


def _killed(cases: Iterable[Case], mutant: Any) -> str:
    """Why a wrong function is not failed and named; "" when it is."""
    calls, failures = [], []
    for case in cases:
        parameters = list(inspect.signature(case.test_func).parameters)
        if len(parameters) != 1:
            return f"cannot be tried on {case.name!r}: expected a test of one function, got {parameters}"
        with collected() as found:
            try:
                case.test_func(mutant.mutant)
            except CheckFailure as e:
                failures.append(e.diagnosis)
            except Exception:  # a wrong function may raise, and the test of it then, too
                failures.append(None)
        calls.append(found)
    if not failures:
        return "fails no hidden test"
    named: list[Diagnosis | None] = settle(calls) if any(calls) else failures
    keys = {d.key for d in named if d is not None}
    if mutant.key in keys:
        return ""
    return "fails a hidden test, but is " + (f"called {', '.join(sorted(keys))}" if keys else "not named")
