"""Opening a gradebook: SQLite (in WAL mode) by default, PostgreSQL by URL; both by the same migrations."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from autograder.errors import UsageError
from autograder.gradebook.blobs import Blobs

DEFAULT = "gradebook/book.sqlite"
VARIABLE = "AUTOGRADER_DB"
BUSY_S = 30
MIGRATIONS = Path(__file__).parent / "migrations"
WRITER = 0x6772616465  # PostgreSQL's advisory lock of who writes


class Book:
    """An open gradebook.

    Args:
        where: for messages, without a password.
    """

    def __init__(self, engine: Engine, blobs: Blobs, where: str) -> None:
        self.engine, self.blobs, self.where = engine, blobs, where

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are dropped."""
        with self._session(self.engine) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept whole when the block ends, and dropped whole when it raises. One at a time:
        the log is a chain."""
        with self._session(self.engine.execution_options(writes=True)) as session:
            if self.engine.dialect.name == "postgresql":
                session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})
            yield session
            session.commit()

    @contextlib.contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            writes = engine.get_execution_options().get("writes", False)
            with Session(engine, info={"blobs": self.blobs, "writes": writes}) as session:
                yield session
        except OperationalError as e:
            raise UsageError(f"{self.where}: the gradebook cannot be used: {_first_line(e)}") from None


def address(db: str) -> URL:
    """The URL that `--db` means: a URL, or the path of an SQLite file; "": the environment's, or the default.

    Raises:
        UsageError: neither of SQLite nor of PostgreSQL.
    """
    said = db or os.environ.get(VARIABLE, "") or DEFAULT
    if "://" not in said:
        return URL.create("sqlite", database=str(Path(said)))
    try:
        url = make_url(said)
    except ArgumentError:
        url = None
    kind = url.get_backend_name() if url else ""
    if url is None or kind not in ("sqlite", "postgresql") or (kind == "sqlite" and not url.database):
        raise UsageError(
            f"--db: expected a file, sqlite:///FILE or postgresql://USER@HOST/NAME, got {said.partition('://')[0]}://…"
        )
    return url.set(drivername="postgresql+psycopg") if kind == "postgresql" else url


def make_book(db: str, blobs: Path | None = None) -> Book:
    """A new gradebook.

    Args:
        blobs: the folder of its files; for PostgreSQL it must be said.

    Raises:
        UsageError: there is one already, or it cannot be made.
    """
    url = address(db)
    folder = _folder(url, blobs)
    where = url.render_as_string(hide_password=True)
    if url.database and url.get_backend_name() == "sqlite":
        if Path(url.database).exists():
            raise UsageError(f"{url.database}: there is a file already; give another one with --db")
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(url)
    if _revision(engine, where) is not None:
        raise UsageError(f"{where}: there is a gradebook already; use it, or give another database with --db")
    upgrade(engine)
    folder.mkdir(parents=True, exist_ok=True)
    return Book(engine, Blobs(folder), where)


def open_book(db: str, blobs: Path | None = None) -> Book:
    """The gradebook.

    Raises:
        UsageError: there is none, or it is of another version.
    """
    url, engine, found = _existing(db)
    where = url.render_as_string(hide_password=True)
    if found != revisions()[-1]:
        raise UsageError(
            f"{where}: a gradebook of another version; run `autograder gradebook upgrade` (after a backup)"
        )
    return Book(engine, Blobs(_folder(url, blobs)), where)


def upgrade_book(db: str) -> tuple[str, str]:
    """Brings a gradebook to this version; its revision before and after.

    Raises:
        UsageError: there is none.
    """
    url, engine, before = _existing(db)
    where = url.render_as_string(hide_password=True)
    if before not in revisions():
        raise UsageError(f"{where}: a gradebook of a newer version of autograder; install that version")
    upgrade(engine)
    return before, _revision(engine, where) or ""


def _existing(db: str) -> tuple[URL, Engine, str]:
    """The address, the database and the revision of a gradebook.

    Raises:
        UsageError: there is none.
    """
    url = address(db)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise UsageError(f"{url.database}: there is no gradebook; make one with `autograder gradebook init`")
    engine, where = _engine(url), url.render_as_string(hide_password=True)
    found = _revision(engine, where)
    if found is None:
        raise UsageError(f"{where}: there is no gradebook in it; make one with `autograder gradebook init`")
    return url, engine, found


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations up to `revision`; all of them or none."""
    from alembic import command  # a fifth of a second, and few commands migrate
    from alembic.config import Config

    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revisions() -> list[str]:
    """All there are, the newest last: a migration's file begins with its own."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, json_deserializer=msgspec.json.decode)
        except ImportError:
            raise UsageError("PostgreSQL needs `psycopg`: pip install 'judged-notebooks[postgres]'") from None
    engine = create_engine(url, connect_args={"timeout": BUSY_S}, json_deserializer=msgspec.json.decode)

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for setting in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begins(connection: Connection) -> None:  # one writer at a time, from the first statement on
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _folder(url: URL, blobs: Path | None) -> Path:
    if blobs is not None:
        return blobs
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "").with_suffix(".files")
    if found := os.environ.get("AUTOGRADER_FILES", ""):
        return Path(found)
    raise UsageError("--files: expected the folder of the gradebook's files (or AUTOGRADER_FILES), found none")


def _revision(engine: Engine, where: str) -> str | None:
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except SQLAlchemyError as e:
        raise UsageError(f"{where}: the gradebook cannot be opened: {_first_line(e)}") from None


def _first_line(e: SQLAlchemyError) -> str:
    cause = e.orig if isinstance(e, sqlalchemy.exc.DBAPIError) and e.orig else e
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
