"""Gradescope: a folder a submission, and `submission_metadata.yml`, a YAML that Ruby wrote."""

from pathlib import Path

import yaml

from autograder.archive import MAX_FILE_BYTES

METADATA = "submission_metadata.yml"


def students_in(folder: Path) -> dict[str, str]:
    """Folder → student of a Gradescope export; the first submitter's SID, email or name."""
    path = folder / METADATA
    if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
        return {}
    try:
        data = yaml.load(path.read_text(encoding="utf-8", errors="replace"), Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date such as 2024-13-01
        return {}
    names = {}
    for key, entry in data.items() if isinstance(data, dict) else ():
        people = entry.get(":submitters") if isinstance(entry, dict) else None
        people = people if isinstance(people, list) else []
        texts = [str(p.get(":sid") or p.get(":email") or p.get(":name") or "") for p in people if isinstance(p, dict)]
        if any(texts):
            names[str(key)] = "+".join(t for t in texts if t)
    return names


class Loader(yaml.SafeLoader):
    """SafeLoader that reads Ruby's symbols and ignores its tags."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
