"""Canvas: `adlerada_LATE_1001_90001_hw1.ipynb`, one flat folder or zip for the class."""

import re

_FILE = re.compile(r"^(?P<student>[\w'.-]+?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>\d+)_(?P<name>.+)$", re.I)
_OTTER_TIME = re.compile(r"_\d{4}_\d\d_\d\dT\d\d_\d\d_\d\d_\d+")  # ends an Otter export's name; no pair of Canvas ids


def student_of(name: str) -> str | None:
    """The student in the name of a downloaded file, ` (late)` behind it if it was; None for another name."""
    match = _FILE.match(_OTTER_TIME.sub("", name))
    return None if match is None else match["student"] + (" (late)" if match["late"] else "")
