"""What goes into a gradebook, and that nothing in it can be cut or edited unseen."""

import multiprocessing
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from autograder.errors import CourseError, UsageError
from autograder.files import write_atomic
from autograder.gradebook import audit
from autograder.gradebook.backup import write_backup
from autograder.gradebook.blobs import Blobs
from autograder.gradebook.database import address, make_book, open_book
from autograder.gradebook.models import Attempt, HandedInBy, Log, Person, Run
from autograder.gradebook.packing import pack, unpack
from autograder.gradebook.record import (
    Changed,
    extend,
    find_person,
    missing_files,
    record_runs,
    set_roster,
    students,
    take,
    unpack_attempts,
)
from autograder.handin.roster import Student
from autograder.lms.times import SubmissionTime, as_compared
from autograder.results import Provenance, Report, Status
from autograder.submissions import find_submissions, load_submission
from tests.gradebook.conftest import ROSTER

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
CELL = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a", "source": "x = %s", "metadata": {}, "execution_count": null, "outputs": []}]}'


def handed_in(folder, **files):
    """A folder of submissions: name of the file → number in its cell."""
    for name, value in files.items():
        write_atomic(folder / f"{name}.ipynb", CELL % value)
    return find_submissions([folder], attempts=True)


def at(student, time):
    return SubmissionTime(frozenset({as_compared(student)}), time)


def report(submission, total=1.0, **more):
    return Report(
        submission=submission, student="", assignment="w", status=Status.GRADED, total=total, possible=2.0,
        provenance=Provenance(bundle_sha256="b" * 64, engine_sha256="e" * 64), **more,
    )  # fmt: skip


# -- people -----------------------------------------------------------------------------------------------------------


def test_who_leaves_the_class_list_keeps_what_they_have_and_may_come_back(filled):
    changed = set_roster(filled, ROSTER[1:], "later.csv")
    assert (changed.new, changed.left, changed.back) == ((), ("s1",), ())
    with filled.reading() as session:
        assert [s.id for s in students(session)] == ["s2", "s3"]
        assert find_person(session, "Ada Lovelace").key == "s1"
    assert set_roster(filled, ROSTER, "again.csv").back == ("s1",)


def test_the_same_class_list_changes_nothing(filled):
    with filled.reading() as session:
        before = audit.head(session)
    assert set_roster(filled, ROSTER, "roster.csv") == Changed((), (), (), ())
    with filled.reading() as session:
        assert audit.head(session) == before


def test_a_person_is_found_by_id_address_or_name_and_two_of_one_name_are_told_apart(filled):
    set_roster(filled, [*ROSTER, Student("s4", "Cy Young", "cy@x.org")], "roster.csv")
    with filled.reading() as session:
        assert [find_person(session, who).key for who in ("S1", "bob@x.org", "bob ross")] == ["s1", "s2", "s2"]
        with pytest.raises(UsageError, match=r"'cy young' is s3 and s4; say the id"):
            find_person(session, "cy young")
        with pytest.raises(UsageError, match=r"nobody in the gradebook is 'Bob Rose'; did you mean 'Bob Ross'\?"):
            find_person(session, "Bob Rose")


# -- attempts ---------------------------------------------------------------------------------------------------------


def test_what_is_taken_twice_is_kept_once_and_another_file_is_another_attempt(filled, tmp_path):
    first = take(filled, "w", "Work", handed_in(tmp_path / "a", s1=1))
    again = take(filled, "w", "Work", handed_in(tmp_path / "a", s1=1))
    later = take(filled, "w", "Work", handed_in(tmp_path / "b", s1=2))
    assert [(len(t.new), len(t.known)) for t in (first, again, later)] == [(1, 0), (0, 1), (1, 0)]


def test_the_same_file_at_another_time_is_another_attempt_and_a_time_can_come_later(filled, tmp_path):
    files = handed_in(tmp_path / "a", s1=1)
    take(filled, "w", "Work", files)
    assert take(filled, "w", "Work", files, [at("s1", NOON)]).known == ("s1.ipynb",)
    with filled.reading() as session:
        assert session.scalars(select(Attempt.received)).all() == [NOON]
    assert take(filled, "w", "Work", files, [at("s1", NOON + timedelta(hours=1))]).new == ("s1.ipynb",)


def test_what_one_of_a_group_hands_in_is_an_attempt_of_all(filled, tmp_path):
    take(filled, "w", "Work", handed_in(tmp_path / "a", s2=1))
    with filled.reading() as session:
        assert set(session.scalars(select(Person.key).join(HandedInBy, HandedInBy.person_id == Person.id))) == {
            "s2",
            "s3",
        }


