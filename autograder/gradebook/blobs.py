"""Bytes by their SHA-256, in a folder: what was handed in, and reports. A blob is written once and never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.errors import CourseError

AT_ONCE = 16  # files that the disk is told to write


class Blobs:
    """The folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keeps `data`; when it returns, they are on the disk."""
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as f:
                f.write(data)
                f.flush()
                os.fsync(f.fileno())
            Path(temporary).replace(path)
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name

    def put_all(self, data: Iterable[bytes]) -> list[str]:
        """Keeps each; the disk writes many at once."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return [*pool.map(self.put, data)]

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            CourseError: they are gone, or others than they were.
        """
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except OSError as e:
            raise CourseError(f"{path}: the gradebook's file cannot be read: {e.strerror or e}; restore it") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise CourseError(f"{path}: the file is not what the gradebook kept; restore it from a backup")
        return data

    def names(self) -> Iterator[str]:
        """All that are there."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith("."):
                yield path.name
