"""Learning platforms: how they name files and students, and what their exports look like."""

from autograder.lms import blackboard, canvas, gradescope, moodle
from autograder.lms.filename import FileName

__all__ = ["ROSTERS", "FileName", "read_name"]

ROSTERS = (canvas.ROSTER, blackboard.ROSTER, gradescope.ROSTER, *moodle.ROSTERS)


def read_name(name: str) -> FileName | None:
    """What the name of a downloaded file or folder says; None when no platform gave it."""
    return moodle.read_name(name) or blackboard.read_name(name) or canvas.read_name(name)
