"""Hidden tests of q1: one call of `agree` a kind, so that a slip in one of them is named by itself."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree, raises
from reference.misconceptions import misconceptions_of
from reference.training.schedules import lr_schedule as reference_schedule


def of_kind(kind, formula):
    """The reference, with another formula for one kind."""

    def given(kind_given, t, lr0, **kw):
        return formula(t, lr0, **kw) if kind_given == kind else reference_schedule(kind_given, t, lr0, **kw)

    def mutant(*args, **kwargs):
        named = dict(kwargs)
        values = [args[i] if i < len(args) else named.pop(name) for i, name in enumerate(("kind", "t", "lr0"))]
        return given(*values, **named)

    return mutant


def one_step_longer(t, lr0, T, w):
    return lr0 * (t + 1) / w if t <= w else reference_schedule("warmup_cosine", t, lr0, T=T, w=w)


def stretched(t, lr0, T, w):
    return reference_schedule("warmup_cosine", t, lr0, T=T if t < w else T + w, w=w)


MUTANTS = [
    *misconceptions_of(reference_schedule),
    Misconception("T4.4/exp", "The exponential schedule multiplies by γ in each step: η₀ γᵗ, not e^(−γt).",
                  of_kind("exponential", lambda t, lr0, gamma: lr0 * np.exp(-gamma * t))),
    Misconception("T4.4/stretched", "After the warm-up T − w steps are left for the cosine, not T.",
                  of_kind("warmup_cosine", stretched)),
    Misconception("T4.4/ramp_too_long", "The ramp has w steps, t = 0 to w − 1; at t = w the cosine starts.",
                  of_kind("warmup_cosine", one_step_longer)),
]  # fmt: skip


def check(lr_schedule, kind, steps, *settings):
    cases = [Case(kind, t, lr0, **numbers) for lr0, numbers in settings for t in steps]
    cases.append(Case(kind=kind, t=np.int64(3), lr0=settings[0][0], **settings[0][1]))
    agree(lr_schedule, reference_schedule, cases, mutants=MUTANTS)


@test_case(
    name="inverse",
    points=0.5,
    hidden=True,
    failure_message="Start from lr0, not from the rate before. What is it at t = 0?",
)
def test_hidden_inverse(lr_schedule):
    check(lr_schedule, "inverse", (*range(6), 40), (0.2, {"k": 0.3}), (1.5, {"k": 2.0}))


@test_case(
    name="exponential", points=0.5, hidden=True, failure_message="How often has the rate been multiplied before step t?"
)
def test_hidden_exponential(lr_schedule):
    check(lr_schedule, "exponential", (*range(6), 40), (0.2, {"gamma": 0.7}), (1.5, {"gamma": 0.95}))


@test_case(
    name="a drop every s steps",
    points=0.5,
    hidden=True,
    failure_message="How often has the rate dropped before step s, and how often at it?",
)
def test_hidden_steps(lr_schedule):
    check(lr_schedule, "step", range(11), (0.2, {"gamma": 0.1, "s": 3}), (1.5, {"gamma": 0.5, "s": 4}))


@test_case(
    name="cosine from start to end",
    points=0.5,
    hidden=True,
    failure_message="At t = 0 the rate is lr0, at t = T it is 0. Is yours?",
)
def test_hidden_cosine(lr_schedule):
    check(lr_schedule, "cosine", range(7), (0.2, {"T": 12}), (1.5, {"T": 6}))


@test_case(
    name="warm-up, then cosine",
    points=0.5,
    hidden=True,
    failure_message="Is the first rate above 0, lr0 at t = w, and 0 at t = T?",
)
def test_hidden_warmup(lr_schedule):
    check(lr_schedule, "warmup_cosine", range(10), (0.2, {"T": 13, "w": 4}), (1.5, {"T": 9, "w": 3}))


@test_case(
    name="a kind that does not exist", points=0.5, hidden=True, failure_message="Raise a ValueError when no kind fits."
)
def test_hidden_unknown(lr_schedule):
    raises(ValueError, lr_schedule, "linear", 3, 0.1, name="lr_schedule")