def test_a_strangers_file_is_not_taken_and_it_is_said_who_could_be_meant(filled, tmp_path):
    taken = take(filled, "w", "Work", handed_in(tmp_path / "a", adalovelace=1, adalovelac=1))
    assert taken.new == ("adalovelace.ipynb",)
    assert taken.refused[0].startswith("adalovelac.ipynb: whose is this?")
    assert "Ada Lovelace (s1)" in taken.refused[0]


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_taken(filled, tmp_path):
    files = handed_in(tmp_path / "a", s1=1, s2=1)
    (tmp_path / "a" / "s2.ipynb").unlink()
    (tmp_path / "a" / "s2.ipynb").symlink_to("/etc/passwd")
    taken = take(filled, "w", "Work", files)
    assert taken.new == ("s1.ipynb",)
    assert taken.refused == ("s2.ipynb: s2.ipynb is a link, not a file; hand in the notebook itself",)


@pytest.mark.parametrize("kind", ["file", "folder", "zip of one", "canvas attempts"])
def test_an_attempt_is_read_from_the_book_as_it_was_when_it_came(tmp_path, kind):
    folder = tmp_path / "in"
    if kind == "file":
        write_atomic(folder / "s1.ipynb", CELL % 1)
    elif kind == "folder":
        write_atomic(folder / "s1" / "work.ipynb", CELL % 1)
        write_atomic(folder / "s1" / "data" / "x.csv", "1,2")
    elif kind == "zip of one":
        folder.mkdir()
        with zipfile.ZipFile(folder / "s1.zip", "w") as z:
            z.writestr("work.ipynb", CELL % 1)
            z.writestr("x.csv", "1,2")
    else:
        write_atomic(folder / "lovelaceada_11_22_work.ipynb", CELL % 1)
        write_atomic(folder / "lovelaceada_11_23_x.csv", "1,2")
    (submission,) = find_submissions([folder], attempts=True)
    blobs = Blobs(tmp_path / "files")
    path, parts, _ = unpack(blobs, pack(blobs, submission).content, tmp_path / "out")
    back = type(submission)(submission.id, submission.student, path, None, (), parts)
    before, after = load_submission(submission), load_submission(back)
    assert (after.sha256, after.cells, after.files) == (before.sha256, before.cells, before.files)


def test_a_list_of_files_that_leads_outside_its_folder_is_refused(tmp_path):
    blobs = Blobs(tmp_path / "files")
    data = blobs.put(b"x")
    evil = blobs.put(
        b'[{"place": "p", "name": "", "order": "", "folder": true, "files": {"../../x": "%s"}}]' % data.encode()
    )
    with pytest.raises(CourseError, match="outside its folder"):
        unpack(blobs, evil, tmp_path / "out")
    assert not (tmp_path / "x").exists()


def test_attempts_are_unpacked_for_all_who_handed_them_in(filled, tmp_path):
    take(filled, "w", "Work", handed_in(tmp_path / "a", s1=1, s2=2))
    found = unpack_attempts(filled, "w", tmp_path / "out")
    assert sorted((s.id, s.student) for s in found.submissions) == [
        ("s1.1", "Ada Lovelace"),
        ("s2-s3.2", "Bob Ross, Cy Young"),
    ]
    assert found.attempts == {"s1.1": 1, "s2-s3.2": 2}
    assert all(load_submission(s).cells for s in found.submissions)


def test_a_work_of_which_nothing_came_has_nothing_to_judge(filled, tmp_path):
    extend(filled, "s1", "w", excused=True)
    with pytest.raises(UsageError, match="nothing of 'w' was handed in yet; first `autograder gradebook take w …`"):
        unpack_attempts(filled, "w", tmp_path / "out")


# -- judgements -------------------------------------------------------------------------------------------------------


def test_a_judgement_that_says_the_same_is_kept_once_whatever_the_clock_says(filled, tmp_path):
    take(filled, "w", "Work", handed_in(tmp_path / "a", s1=1))
    slow = report("s1.1", notes=("x",))
    assert record_runs(filled, "w", [slow], {"s1.1": 1}) == 1
    again = Report.from_json(slow.to_json())
    assert record_runs(filled, "w", [again], {"s1.1": 1}) == 0
    assert record_runs(filled, "w", [report("s1.1", total=2.0)], {"s1.1": 1}) == 1
    with filled.reading() as session:
        assert session.scalars(select(Run.total).order_by(Run.id)).all() == [1.0, 2.0]


def test_an_extension_that_extends_nothing_is_refused(filled):
    with pytest.raises(UsageError, match="extends nothing"):
        extend(filled, "s1", "w")


# -- the log ----------------------------------------------------------------------------------------------------------


