"""What a platform's name for a file or folder says."""

from typing import NamedTuple


class FileName(NamedTuple):
    """A name that a platform gave.

    Args:
        person: tells two people apart on the platform: its id for them, with their name.
        student: for people.
        file: as the student called it; "" where the platform wrote the file itself, or it is a folder.
        order: later attempts compare greater; "" where names do not tell.
        late: the platform's own mark.
        user: the platform's own id for the student.
    """

    person: str
    student: str
    file: str
    order: str = ""
    late: bool = False
    user: str = ""
