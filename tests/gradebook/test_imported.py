"""Points that were given elsewhere: they count, explain themselves, and stay whatever comes later."""

import multiprocessing
import os
import signal
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from autograder.errors import CourseError, UsageError
from autograder.gradebook import audit, imported
from autograder.gradebook.backup import write_backup
from autograder.gradebook.database import make_book, open_book
from autograder.gradebook.explain import explained
from autograder.gradebook.imported import import_points
from autograder.gradebook.marking import Answers, prepare
from autograder.gradebook.models import Attempt, HandedInBy, Log, Person, Run, Work
from autograder.gradebook.packing import unpack
from autograder.gradebook.queries import history, read_class
from autograder.gradebook.record import extend, find_person, missing_files, refuse_imported, set_roster, take
from autograder.gradebook.statistics import work_statistics
from autograder.handin.roster import Student
from autograder.lms.points import Asked, read_points
from autograder.report.csvfile import safe, unsafe
from tests.gradebook.conftest import ROSTER
from tests.gradebook.test_queries import DAY, NO_DAYS, RULES, row
from tests.gradebook.test_record import NOON, handed_in

LAST = msgspec.structs.replace(RULES, policy={**RULES.policy, "keep": "last"})


def lines(rows, possible=10.0, head="student,points,comment,handed_in"):
    asked = Asked("w1", possible=possible, bonus=True, plain=unsafe)
    return read_points(Path("oral.csv"), "\n".join([head, *rows, ""]), asked).lines


def put(book, *rows, possible=10.0, head="student,points,comment,handed_in"):
    return import_points(book, "w1", "Oral", Path("oral.csv"), lines(rows, possible, head))


def points(book, rules=RULES):
    with book.reading() as session:
        return {r.id: s.points for r in read_class(session, rules).rows if (s := r.standings["w1"]).attempts}


def head_of(book):
    with book.reading() as session:
        return audit.head(session)


def attempts(book):
    with book.reading() as session:
        return [
            sorted(session.scalars(select(Person.key).join(HandedInBy).where(HandedInBy.attempt_id == a)))
            for a in session.scalars(select(Attempt.id).order_by(Attempt.id))
        ]


def test_points_count_by_the_rules_and_explain_themselves(filled):
    done = put(filled, "s1,7.5,well done,", "bob@x.org,4,,", "Cy Young,,,")
    assert (done.new, done.known, done.left_out) == (("s1", "s2", "s3"), (), ())
    assert points(filled) == {"s1": 7.5, "s2": 4.0, "s3": 4.0}  # s2 and s3 are one group
    assert row(filled, "s1").final.part == 0.75
    told = list(explained(filled, row(filled, "s1")))
    assert "  well done" in told
    assert "  attempt 1: 7.5 of 10 before lateness; oral.csv, line 2" in told
    with filled.reading() as session:
        assert session.scalars(select(Work.possible)).one() == 10.0
        told = [e.what for e in history(session, find_person(session, "s1"))]
    assert told[-1] == "w1: attempt 1: 7.5 of 10 points by oral.csv, line 2 (well done)"


def test_the_line_is_kept_as_it_was_read(filled, tmp_path):
    put(filled, "s1,7.5,well done,")
    with filled.reading() as session:
        content = session.scalars(select(Attempt.content)).one()
    path, _, _ = unpack(filled.blobs, content, tmp_path / "out")
    assert path.name == "oral.csv"
    assert path.read_text() == "student,points,comment,handed_in\ns1,7.5,well done,\n"


def test_the_same_table_adds_nothing(filled):
    rows = ("s1,7.5,well done,2026-10-20T11:00+00:00", "s2,4,,")
    put(filled, *rows)
    before = head_of(filled)
    done = put(filled, *rows)
    assert (done.new, done.known, done.changed) == ((), ("s1", "s2", "s3"), {})
    assert put(filled, "s1,7.5,,", "s2,4,,").known == ("s1", "s2", "s3")  # says nothing of comment and time
    assert head_of(filled) == before


@pytest.mark.parametrize("rules", [RULES, LAST], ids=["best", "last"])
def test_other_points_count_from_now_on_and_the_first_stay_in_the_history(filled, rules):
    put(filled, "s1,7.5,,2026-10-20T11:00+00:00")
    done = put(filled, "s1,3,,2026-10-20T10:00+00:00")
    assert done.changed == {"s1": "7.5 of 10 → 3 of 10"}
    assert points(filled, rules) == {"s1": 3.0}
    with filled.reading() as session:
        assert session.scalars(select(Run.total).order_by(Run.id)).all() == [7.5, 3.0]
        told = [e.what for e in history(session, find_person(session, "s1"))]
    assert [t.split(" points")[0] for t in told[-2:]] == ["w1: attempt 1: 7.5 of 10", "w1: attempt 2: 3 of 10"]


