"""The pairs of a class as one static page: a table, then each pair side by side with the lines that both share."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from autograder.report.text import render
from autograder.similarity.normal import Program
from autograder.similarity.pairs import Found

AROUND = 3  # lines before and after what is shared


class _Shown(msgspec.Struct, frozen=True):
    a: str
    b: str
    alike: float
    unusual: float
    next_a: float
    next_b: float
    sides: tuple[tuple[str, list[tuple[str, str]]], ...]


def similarity_page(
    title: str, found: Found, programs: Mapping[str, Program], *, unread: Sequence[str] = (), given: bool = False
) -> str:
    """The page.

    Args:
        unread: submissions that could not be read.
        given: the starter code and the official answer were left out.
    """
    shown = [
        _Shown(
            p.a, p.b, p.alike, p.unusual, p.next_a, p.next_b,
            ((p.a, _side(programs[p.a], p.lines_a)), (p.b, _side(programs[p.b], p.lines_b))),
        )
        for p in found.pairs
    ]  # fmt: skip
    return render("similarity.html.j2", title=title, found=found, shown=shown, unread=unread, given=given)


def _side(program: Program, same: Collection[int]) -> list[tuple[str, str]]:
    """Kind (`same`, "", `gap`) and text of the lines that are shared or near those."""
    near = {line for at in same for line in range(at - AROUND, at + AROUND + 1)}
    shared, sides, before = set(same), [], -1
    for number, text in enumerate(program.lines):
        if number not in near:
            continue
        if number > before + 1:
            sides.append(("gap", "…"))
        sides.append(("same" if number in shared else "", text))
        before = number
    return sides
