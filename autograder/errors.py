"""Every error the tool raises on purpose.

    AutograderError
    ├── UsageError        the command line asks for something that cannot be done
    ├── CourseError       a course, assignment or question file is wrong
    │   └── BuildError    an assignment cannot be built
    ├── BundleError       a bundle or a stock Otter zip cannot be used
    ├── SubmissionError   one submission cannot be graded (a reason code; the batch goes on)
    └── IsolationError    no sandbox can be made on this machine

`PendingMark` is no error of ours: a test raises it where a person decides.
The engine's own errors (`WireError`, …) live beside the wire, because the untrusted side stands alone.
Each message names the file, key or cell, what was expected, what was found, and the next step (`nearest`).
"""

import difflib
from collections.abc import Collection

LISTED = 30  # names that a message lists


class AutograderError(Exception):
    """Base of all errors that a user sees as one message, without a traceback."""


class UsageError(AutograderError):
    """The command line asks for something that cannot be done."""


class CourseError(AutograderError):
    """A course, assignment or question file is wrong."""


class BuildError(CourseError):
    """An assignment cannot be built."""


class BundleError(AutograderError):
    """A bundle or a stock Otter zip cannot be used."""


class SubmissionError(AutograderError):
    """One submission cannot be graded.

    Args:
        reason: a short code in kebab-case, such as ``not-a-notebook`` or ``zip-bomb``.
        message: what was expected, what was found, and what the student does next.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class IsolationError(AutograderError):
    """No sandbox of the asked kind can be made on this machine."""


class PendingMark(Exception):  # noqa: N818 - an outcome of a case
    """A person decides about this case: a text, or what the machine could not decide."""


def nearest(name: str, known: Collection[str], otherwise: str = "") -> str:
    """The hint for a name that does not exist: the nearest one that does, else `otherwise`, else all there are."""
    near = difflib.get_close_matches(name, known, 1)
    listed = ", ".join(list(known)[:LISTED]) + (f" … ({len(known)} in all)" if len(known) > LISTED else "")
    return f"did you mean {near[0]!r}?" if near else otherwise or f"there are: {listed or 'none'}"
