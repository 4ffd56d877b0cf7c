"""Gradescope: a folder a submission, and `submission_metadata.yml`, a YAML that Ruby wrote."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any, NamedTuple

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