def test_points_put_back_count_again(filled):
    for said in ("7", "3", "7"):
        put(filled, f"s1,{said},,")
    assert points(filled) == {"s1": 7.0}


def test_another_comment_or_what_is_possible_is_something_new(filled):
    put(filled, "s1,7,good,")
    assert put(filled, "s1,7,better,").changed == {"s1": "7 of 10, with another comment"}
    assert row(filled, "s1").standings["w1"].lines[-1] == "better"
    assert put(filled, "s1,7,better,", possible=20.0).changed == {"s1": "7 of 10 → 7 of 20"}
    assert row(filled, "s1").final.part == 0.35


def test_a_work_is_worth_what_counts_says_and_no_longer_what_was_corrected(filled):
    put(filled, "s1,7,,", "s2,5,,", possible=20.0)
    put(filled, "s1,7,,", possible=10.0)
    with filled.reading() as session:
        assert session.scalars(select(Work.possible)).one() == 20.0
    put(filled, "s2,5,,", possible=10.0)
    with filled.reading() as session:
        assert session.scalars(select(Work.possible)).one() == 10.0


def test_who_left_does_not_keep_what_a_work_was_worth(filled):
    put(filled, "s1,7,,", "s2,5,,", possible=20.0)
    set_roster(filled, ROSTER[1:], "later.csv")
    done = put(filled, "s1,7,,", "s2,5,,", possible=10.0)
    assert done.left_out == ("line 2: 's1' is nobody in the gradebook; nobody has a name or id like it",)
    with filled.reading() as session:
        assert session.scalars(select(Work.possible)).one() == 10.0


def test_a_comment_moves_no_cursor(filled):
    put(filled, "s1,7,good \x1b[2Jdone,")
    assert "\x1b" not in row(filled, "s1").standings["w1"].lines[-1]


def test_lateness_counts_where_a_time_is_given_and_stays_with_later_points(filled):
    put(filled, f"s1,8,,{(NOON + DAY / 2).isoformat()}", "s2,8,,")
    assert points(filled, NO_DAYS) == {"s1": 6.0, "s2": 8.0, "s3": 8.0}
    put(filled, "s1,4,,")
    assert points(filled, NO_DAYS)["s1"] == 3.0
    assert row(filled, "s1").final.days == 1
    put(filled, f"s1,4,,{(NOON - timedelta(hours=1)).isoformat()}")
    assert points(filled, NO_DAYS)["s1"] == 4.0


# -- groups -----------------------------------------------------------------------------------------------------------


def test_a_line_of_ones_own_counts_for_a_member_of_a_group(filled):
    put(filled, "s2,8,,", "s3,9,,")
    assert points(filled) == {"s2": 8.0, "s3": 9.0}
    assert attempts(filled) == [["s2"], ["s3"]]


def test_a_lone_line_is_the_groups_whoever_it_names(filled):
    put(filled, "s2,8,,")
    put(filled, "s3,6,,")
    assert points(filled) == {"s2": 6.0, "s3": 6.0}


def test_whose_points_were_theirs_alone_keeps_them_when_only_another_member_has_a_line(filled):
    put(filled, "s2,8,,", "s3,9,,")
    put(filled, "s2,5,,")
    assert points(filled) == {"s2": 5.0, "s3": 9.0}


def test_a_member_without_a_line_where_those_of_the_group_differ_is_told(filled):
    set_roster(filled, [*ROSTER, Student("s4", "Di Day", team="red")], "roster.csv")
    done = put(filled, "s2,8,,", "s3,9,,")
    assert points(filled) == {"s2": 8.0, "s3": 9.0}
    assert done.left_out == ("Di Day (s4) has no line, and the lines of group red differ (s2, s3); add one",)


def test_an_excused_member_does_not_share(filled):
    put(filled, "s2,8,,", "s3,EX,,")
    assert points(filled) == {"s2": 8.0}


def test_who_joins_a_group_later_gets_its_points_with_the_next_table(filled):
    put(filled, "s2,8,,")
    set_roster(filled, [*ROSTER, Student("s4", "Di Day", team="red")], "roster.csv")
    done = put(filled, "s2,8,,")
    assert (done.new, done.known, done.changed) == (("s4",), ("s2", "s3"), {})
    assert points(filled)["s4"] == 8.0
    assert work_statistics(filled, "w1").students == 1


# -- lines that give nothing ------------------------------------------------------------------------------------------


