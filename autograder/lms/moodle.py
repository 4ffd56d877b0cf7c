"""Moodle: `Ada Adler_1001_assignsubmission_file_/hw1.ipynb`, a folder a student; or this before a file's name."""

import re

_FOLDER = re.compile(r"^(?P<student>.+?)_(?P<user>\d+)_(assignsubmission_\w+|onlinetext)_?(?P<rest>.*)$", re.I)


def student_of(name: str) -> str | None:
    """The student in the name of a downloaded folder or file; None for another name."""
    match = _FOLDER.match(name)
    return None if match is None else match["student"].strip()
