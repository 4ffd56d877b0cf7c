"""Packages that a notebook imports somewhere, also inside a function: they are loaded before its first cell runs.

So their import is in no limit of a cell or case. Which packages may be: those that the course lists and a few that
everybody knows; a notebook chooses among them, and nothing else of it has a part in this. They are loaded before
any file of the student's is there.
"""

import re
from collections.abc import Iterable

PRELOAD = ("numpy", "IPython", "matplotlib.pyplot", "matplotlib_inline.backend_inline")  # in every zygote
KNOWN = ("torch", "pandas", "scipy", "sklearn")  # in a zygote whose bundle names them
# Possessive and bounded: a student chooses the text, and `from aaaa…` may not be tried at each of its letters.
STATEMENT = re.compile(r"\bfrom[ \t]+(\w++)[\w.]*+[ \t]+import\b|\bimport[ \t]+([\w., \t]{1,1000})")


def imported(sources: Iterable[str], packages: Iterable[str]) -> list[str]:
    """Which of the course's packages, and of those that are known, the cells import.

    >>> imported(["import numpy as np, torch.nn as nn", "def f():\\n  from scipy.stats import norm"], [])
    ['scipy', 'torch']
    """
    found = set()
    for source in sources:
        for module, several in STATEMENT.findall(source):
            found |= {module, *(part.split()[0].partition(".")[0] for part in several.split(",") if part.split())}
    return sorted(found & {*KNOWN, *packages})
