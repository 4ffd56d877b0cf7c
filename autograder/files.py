"""Writing files so that nobody ever sees half of one, names that a disk takes, text that can be written at all."""

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path


def write_atomic(path: Path, data: bytes | str) -> None:
    """Writes `data` to a temporary name beside `path` and renames it; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = data.encode() if isinstance(data, str) else data
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(raw)
        temporary = Path(name)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def encodable(text: str) -> str:
    """`text` with `?` for lone surrogates (odd bytes in a file name, half an escape in JSON): all we write is UTF-8."""
    return text.encode("utf-8", "replace").decode()


def file_stem(text: str) -> str:
    """A file-name-safe form of `text`: letters and digits of any script, `.`, `_`, `-`; at most 133 bytes."""
    composed = unicodedata.normalize("NFC", text)
    safe = re.sub(r"[^\w.-]+", "-", composed).strip("-.") or "submission"
    if len(safe.encode()) > 120:
        safe = safe[:30] + "-" + hashlib.sha256(composed.encode("utf-8", "replace")).hexdigest()[:12]
    return safe
