"""Blackboard: `Lab 1_ada_attempt_2026-11-28-10-15-00_lab.ipynb` in one flat zip, a `.txt` for each attempt."""

import re

from autograder.lms.filename import FileName
from autograder.lms.people import Layout

_FILE = re.compile(r"^(?P<person>.*_(?P<user>[^_]+))_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<name>.+)|\.txt)$", re.I)
ROSTER = Layout(  # the grade centre
    "Blackboard grade centre",
    frozenset({"last name", "first name", "username"}),
    ("username",),
    first=("first name",),
    last=("last name",),
    email=("email",),
    others=("student id",),
    team=("group",),
)


def read_name(name: str) -> FileName | None:
    """What the name of a downloaded file says; None for another name. The student is the user name."""
    match = _FILE.match(name)
    if match is None:
        return None
    return FileName(
        f"blackboard {match['person']}", match["user"], match["name"] or "", match["time"], user=match["user"]
    )
