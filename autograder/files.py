"""Writing files so that nobody ever sees half of one, and text that can be written at all."""

import os
import tempfile
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
