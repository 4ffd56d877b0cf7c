"""Submission times in Gradescope's submission_metadata.yml."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

import yaml

from autograder.errors import CourseError
from autograder.lms.times import SubmissionTime, as_compared, read_time


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that reads Ruby's symbols as text and ignores its tags."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def times_of_gradescope(path: Path, text: str, zone: tzinfo | None) -> Iterator[SubmissionTime]:
    """The times in submission_metadata.yml of an export.

    Raises:
        CourseError: not YAML, or a time that cannot be read.
    """
    try:
        data = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as e:  # ValueError: a date such as 2024-13-01
        raise CourseError(f"{path}: expected Gradescope's submission_metadata.yml, not YAML: {e}") from None
    for folder, entry in data.items() if isinstance(data, dict) else ():
        if not isinstance(entry, dict):
            continue
        people = [p for p in entry.get(":submitters") or () if isinstance(p, dict)]
        names = [str(p[k]) for p in people for k in (":sid", ":email", ":name") if p.get(k)]
        label = "+".join(str(p.get(":sid") or p.get(":email") or p.get(":name") or "") for p in people)
        time = read_time(path, f"{folder}: :created_at", entry.get(":created_at"), zone)
        if time is not None:
            yield SubmissionTime(frozenset(map(as_compared, (*names, label, str(folder)))), time)
