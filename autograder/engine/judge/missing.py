"""Why a name that a test asks for is not there: a cell that failed, another spelling, or nothing like it."""

import re
from collections.abc import Iterable, Mapping

from autograder.engine.judge.late import defined
from autograder.errors import nearest
from autograder.results import CellResult

NAMES = 3  # that a message lists


def why_missing(names: Iterable[str], cells: Mapping[int, str], failed: Iterable[CellResult]) -> str:
    """The message, in words of ours; the same for every name that one failed cell should have defined.

    Args:
        names: that are not there.
        cells: number → source.
        failed: the cells that failed so far.

    >>> why_missing(["sigmoid"], {1: "def my_sigmoid(x): return x"}, ())
    "`sigmoid` is not defined; did you mean 'my_sigmoid'?"
    """
    wanted = list(dict.fromkeys(names))
    for cell in failed:
        if any(should_define(cell.source, name) for name in wanted):
            return f"cell {cell.shown} did not run to its end, and what it should define is missing"
    known = {name for source in cells.values() for name in defined(source)}
    some = ", ".join(f"`{name}`" for name in wanted[:NAMES])
    hint = nearest(wanted[0], sorted(known), "the cell that defines it is missing, or uses another name")
    return f"{some} is not defined{'; ' if hint.startswith('did') else ': '}{hint}"


def should_define(source: str, name: str) -> bool:
    """Whether a cell would bind a name, also one that is no Python.

    >>> should_define("def f(x:\\n    return x", "f"), should_define("y = f(1)", "f")
    (True, False)
    """
    word = re.escape(name)
    defines = rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{word}\b"
    binds = rf"^{word}[ \t]*(?::[^=\n]*)?=(?!=)"
    return name in defined(source) or re.search(f"{defines}|{binds}", source, re.M) is not None
