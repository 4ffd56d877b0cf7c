"""The reports of a batch, on disk and not in memory: SQLite in a temporary file that ends with this process.

What must outlive a crash lies in the results folder; the store is filled again from there by the same command.
"""

import operator
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, overload

import msgspec

from autograder.engine.judge.again import stopped
from autograder.results import Report

SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE places (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    place INTEGER PRIMARY KEY, person TEXT NOT NULL, id TEXT NOT NULL,
    stopped INTEGER NOT NULL, unsettled INTEGER NOT NULL, by_people INTEGER NOT NULL, report BLOB NOT NULL
);
CREATE INDEX by_name ON reports (person, id);
"""
FLAGS = ("stopped", "unsettled", "by_people")
_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Report)


class Store:
    """The latest report of each submission.

    Args:
        ids: of all submissions, in their order.
    """

    def __init__(self, ids: Iterator[str]) -> None:
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # "": a file that has no name
        self.db.executescript(SCHEMA)
        self.db.execute("BEGIN")
        self.db.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", ((name, i) for i, name in enumerate(ids)))
        self.db.execute("COMMIT")

    def put(self, report: Report) -> bool:
        """Keeps a report in place of an earlier one of the same submission; whether there was none."""
        (place,) = self.db.execute("SELECT place FROM places WHERE id = ?", (report.submission,)).fetchone()
        new = self.db.execute("SELECT 1 FROM reports WHERE place = ?", (place,)).fetchone() is None
        flags = (bool(stopped(report)), bool(report.unsettled), report.by_people)
        data = zlib.compress(_encoder.encode(report), 1)
        self.db.execute(
            "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)",
            (place, report.person.lower(), report.submission, *flags, data),
        )
        return new

    def __contains__(self, name: str) -> bool:
        """Whether there is a report of the submission."""
        query = "SELECT 1 FROM places JOIN reports USING (place) WHERE places.id = ?"
        return self.db.execute(query, (name,)).fetchone() is not None

    def reports(self) -> "Reports":
        """All, in the order of the submissions."""
        return Reports(self)

    def flagged(self, flag: str) -> Iterator[tuple[int, Report]]:
        """Those that were stopped on a busy machine, wait for a second judgement, or have a part that people mark:
        place and report."""
        assert flag in FLAGS
        places = [p for (p,) in self.db.execute(f"SELECT place FROM reports WHERE {flag} ORDER BY place")]
        for place in places:
            yield place, self.at("SELECT report FROM reports WHERE place = ?", place)

    def at(self, query: str, *values: Any) -> Report:
        """The report that a query finds."""
        (data,) = self.db.execute(query, values).fetchone()
        return _report(data)


class Reports(Sequence[Report]):
    """The reports of a store as a sequence: each is read when it is asked for, and not kept."""

    def __init__(self, store: Store, order: str = "place") -> None:
        self.store, self.order = store, order

    def __len__(self) -> int:
        (count,) = self.store.db.execute("SELECT count(*) FROM reports").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[Report]:
        return (_report(data) for (data,) in self._all())

    def _all(self) -> Iterator[tuple[bytes]]:
        return self.store.db.execute(f"SELECT report FROM reports ORDER BY {self.order}")

    @overload
    def __getitem__(self, i: int) -> Report: ...
    @overload
    def __getitem__(self, i: slice) -> list[Report]: ...
    def __getitem__(self, i: int | slice) -> Report | list[Report]:
        count = len(self)
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(count))]
        if not -count <= i < count:
            raise IndexError(f"report {i} of {count}")
        return self.store.at(f"SELECT report FROM reports ORDER BY {self.order} LIMIT 1 OFFSET ?", i % count)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(operator.eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def in_order(self) -> "Reports":
        """As the class page lists them."""
        return Reports(self.store, "person, id")


def _report(data: bytes) -> Report:
    return _decoder.decode(zlib.decompress(data))
