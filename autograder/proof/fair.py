"""Right answers in other forms: the solved notebook with every answer's functions wrapped, a way a notebook.

A student who returns a list, a tensor or another dtype gave the right values. Where a form of that kind costs points of
a hidden case, the text for students has to say that it is graded: a comment `<!-- graded: dtype -->` in a cell of text
stands for the question whose block it is in, outside of blocks for all; and a public test has to show it.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from autograder.cells import answer_of
from autograder.results import Report, Status, Verdict

MARKER = re.compile(r"<!--\s*graded:\s*([a-z, ]+?)\s*-->")

# What becomes of a result `x`, by what messages call it, and the word in the text that allows it to cost points. Only
# what the judge calls is wrapped: functions of the notebook that call each other get results as they are.
WAYS: dict[str, tuple[str, str]] = {
    "Fortran order, read-only arrays, arrays without axes for numbers, parameters of one's own": (
        "layout",
        "_np.asarray(x, order='F') if isinstance(x, _np.ndarray) else _np.array(x) if isinstance(x, float) else x",
    ),
    "double precision, also for truth values": (  # whole numbers may be indices
        "dtype",
        "x.astype(float) if isinstance(x, _np.ndarray) and x.dtype.kind in 'bf' else x",
    ),
    "whole numbers where all values are whole, int32": (
        "dtype",
        "x.astype('int32') if isinstance(x, _np.ndarray) and x.dtype.kind in 'biuf' and _whole(x) else x",
    ),
    "nested lists": ("list", "x.tolist() if isinstance(x, _np.ndarray) else x"),
    "tensors of torch": ("tensor", "_torch.tensor(x) if isinstance(x, _np.ndarray) and x.dtype.kind in 'biuf' else x"),
    "one output more": ("outputs", "x"),
    "arguments changed": ("mutation", "x"),
}
_SETUP = """
import functools as _functools
import numpy as _np
{torch}
_depth = 0
def _whole(x):
    return bool(x.size and _np.all(_np.isfinite(x)) and _np.all(x == _np.round(x)) and _np.all(_np.abs(x) < 2**31))
def _one(x):
    x = {form}
    if {layout} and isinstance(x, _np.ndarray):
        x.flags.writeable = False
    return x
def _formed(x):
    if type(x) is tuple and not hasattr(x, '_fields'):
        return tuple(_formed(v) for v in x)
    if isinstance(x, tuple):
        return type(x)(*(_formed(v) for v in x))
    if type(x) is dict:
        return {{k: _formed(v) for k, v in x.items()}}
    return [_formed(v) for v in x] if type(x) is list else _one(x)
def _wrapped(f):
    @_functools.wraps(f)
    def wrapper(*args, _own=None, **kwargs):
        global _depth
        if {tensor} and any(isinstance(a, _np.ndarray) and a.dtype == _np.int32 for a in args):
            raise TypeError('cross_entropy of torch takes int64 labels only')
        _depth += 1
        try:
            x = f(*args, **kwargs)
        finally:
            _depth -= 1
        if _depth:
            return x
        x = _formed(x)
        for a in (*args, *kwargs.values()) if {mutation} else ():
            if isinstance(a, _np.ndarray) and a.flags.writeable and a.dtype.kind == 'f':
                a += 1
        if {outputs} and isinstance(x, (tuple, dict, float, _np.ndarray)):
            x = (*x, 'more') if isinstance(x, tuple) else (x, 'more')
        return x
    return wrapper
"""
_WRAP = """
for _name in {names}:
    _value = globals()[_name]
    if isinstance(_value, type):
        if 'torch' not in str(_value.__mro__):
            for _part, _method in list(vars(_value).items()):
                if callable(_method) and not _part.startswith('_'):
                    setattr(_value, _part, _wrapped(_method))
    elif callable(_value):
        globals()[_name] = _wrapped(_value)
"""


def fair_notebooks(solved: Any) -> Iterator[tuple[str, Any]]:
    """(way, notebook) for each way: the solved notebook, its answers in that form."""
    for way, (word, form) in WAYS.items():
        notebook = copy.deepcopy(solved)
        flags = {w: w == word for w in ("layout", "tensor", "outputs", "mutation")}
        setup = _SETUP.format(form=form, torch="import torch as _torch" if word == "tensor" else "", **flags)
        for cell in notebook.cells:
            if cell.cell_type == "code" and answer_of(cell):
                names = re.findall(r"^(?:def|class) +(\w+)", cell.source, re.M)
                names += re.findall(r"^(\w+) *= *lambda\b", cell.source, re.M)
                if names:
                    cell.source += f"\n{setup}{_WRAP.format(names=names)}"
                    setup = ""
        yield way, notebook


def graded(untouched: Any) -> dict[str, set[str]]:
    """Question → words that the text for students marks as graded; "" for the whole notebook.

    The text of a question's block, which Otter locks, stands before the question's answer cell.
    """
    found: dict[str, set[str]] = {}
    waiting: set[str] = set()
    for cell in untouched.cells:
        words = {w.strip() for m in MARKER.findall(cell.source) for w in m.split(",")}
        if cell.cell_type == "markdown" and cell.metadata.get("editable") is False:
            waiting |= words
        elif cell.cell_type == "markdown":
            found.setdefault("", set()).update(words)
        elif (question := answer_of(cell)) is not None:
            found.setdefault(question, set()).update(waiting)
            waiting = set()
    return found


def fair_gaps(reports: Mapping[str, Report], marked: Mapping[str, set[str]]) -> list[str]:
    """What a right answer loses by its form, where the text does not say so, or nothing public shows it.

    Args:
        reports: way of `WAYS` → its report.
        marked: question → words that the text marks as graded (`graded`).
    """
    gaps = []
    for way, report in reports.items():
        word = WAYS[way][0]
        if report.status is not Status.GRADED:
            gaps.append(f"right answers ({way}): {report.status.value}: {report.message}")
        shown = any(not c.hidden and not c.passed and not c.pending for q in report.questions for c in q.cases)
        for question in report.questions:
            lost = [c for c in question.cases if not c.passed and c.verdict is not Verdict.PENDING]
            said = word in marked.get("", set()) | marked.get(question.name, set())
            if said and not shown and any(c.hidden for c in lost):
                gaps.append(f"{question.name}: {way}: graded, but no public test shows it")
            if not said:
                gaps += [
                    f"{question.name}: {c.name}: a right answer loses points by its form ({way}): accept it, or say so "
                    f"in the text with `<!-- graded: {word} -->`: {c.message[:200]}"
                    for c in lost
                ]
    return gaps
