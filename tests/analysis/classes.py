"""Classes drawn from a model with known parameters."""

import numpy as np

from autograder.results import CaseResult, Diagnosis, QuestionResult, Report, Status, Verdict

NO_BIAS = Diagnosis("T2.1/no_bias", "the bias `b` is never added")


def two_pl(rng, count, a, b, skill=None):
    """(N, K) of 0.0 and 1.0: student j solves item i with probability 1 / (1 + exp(-a_i (skill_j - b_i)))."""
    skill = rng.normal(size=count) if skill is None else skill
    chance = 1 / (1 + np.exp(-np.asarray(a) * (skill[:, None] - np.asarray(b))))
    return (rng.random(chance.shape) < chance).astype(float)


def result(name, values, possible=2.0, **more):
    """A question whose cases passed (1), failed (0) or wait (nan)."""
    worth = possible / len(values)
    cases = []
    for i, value in enumerate(values):
        verdict = Verdict.PENDING if np.isnan(value) else Verdict.PASS if value else Verdict.FAIL
        diagnosis = more.get("diagnosis") if verdict is Verdict.FAIL else None
        cases.append(
            CaseResult(
                name=f"case {i + 1}", hidden=i > 0, verdict=verdict, points=worth if value == 1 else 0.0,
                possible=worth, diagnosis=diagnosis,
            )
        )  # fmt: skip
    points = sum(c.points for c in cases)
    return QuestionResult(name=name, points=points, possible=possible, cases=tuple(cases), title=more.get("title", ""))


def report(number, *questions, **more):
    return Report(
        submission=f"s{number}", student=f"Student {number}", assignment="hw", title="Perceptrons",
        status=Status.GRADED, total=sum(q.points for q in questions), possible=sum(q.possible for q in questions),
        questions=questions, **more,
    )  # fmt: skip


def reports_of(table, diagnosis=None):
    """A report a row of (N, K, cases) or (N, K): questions q1, q2, …"""
    table = np.asarray(table, dtype=float)
    table = table[:, :, None] if table.ndim == 2 else table
    return [
        report(j, *(result(f"q{i + 1}", row[i], diagnosis=diagnosis) for i in range(len(row))))
        for j, row in enumerate(table)
    ]


def simulated(count=200, seed=0):
    """Six questions of three cases; q3 is reversed, everybody solves q5, and nobody q6."""
    rng = np.random.default_rng(seed)
    skill = rng.normal(size=count)
    a, b = [1.5, 2.0, -1.2, 1.0, 0.0, 0.0], [-1.0, 0.0, 0.3, 1.0, -99.0, 99.0]
    parts = [two_pl(rng, count, a, b, skill) for _ in range(3)]
    table = np.stack(parts, axis=2)
    table[:, 4], table[:, 5] = 1.0, 0.0
    return reports_of(table, NO_BIAS)
