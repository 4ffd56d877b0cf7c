"""A copy of a whole gradebook, from whatever database: an SQLite file with its files beside it."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import insert, select

from autograder.errors import UsageError
from autograder.gradebook import audit
from autograder.gradebook.database import Book, make_book
from autograder.gradebook.models import Base

ROWS = 1000


def write_backup(book: Book, folder: Path) -> str:
    """Writes the copy; the hash that its log ends with. `--db FOLDER/book.sqlite` opens it.

    Raises:
        UsageError: there is a folder of that name already.
    """
    if folder.exists():
        raise UsageError(f"{folder}: there is something already; give the name of a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder.parent) as scratch:
        inner = Path(scratch) / "backup"
        copy = make_book(str(inner / "book.sqlite"))
        with book.reading() as session, copy.engine.execution_options(writes=True).begin() as target:
            for table in Base.metadata.sorted_tables:
                rows = session.execute(select(table)).mappings().partitions(ROWS)
                for part in rows:
                    target.execute(insert(table), [dict(row) for row in part])
            head = audit.head(session)
        for name in book.blobs.names():
            path = copy.blobs.path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(book.blobs.path(name), path)
        copy.engine.dispose()
        inner.rename(folder)
    return head
