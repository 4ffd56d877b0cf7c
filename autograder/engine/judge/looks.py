"""What messages quote of a notebook: the line that raised, why a name is missing. Each look at it is noted.

So a message that was made for one notebook can be told for another one that says the same (rejudged.py).
"""

from collections.abc import Mapping

from autograder.engine.judge.exceptions import line_in
from autograder.engine.judge.missing import why_missing
from autograder.engine.judge.sandbox import Sandbox
from autograder.results import CellResult

Look = tuple[str, ...]  # "line", its number and text; or "missing" and names


def look_at(sandbox: Sandbox, *look: str) -> str:
    """What the notebook of a sandbox says."""
    sandbox.looks.append(look)
    return said(look, sandbox.cells, sandbox.failed_cells)


def said(look: Look, cells: Mapping[int, str], failed_cells: Mapping[int, CellResult]) -> str:
    """What a notebook says.

    Args:
        cells: number → source.
    """
    if look[0] == "line":
        return line_in(cells, int(look[1]), look[2])
    return why_missing(look[1:], cells, failed_cells.values())
