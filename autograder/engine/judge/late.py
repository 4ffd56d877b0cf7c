"""Answers that came after the check that decided: which cell checked, and where the answer came."""

import ast
import contextlib
import doctest
import functools
import inspect
from collections.abc import Sequence

from autograder.engine.judge.context import Context
from autograder.engine.judge.needed import UNPARSABLE, cell_symbols
from autograder.engine.judge.record import Record
from autograder.engine.judge.testfiles import Question
from autograder.submissions import Cell
from autograder.submissions.submission import cell_numbers

MAX_CELL_CHARS = 100_000  # of a cell in which names are looked for


def late_answers(context: Context, cells: Sequence[Cell], record: Record) -> list[str]:
    """A line for each question that lost points at its check and of which a later one of the cells defines a name."""
    lines = []
    binds = functools.cache(defined)
    numbers = cell_numbers(cells)
    for question, cell in record.checked_in.items():
        known = context.questions.usable.get(question)
        if known is None or all(c.passed for c in record.cases.get(question, ())):
            continue
        names = names_of(known)
        for later in cells:
            if later.kind == "code" and later.index > cell and (found := names & binds(later.source)):
                which = ", ".join(f"`{n}`" for n in sorted(found)[:3])
                lines.append(
                    f"{question} was checked in cell {numbers.get(cell, cell + 1)}, and that check counts; "
                    f"cell {numbers[later.index]} defines {which} after it: the check belongs below the answer"
                )
                break
    return lines


def names_of(question: Question) -> frozenset[str]:
    """The student's names that the cases of a question ask for."""
    found: set[str] = set()
    for case in question.file.test_cases:
        if not question.test.is_ok:
            found |= inspect.signature(case.body.test_func).parameters.keys()
            continue
        with contextlib.suppress(*UNPARSABLE):
            examples = doctest.DocTestParser().get_examples(case.body)
            nodes = [n for e in examples for n in ast.walk(ast.parse(e.source)) if isinstance(n, ast.Name)]
            found |= {n.id for n in nodes} - {n.id for n in nodes if isinstance(n.ctx, ast.Store)}
    return frozenset(found)


def defined(source: str) -> frozenset[str]:
    """The names that a cell binds by itself, without its lines for IPython; no modules.

    >>> sorted(defined("import numpy as np\\n%time\\ndef f(): g = 1\\ny = 2"))
    ['f', 'y']
    """
    if len(source) > MAX_CELL_CHARS:
        return frozenset()
    try:
        table = cell_symbols(source)
    except UNPARSABLE:
        return frozenset()
    return frozenset(s.get_name() for s in table.get_symbols() if s.is_assigned() and not s.is_imported())