def with_three_rows(book):
    for subject in "abc":
        with book.writing() as session:
            audit.write_log(session, "me", "note", subject, text=subject)
    with book.reading() as session:
        assert audit.broken(session) == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (update(Log).where(Log.id == 2).values(detail='{"text": "z"}'), "row 2 "),
        (update(Log).where(Log.id == 2).values(who="somebody"), "row 2 "),
        (update(Log).where(Log.id == 2).values(time="2020-01-01T00:00:00+00:00"), "row 2 "),
        (update(Log).where(Log.id == 3).values(subject="d"), "row 3 "),
        (delete(Log).where(Log.id == 1), "row 1 is missing"),
        (delete(Log).where(Log.id == 2), "row 2 is missing"),
    ],
)
def test_a_row_of_the_log_that_was_edited_or_cut_is_found(book, change, told):
    with_three_rows(book)
    with book.writing() as session:
        session.execute(change)
    with book.reading() as session:
        assert told in audit.broken(session)


def test_rows_cut_off_at_the_end_are_told_by_the_hash_that_somebody_kept(book):
    with_three_rows(book)
    with book.reading() as session:
        kept = audit.head(session)
    with book.writing() as session:
        session.execute(delete(Log).where(Log.id == 3))
    with book.reading() as session:
        assert audit.broken(session) == ""
        assert audit.head(session) != kept


def write_rows(db, files, name):
    book = open_book(db, files)
    for i in range(10):
        with book.writing() as session:
            audit.write_log(session, name, "note", str(i))
    book.engine.dispose()


def test_three_writers_at_once_make_one_chain(book, db, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_rows, args=(db, tmp_path / "files", str(n))) for n in range(3)]
    for w in writers:
        w.start()
    for w in writers:
        w.join()
    assert [w.exitcode for w in writers] == [0, 0, 0]
    with book.reading() as session:
        assert audit.broken(session) == ""
        assert len(session.scalars(select(Log)).all()) == 30


def test_what_fails_half_way_leaves_nothing(filled, tmp_path):
    class Trouble(Exception):
        pass

    def half(book):
        with book.writing() as session:
            audit.write_log(session, "me", "note", "x")
            raise Trouble

    with filled.reading() as session:
        before = audit.head(session)
    with pytest.raises(Trouble):
        half(filled)
    with filled.reading() as session:
        assert audit.head(session) == before


# -- files ------------------------------------------------------------------------------------------------------------


def test_a_file_that_was_changed_or_is_gone_is_found(filled, tmp_path):
    take(filled, "w", "Work", handed_in(tmp_path / "a", s1=1, s2=2))
    assert missing_files(filled) == []
    with filled.reading() as session:
        contents = session.scalars(select(Attempt.content).order_by(Attempt.id)).all()
    filled.blobs.path(contents[0]).write_bytes(b"[]")
    filled.blobs.path(contents[1]).unlink()
    told = missing_files(filled)
    assert len(told) == 2
    assert "is not what the gradebook kept" in told[0]
    assert "cannot be read" in told[1]


def test_a_backup_is_a_whole_gradebook_of_its_own(filled, tmp_path):
    take(filled, "w", "Work", handed_in(tmp_path / "a", s1=1), [at("s1", NOON)])
    record_runs(filled, "w", [report("s1.1")], {"s1.1": 1})
    head = write_backup(filled, tmp_path / "copy")
    copy = open_book(str(tmp_path / "copy" / "book.sqlite"))
    with copy.reading() as session:
        assert (audit.head(session), audit.broken(session)) == (head, "")
        assert [s.id for s in students(session)] == ["s1", "s2", "s3"]
        assert session.scalars(select(Attempt.received)).all() == [NOON]
    assert missing_files(copy) == []
    with pytest.raises(UsageError, match="there is something already"):
        write_backup(filled, tmp_path / "copy")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".backup")) == []


# -- opening ----------------------------------------------------------------------------------------------------------


def test_a_second_gradebook_in_the_same_database_is_refused(book, db, tmp_path):
    with pytest.raises(UsageError, match="there is a (file|gradebook) already"):
        make_book(db, tmp_path / "files")


def test_a_gradebook_of_another_version_is_not_opened(book, db, tmp_path):
    with book.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UsageError, match="gradebook of another version"):
        open_book(db, tmp_path / "files")


@pytest.mark.parametrize("db", ["mysql://x/y", "sqlite://", "postgresql//x://"])
def test_other_databases_are_refused_with_what_is_expected(db):
    with pytest.raises(UsageError, match=r"--db: expected a file, sqlite:///FILE or postgresql://"):
        address(db)


def test_no_message_tells_a_password():
    with pytest.raises(UsageError) as e:
        open_book("postgresql://me:secret@127.0.0.1:1/x", Path("files"))
    assert "secret" not in str(e.value)
    assert "cannot be opened" in str(e.value)
