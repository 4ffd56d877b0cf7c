"""Moodle: `Ada Adler_1001_assignsubmission_file_/hw1.ipynb`, a folder a student; or this before a file's name."""

import re

from autograder.lms.filename import FileName
from autograder.lms.people import Layout

_NAME = re.compile(
    r"^(?P<student>.+?)_(?P<user>\d+)_(?P<plugin>assignsubmission_[a-z0-9]+|onlinetext)_?(?P<rest>.*)$", re.I
)
ROSTERS = (
    Layout(
        "Moodle grading worksheet",
        frozenset({"identifier"}),
        ("identifier",),
        ("full name",),
        email=("email address",),
        others=("id number", "username"),
        team=("group",),
        id_prefix="Participant ",
    ),
    Layout(
        "Moodle participants",
        frozenset({"first name", "email address"}),
        ("username", "id number", "email address"),
        first=("first name",),
        last=("last name", "surname"),
        email=("email address",),
        others=("id number",),
        groups=("groups",),
        team=("group",),
    ),
)


def read_name(name: str) -> FileName | None:
    """What the name of a downloaded folder or file says; None for another name."""
    match = _NAME.match(name)
    if match is None:
        return None
    student = match["student"].strip()
    file = match["rest"] if match["plugin"].lower().endswith("_file") else ""
    return FileName(f"moodle {match['user']} {student}", student, file, user=match["user"])
