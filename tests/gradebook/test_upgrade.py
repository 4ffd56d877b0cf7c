"""A gradebook of each revision there has been is brought to this one with all that is in it, and goes on."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import column, func, insert, inspect, select, table, text

from autograder.errors import UsageError
from autograder.gradebook import audit, regrade
from autograder.gradebook.database import _engine, address, make_book, open_book, revisions, upgrade, upgrade_book
from autograder.gradebook.marking import add_item, add_remark, set_plan
from autograder.gradebook.models import Base
from autograder.gradebook.queries import history, read_class
from autograder.gradebook.record import extend, find_person, record_released, set_roster
from tests.gradebook.conftest import ROSTER
from tests.gradebook.test_marking import RULES, Marked, P, code, essay

OLD = [*revisions()[:-1], pytest.param(revisions()[-1], id="this one")]


@pytest.fixture
def full(tmp_path):
    """A gradebook of this version with rows in every table."""
    book = make_book(str(tmp_path / "full.sqlite"), tmp_path / "files")
    set_roster(book, ROSTER, "roster.csv")
    desk = Marked(book, tmp_path / "desk")
    attempt = desk.hand_in("s1", code(P, P), essay("because"))
    desk.hand_in("s2", code(P, P), essay("so"))
    desk.give(attempt, add_item(book, "w", "why", "names the cause", 3), comment="yes")
    add_remark(book, "w", "why", "see 3.2")
    set_plan(book, "w", "why", 0.1, 0.1, 7)
    extend(book, "s2", "w", closes=datetime(2026, 10, 20, tzinfo=UTC), reason="ill")
    with book.reading() as session:
        row = read_class(session, RULES).rows[0]
    standing = row.standings["w"]
    record_released(book, "w", {row.person: (standing.run, standing.points, standing.possible, standing.lines)})
    with book.writing() as session:
        made = regrade.Regrade(work_id=1, bundle="c" * 64, only_up=False, state="open", made=datetime.now(UTC))
        session.add(made)
        session.flush()
        judged = dict(bundle="c" * 64, engine="e" * 64, report="f" * 64, answers="", status="graded")
        points = dict(total=1.0, possible=6.0, pending=0.0)
        session.add(regrade.Regraded(regrade_id=made.id, attempt_id=attempt, before_id=1, **judged, **points))
    yield book
    book.engine.dispose()


def columns_of(engine):
    """Table → a table of the columns that it has there, with the types that this version gives them."""
    found = {}
    for head in Base.metadata.sorted_tables:
        if inspect(engine).has_table(head.name):
            there = [c["name"] for c in inspect(engine).get_columns(head.name)]
            found[head.name] = table(head.name, *(column(name, head.c[name].type) for name in there))
    return found


def rows_of(engine, tables):
    """Table → its rows, as dictionaries."""
    with engine.connect() as connection:
        found = {name: [dict(r) for r in connection.execute(select(t)).mappings()] for name, t in tables.items()}
    return {name: sorted(rows, key=lambda row: [str(v) for v in row.values()]) for name, rows in found.items()}


def as_it_was(full, db, revision):
    """A gradebook of an earlier revision with what the full one has of its tables and columns; these."""
    engine = _engine(address(db))
    upgrade(engine, revision)
    tables = columns_of(engine)
    kept = rows_of(full.engine, tables)
    with engine.begin() as connection:
        for name, rows in kept.items():
            connection.execute(insert(tables[name]), rows)
            if engine.dialect.name == "postgresql" and "id" in tables[name].c:
                sequence = f"pg_get_serial_sequence('\"{name}\"', 'id')"
                connection.execute(text(f"SELECT setval({sequence}, {len(rows)})"))
    engine.dispose()
    return tables, kept


def said(book):
    """All that a gradebook says of the class and of each student."""
    with book.reading() as session:
        assert audit.broken(session) == ""
        events = [history(session, find_person(session, s.id)) for s in ROSTER]
        return read_class(session, RULES), events


def test_the_full_book_has_rows_in_every_table(full):
    with full.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        empty = [n for n in names if not connection.execute(select(func.count()).select_from(text(f'"{n}"'))).scalar()]
    assert empty == []


@pytest.mark.parametrize("revision", OLD)
def test_a_book_of_each_revision_is_upgraded_with_all_that_is_in_it(full, db, tmp_path, revision):
    tables, kept = as_it_was(full, db, revision)
    head = revisions()[-1]
    if revision != head:
        with pytest.raises(UsageError, match="gradebook of another version"):
            open_book(db, tmp_path / "files")
    assert upgrade_book(db) == (revision, head)
    later = open_book(db, tmp_path / "files")
    assert rows_of(later.engine, tables) == kept
    if revision == head:
        assert said(later) == said(full)
    with later.reading() as session:
        assert audit.broken(session) == ""
    desk = Marked(later, tmp_path / "later")
    attempt = desk.hand_in("s3", code(P, P), essay("and so on"))
    desk.give(attempt, adjustment=2)
    assert desk.points("s3") == 4
    with later.reading() as session:
        assert audit.broken(session) == ""
    later.engine.dispose()
