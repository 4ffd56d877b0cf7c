"""When a submission came, as a platform's export says it: dates and times in the forms that platforms write."""

import re
import unicodedata
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from autograder.errors import CourseError

_FORMATS = ("%d %B %Y, %I:%M %p", "%d %B %Y, %H:%M", "%B %d, %Y, %I:%M %p", "%B %d, %Y, %H:%M")  # Moodle's


class SubmissionTime(NamedTuple):
    """One submission as the collecting side saw it.

    Args:
        names: all that names its student there, each in the form of `as_compared`: ids, address, name.
        time, started: UTC; `started` is None when it is not known.
        sha256: of the file, when the collecting side kept it.
    """

    names: frozenset[str]
    time: datetime
    started: datetime | None = None
    sha256: str | None = None


def as_compared(name: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def read_time(path: Path, where: str, value: Any, zone: tzinfo | None) -> datetime | None:
    """A time of an export; None where there is none."""
    if not isinstance(value, datetime):
        text = " ".join("" if value is None else str(value).split())
        if text in ("", "-"):
            return None
        parsed = _parsed(text)
    else:
        text, parsed = str(value), value
    if parsed is None or not 1970 < parsed.year < 9999:  # the ends of the calendar cannot be brought to UTC
        raise CourseError(
            f"{path}: {where}: expected a date and a time, such as 2026-12-14 11:00:00 UTC, found {text[:60]!r}"
        )
    if parsed.tzinfo is None and zone is None:
        raise CourseError(
            f"{path}: {where}: the time has no zone; give the exam's `time_zone` in exam.toml, or that of a term in "
            "grades.policy of course.toml"
        )
    # An hour that comes twice in autumn is the first, in the student's favour.
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)).astimezone(UTC)


def _parsed(text: str) -> datetime | None:
    """A text in ISO form (with UTC or an offset behind a space, too) or in one of Moodle's forms."""
    # Python 3.11 takes the space before an offset, too, but does not promise it.
    iso = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", re.sub(r" ?(UTC|GMT|Z)$", "+00:00", text))
    if ":" in iso:  # a day alone is no time
        try:
            return datetime.fromisoformat(iso)
        except ValueError:
            pass
    for form in _FORMATS:
        try:
            return datetime.strptime(re.sub(r"^[A-Za-z]+day, ", "", text), form)
        except ValueError:
            continue
    return None
