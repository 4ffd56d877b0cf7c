"""Gradescope: a folder a submission, and `submission_metadata.yml`, a YAML that Ruby wrote."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml

from autograder.archive import MAX_FILE_BYTES
from autograder.errors import CourseError
from autograder.lms.people import Layout
from autograder.lms.times import SubmissionTime, as_compared, read_time

METADATA = "submission_metadata.yml"
ROSTER = Layout(
    "Gradescope roster",
    frozenset({"sid", "email"}),
    ("sid", "email"),
    ("name",),
    ("first name",),
    ("last name",),
    ("email",),
    groups=("section", "sections"),
    team=("group",),
)


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that reads Ruby's symbols as text and ignores its tags."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


class Submitters(NamedTuple):
    """Who handed a submission in: all in one label, and what names each, the surest first: SID, email, name."""

    label: str
    people: tuple[tuple[str, ...], ...]


def students_in(data: bytes) -> dict[str, Submitters]:
    """Folder → who handed it in, of an export's submission_metadata.yml; nothing when it cannot be read."""
    if len(data) > MAX_FILE_BYTES:
        return {}
    try:
        found = yaml.load(data.decode("utf-8", "replace"), Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date such as 2024-13-01
        return {}
    names = {folder: Submitters(_label(people), tuple(map(_names, people))) for folder, _, people in _entries(found)}
    return {folder: who for folder, who in names.items() if who.label}


def times_of_gradescope(path: Path, text: str, zone: tzinfo | None) -> Iterator[SubmissionTime]:
    """The times in submission_metadata.yml of an export.

    Raises:
        CourseError: not YAML, or a time that cannot be read.
    """
    try:
        data = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as e:
        raise CourseError(f"{path}: expected Gradescope's submission_metadata.yml, not YAML: {e}") from None
    for folder, entry, people in _entries(data):
        names = [name for p in people for name in _names(p)]
        time = read_time(path, f"{folder}: :created_at", entry.get(":created_at"), zone)
        if time is not None:
            yield SubmissionTime(frozenset(map(as_compared, (*names, _label(people), folder))), time)


def _entries(data: Any) -> Iterator[tuple[str, dict[Any, Any], list[dict[Any, Any]]]]:
    """Folder, entry and submitters of each submission in the file; whatever has another form is left out."""
    for folder, entry in data.items() if isinstance(data, dict) else ():
        if isinstance(entry, dict):
            people = entry.get(":submitters")
            yield str(folder), entry, [p for p in people if isinstance(p, dict)] if isinstance(people, list) else []


def _names(person: dict[Any, Any]) -> tuple[str, ...]:
    return tuple(str(person[k]) for k in (":sid", ":email", ":name") if person.get(k))


def _label(people: list[dict[Any, Any]]) -> str:
    """The submitters in one name."""
    texts = [str(p.get(":sid") or p.get(":email") or p.get(":name") or "") for p in people]
    return "+".join(t for t in texts if t)


# -- an autograder that Gradescope runs --------------------------------------------------------------------------------
# setup.sh builds the image once; run_autograder starts as root in /autograder for each submission.

SOURCE, SUBMISSION, RESULTS = "source", "submission", "results/results.json"  # below /autograder
SUBMITTED = "submission_metadata.json"
LONGEST_MIN, SMALLEST_MB = 40, 768  # the most time that can be set, the memory that a container has by default


class _User(msgspec.Struct, frozen=True):
    email: str = ""
    name: str = ""


class _Assignment(msgspec.Struct, frozen=True):
    total_points: str | float | None = None  # "20.0"


class Submitted(msgspec.Struct, frozen=True):
    """What submission_metadata.json says of one submission; unknown keys are ignored."""

    users: tuple[_User, ...] = ()
    created_at: str = ""
    assignment: _Assignment = _Assignment()

    @property
    def label(self) -> str:
        """The submitters in one name."""
        return "+".join(u.email or u.name for u in self.users if u.email or u.name) or "submission"

    @property
    def worth(self) -> float | None:
        """The points of the assignment at Gradescope; None where they are not known."""
        try:
            return float(self.assignment.total_points or "")
        except ValueError:
            return None


def read_submitted(data: bytes) -> Submitted:
    """submission_metadata.json; nothing is known where it cannot be read: no submission is refused for that."""
    try:
        return msgspec.json.decode(data, type=Submitted)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Submitted()


def our_failure(why: str) -> dict[str, Any]:
    """A results.json without any score: Gradescope then records none, shows this, and says that the autograder failed.

    Args:
        why: for staff.
    """
    told = "This submission could not be graded. The fault is not yours, and it costs no points; tell your instructor."
    entry = {"name": "Not graded", "visibility": "visible", "status": "failed", "output": told}
    staff = {"name": "For staff", "visibility": "hidden", "output": why}
    return {"output": told, "tests": [entry, staff], "stdout_visibility": "hidden"}