def test_a_line_that_is_nobodys_is_told_and_the_others_count(filled):
    done = put(filled, "s1,7,,", "Ada Lovelac,3,,", "zz,3,,", "yy,,,", ",4,,")
    assert points(filled) == {"s1": 7.0}
    assert done.left_out == (
        "line 3: 'Ada Lovelac' is nobody in the gradebook; could be Ada Lovelace (s1)",
        "line 4: 'zz' is nobody in the gradebook; nobody has a name or id like it",
        "line 6: an empty cell is nobody in the gradebook; nobody has a name or id like it",
    )


def test_a_line_whose_id_and_name_are_two_people_is_nobodys(filled):
    done = put(filled, "s1,Bob Ross,7", head="id,name,points")
    assert done.left_out == ("line 2: 's1 / Bob Ross' is several people: Ada Lovelace (s1) and Bob Ross (s2)",)


def test_nothing_makes_no_work(filled):
    put(filled, "zz,3,,", "s1,,,")
    with filled.reading() as session:
        assert session.scalars(select(Work)).all() == []


def test_excused_is_told_until_the_gradebook_knows(filled):
    put(filled, "s1,7,,", "s2,1,,")
    (told,) = put(filled, "s1,EX,,").left_out
    assert told.endswith("`autograder gradebook extend s1 w1 --excused` does it")
    extend(filled, "s1", "w1", excused=True)
    done = put(filled, "s1,EX,,")
    assert (done.left_out, done.notes) == ((), ())


def test_an_empty_cell_takes_no_points_away_and_says_so(filled):
    put(filled, "s1,7,,")
    done = put(filled, "s1,,,")
    assert (done.empty, done.notes) == (
        1,
        ("Ada Lovelace (s1): no points in the table; 7 of 10 stay (0 takes them away)",),
    )
    assert points(filled) == {"s1": 7.0}


def test_two_lines_of_one_student_change_nothing(filled):
    before = head_of(filled)
    with pytest.raises(CourseError, match=r"oral.csv: line 4: Ada Lovelace \(s1\) has points in line 2 already; keep"):
        put(filled, "s1,7,,", "s2,7,,", "ada@x.org,7,,")
    assert head_of(filled) == before


# -- other commands ---------------------------------------------------------------------------------------------------


def test_a_work_is_either_imported_or_judged_here(filled, tmp_path):
    put(filled, "s1,7,,")
    with pytest.raises(UsageError, match="w1: its points were given elsewhere"):
        take(filled, "w1", "w1", handed_in(tmp_path / "a", s1=1))
    take(filled, "w2", "w2", handed_in(tmp_path / "b", s1=1))
    with pytest.raises(UsageError, match="w2: files of it were taken, and are judged here"):
        import_points(filled, "w2", "w2", Path("oral.csv"), lines(["s1,7,,"]))


def test_there_is_nothing_to_judge_or_to_mark(filled):
    put(filled, "s1,7,,")
    said = "w1: its points were given elsewhere, there is nothing to judge or to mark; to change some"
    with pytest.raises(UsageError, match=said):
        refuse_imported(filled, "w1")
    prepare(filled, "w1")
    with filled.reading() as session, pytest.raises(UsageError, match=said):
        Answers(session, RULES, "w1")
    refuse_imported(filled, "w9")


def test_statistics_are_of_the_points_that_count(filled):
    put(filled, "s1,7,,2026-10-20T11:00+00:00", "s2,4,,2026-10-20T11:00+00:00")
    put(filled, "s1,9,,2026-10-20T10:00+00:00")
    found = work_statistics(filled, "w1", "first")
    assert (found.students, found.over, found.totals.mean) == (2, "imported points", 6.5)


def test_tables_of_the_class_open_no_report(filled, monkeypatch):
    put(filled, "s1,7,good,", "s2,4,,")
    monkeypatch.setattr(type(filled.blobs), "get", lambda *_: pytest.fail("a report was opened"))
    assert row(filled, "s1").standings["w1"].lines[-1] == "good"


def test_check_and_backup_have_the_lines_and_their_points(filled, tmp_path):
    put(filled, "s1,7,good,")
    assert missing_files(filled) == []
    write_backup(filled, tmp_path / "copy")
    copy = open_book(str(tmp_path / "copy" / "book.sqlite"))
    assert (missing_files(copy), points(copy)) == ([], {"s1": 7.0})
    copy.engine.dispose()
    for sha256 in filled.blobs.names():
        filled.blobs.path(sha256).unlink()
    assert len(missing_files(filled)) == 2  # the list of files, and the report


# -- all or nothing ---------------------------------------------------------------------------------------------------


def killed(db, files, step):
    """Imports, and dies at the first call of `step`."""

    def die(*args, **more):
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(imported, step, die)
    put(open_book(db, files), "s1,7,,", "s2,4,,")


