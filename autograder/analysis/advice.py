"""What a figure means for whoever wrote the question: one sentence, and what to do next."""

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.analysis.items import FEWEST, SAME, WEAK, Array, Comparison, Item
from autograder.report.text import line, listed, number

CASES = 3  # named in one sentence


def of_question(item: Item) -> str:
    """About a question that everybody or nobody solves, that the weaker solve more often, or that separates nobody."""
    if item.count < FEWEST or item.difficulty is None:
        return ""
    if item.difficulty >= 1 - SAME:
        return "Everybody has all its points, so it separates nobody. Keep it as a warm-up, or ask for more in it."
    if item.difficulty <= SAME:
        return (
            "Nobody has a point. Make sure that the official solution earns them (`autograder verify`) and that it was "
            "taught; then look at three answers by hand."
        )
    if item.same:
        return "Everybody has the same points, so it separates nobody. Look which case all of them fail."
    return _separates(item, "its answer key and how points are given", "what it asks beside what the others ask")


def of_case(item: Item) -> str:
    """The same about a case; one that everybody passes is no reason to write."""
    if item.count < FEWEST or item.difficulty is None:
        return ""
    if item.difficulty <= SAME:
        return (
            "Nobody passes it. Read the messages of three who failed: either the test asks more than the task says, or "
            "nobody was taught it."
        )
    return "" if item.same else _separates(item, "what it expects", "what it asks beside what the others ask")


def _separates(item: Item, reversed_: str, weak: str) -> str:
    found = item.discrimination
    if found is None or found.high >= WEAK:  # too few to tell, or it separates
        return ""
    if found.high < 0:
        return (
            "Who is good at the rest does worse here: it looks reversed. Look at the answers of the best students who "
            f"lost it, and check {reversed_}."
        )
    return f"It says nearly nothing of how good somebody is at the rest. Look at {weak}, and whether luck decides it."


def of_alpha(points: Array, alpha: float | None) -> str:
    """What α says, or why there is none.

    Args:
        points: (N, K) of the questions.
    """
    k = points.shape[1]
    complete = int(np.isfinite(points).all(axis=1).sum()) if points.size else 0
    if k < 2:
        return "No α: it needs two questions."
    if complete < FEWEST:
        have = "student has" if complete == 1 else "students have"
        return f"No α: it needs {FEWEST} students with points in all {k} questions, and {complete} {have} them."
    if alpha is None:
        return f"No α: all {complete} students have the same total."
    over = f"α = {number(alpha).replace('-', '−')} over {k} questions and {complete} students"
    if alpha < 0:
        return f"{over}: questions contradict each other. Look for one that is reversed."
    if alpha < 0.5:
        return f"{over}: the total depends much on which questions were asked. Do not decide over a pass by it alone."
    if alpha < 0.7:
        return f"{over}: enough for one of several works, little for an exam that decides alone."
    return f"{over}: the questions agree on who is good."


def of_class(count: int, items: Sequence[Item], cases: Mapping[str, Item]) -> list[str]:
    """Notes on the whole: what cannot be said, and cases that everybody passes.

    Args:
        cases: by question and name, for people.
    """
    notes = []
    if count < FEWEST:
        students = "student" if count == 1 else "students"
        notes.append(
            f"{count} {students}: correlations, α and advice need {FEWEST}; a mean share of so few is a hint at most."
        )
    waiting = [i.name for i in items if not i.count]
    if waiting:
        notes.append(f"No figure for {listed(waiting)}: nobody's points are decided yet.")
    if len(items) == 1:
        notes.append("One question: there is no rest that it could be compared with; its cases are compared.")
    passed = [
        n for n, c in cases.items() if c.count >= FEWEST and c.difficulty is not None and c.difficulty >= 1 - SAME
    ]
    if passed:
        some = listed([*passed[:CASES], f"{len(passed) - CASES} more"] if len(passed) > CASES else passed)
        passes = "One case is" if len(passed) == 1 else f"{len(passed)} cases are"
        notes.append(f"{passes} passed by everybody: no evidence of who understood ({some}).")
    return notes


def of_comparison(found: Comparison) -> str:
    """What to do about variants that are not equally hard; "" where nothing says so."""
    if not found.unfair:
        return ""
    hardest, easiest = (f(found.groups, key=lambda g: g.mean) for f in (min, max))
    return (
        f"{line(hardest.label, 60)} is harder than {line(easiest.label, 60)} ({100 * hardest.mean:.0f} % of the points "
        f"against {100 * easiest.mean:.0f} %, p = {found.adjusted:.2g} after correction). Read both; if one asks more, "
        f"give its students what they lost by it, and narrow `variant(rng)` or the pool before the next time."
    )