@pytest.mark.parametrize("step", ["pack_text", "add_attempt", "read_facts", "write_log", "set_possible"])
def test_an_import_that_is_killed_has_kept_nothing_and_can_be_done_again(filled, db, tmp_path, step):
    before = head_of(filled)
    process = multiprocessing.get_context("spawn").Process(target=killed, args=(db, tmp_path / "files", step))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with filled.reading() as session:
        assert session.scalars(select(Attempt)).all() == session.scalars(select(Run)).all() == []
    assert head_of(filled) == before
    put(filled, "s1,7,,", "s2,4,,")
    assert points(filled) == {"s1": 7.0, "s2": 4.0, "s3": 4.0}
    assert missing_files(filled) == []


def import_one(db, files, points):
    book = open_book(db, files)
    put(book, f"s1,{points},,")
    book.engine.dispose()


def test_two_imports_at_once_are_one_after_the_other(filled, db, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=import_one, args=(db, tmp_path / "files", n)) for n in (3, 8)]
    for p in both:
        p.start()
    for p in both:
        p.join()
    assert [p.exitcode for p in both] == [0, 0]
    with filled.reading() as session:
        assert audit.broken(session) == ""
        last = session.scalars(select(Run.total).order_by(Run.id.desc()).limit(1)).one()
        assert len(session.scalars(select(Log).where(Log.action == "import")).all()) == 2
    assert points(filled) == {"s1": last}


CLASS = [Student(f"p{i}", f"P{i} Q{i}", team="ab"[i % 2] if i > 6 else "") for i in range(13)]  # two groups of three
TABLES = st.lists(st.dictionaries(st.sampled_from(range(7)), st.floats(0, 100)), min_size=1, max_size=3)
OF_GROUPS = st.lists(
    st.dictionaries(st.sampled_from(range(5, 13)), st.sampled_from(["", "EX", "1", "2", "3"])), min_size=1, max_size=4
)


@pytest.fixture(scope="module")
def fresh_book(tmp_path_factory):
    def make():
        folder = tmp_path_factory.mktemp("book")
        book = make_book(str(folder / "book.sqlite"))
        set_roster(book, CLASS, "roster.csv")
        return book

    return make


def written(book):
    """The points of the gradebook as a table that `gradebook import` reads."""
    return [f"{safe(key)},{value!r},," for key, value in points(book).items()]


@given(TABLES)
@hypothesis_settings(max_examples=15, deadline=None)
def test_a_table_of_what_counts_gives_the_same_points_in_another_book_and_changes_nothing_in_its_own(
    fresh_book, tables
):
    book, other = fresh_book(), fresh_book()
    wanted = {}
    for table in tables:
        put(book, *(f"p{i},{value!r},," for i, value in table.items()), possible=100.0)
        wanted |= {f"p{i}": value for i, value in table.items()}
    if wanted:
        assert points(book) == wanted
        before = head_of(book)
        put(book, *written(book), possible=100.0)
        assert head_of(book) == before
        put(other, *written(book), possible=100.0)
        assert points(other) == wanted
    for one in (book, other):
        one.engine.dispose()


@given(OF_GROUPS)
@hypothesis_settings(max_examples=15, deadline=None)
def test_a_line_counts_for_whom_it_names_and_a_table_with_groups_adds_nothing_the_second_time(fresh_book, tables):
    book = fresh_book()
    for table in tables:
        rows = [f"p{i},{said},," for i, said in table.items()]
        first = put(book, *rows)
        before = head_of(book)
        again = put(book, *rows)
        assert (head_of(book), again.new, again.changed, again.left_out) == (before, (), {}, first.left_out)
        given = {f"p{i}": float(said) for i, said in table.items() if said not in ("", "EX")}
        if given:
            assert points(book).items() >= given.items()
    book.engine.dispose()


def test_the_same_holds_for_either_database(filled):
    put(filled, "s1,0.1,,", "s2,3.3333333333333335,,", "s3,1e-05,,")
    before, wanted = head_of(filled), points(filled)
    assert put(filled, *written(filled)).known == ("s1", "s2", "s3")
    assert head_of(filled) == before
    assert wanted == {"s1": 0.1, "s2": 10 / 3, "s3": 1e-05}


def test_points_of_a_work_that_nobody_shares_are_the_lines_own(filled):
    shared = import_points(filled, "w1", "Oral", Path("oral.csv"), lines(["s2,7,,"]))
    alone = import_points(filled, "w2", "Oral", Path("oral.csv"), lines(["s2,7,,"]), shared=False)
    assert (shared.new, alone.new) == (("s2", "s3"), ("s2",))
