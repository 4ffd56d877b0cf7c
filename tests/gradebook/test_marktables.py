"""Marks and rubrics as files: what is written is read back, and what cannot be read is said with its line."""

import csv
import io
import tomllib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from autograder.errors import CourseError, UsageError
from autograder.gradebook.marking import Wanted, add_item, change_item, give, set_rubric
from autograder.gradebook.marks import DECISION, rubric
from autograder.gradebook.marktables import (
    _toml,
    mark_rows,
    marks_csv,
    marks_toml,
    read_marks_file,
    read_rubric,
    rubric_csv,
    rubric_rows,
    rubric_toml,
    wanted_of,
)
from autograder.gradebook.models import Mark
from tests.gradebook.test_marking import RULES, Marked, class_of, essay

WRITERS = {"csv": marks_csv, "toml": marks_toml}


@pytest.fixture
def marked(filled, tmp_path):
    return Marked(filled, tmp_path)


def export(marked, tmp_path, kind, marker=""):
    board = marked.board()
    path = tmp_path / f"marks.{kind}"
    path.write_text(WRITERS[kind](mark_rows(board, dict.fromkeys(board.groups, "=1+1"), marker)))
    return path


def load(marked, path, marker="anna"):
    return give(marked.book, RULES, "w", wanted_of(read_marks_file(path), {"why": marked.board()}, marker))


def edit(path, change):
    """Applies `change` to each row of a CSV file."""
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    for row in rows:
        change(row)
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    path.write_text(out.getvalue())


@pytest.mark.parametrize("kind", WRITERS)
def test_marks_come_back_from_a_file_as_they_were(marked, tmp_path, kind):
    class_of(marked, 4)
    one, two = add_item(marked.book, "w", "why", "cause", 2), add_item(marked.book, "w", "why", "units", 0.5)
    marked.give(1, one, two, adjustment=-1 / 3, comment="=cmd|' /C calc'!A1")
    marked.give(1, one, marker="bob")
    marked.give(1, marker="head", adjustment=1, kind=DECISION)
    single = next(a.code for a in marked.board().answers.values() if a.attempt == 2)
    give(marked.book, RULES, "w", [Wanted("why", single, comment="- no; =1", marker="bob")])
    path = export(marked, tmp_path, kind)
    before = [marked.standing(f"t{i}") for i in range(4)]
    assert load(marked, path) == []  # all is there
    with marked.book.writing() as session:
        for m in session.scalars(select(Mark)):
            m.void, m.comment = True, "gone"
    assert marked.standing("t0").points == 0
    assert len(load(marked, path)) == 4
    assert [marked.standing(f"t{i}") for i in range(4)] == before


def test_no_cell_runs_as_a_formula(marked, tmp_path):
    attempt = marked.hand_in("s1", essay("=1+1"))
    marked.give(attempt, adjustment=-1, comment="@SUM(A1)")
    cells = [c for row in csv.reader(io.StringIO(export(marked, tmp_path, "csv").read_text())) for c in row]
    assert "'@SUM(A1)" in cells
    assert "'=1+1" in cells
    assert not [c for c in cells if c[:1] in "=+@" and c]


def test_points_alone_are_a_mark_and_an_empty_line_waits(marked, tmp_path):
    class_of(marked, 3)
    path = export(marked, tmp_path, "csv")
    code = marked.code_of(2)
    edit(path, lambda row: row.update(points="1,5" if row["code"] == code else ""))
    assert [n.points for n in load(marked, path)] == [1.5]
    assert sorted(marked.points(f"t{i}") for i in range(3)) == [0.0, 0.0, 1.5]


def test_a_marker_sees_their_own_marks_and_what_is_left_for_them(marked, tmp_path):
    class_of(marked, 3)
    marked.give(1, adjustment=1)
    marked.give(2, adjustment=1, marker="bob")
    rows = list(csv.DictReader(io.StringIO(export(marked, tmp_path, "csv", "anna").read_text())))
    assert sorted((r["code"], r["marker"]) for r in rows) == sorted(
        [(marked.code_of(1), "anna"), (marked.code_of(3), "")]
    )


def test_a_line_whose_item_was_weighed_anew_meanwhile_changes_nothing(marked, tmp_path):
    attempt = marked.hand_in("s1", essay("x"))
    item = add_item(marked.book, "w", "why", "cause", 2)
    marked.give(attempt, item)
    path = export(marked, tmp_path, "csv")
    change_item(marked.book, "w", "why", item, points=3.0)
    assert load(marked, path) == []
    edit(path, lambda row: row.update(comment="new"))
    with pytest.raises(CourseError, match=r"line 2: points: the items and the adjustment make 3, found 2"):
        load(marked, path)
    assert marked.points("s1") == 3.0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"points": "much"}, "line 2: points: expected a number, found 'much'"),
        ({"points": "nan"}, "line 2: points: expected a number, found 'nan'"),
        ({"items": "one"}, "line 2: items: expected numbers of the rubric such as 1 3, found 'one'"),
        ({"code": "", "points": "1"}, "line 2: expected a question and a code"),
        ({"kind": "guess", "points": "1"}, "line 2: kind: expected mark or decision, found 'guess'"),
        ({"comment": "hm", "points": ""}, "line 2: a comment without a mark"),
    ],
)
def test_a_line_that_is_wrong_is_told_and_nothing_is_kept(marked, tmp_path, change, told):
    marked.hand_in("s1", essay("x"))
    path = export(marked, tmp_path, "csv")
    edit(path, lambda row: row.update(change))
    with pytest.raises(CourseError, match=told) as e:
        load(marked, path)
    assert str(path) in str(e.value)
    assert marked.standing("s1").waits


def test_a_line_twice_or_other_columns_are_told(marked, tmp_path):
    marked.hand_in("s1", essay("x"))
    path = export(marked, tmp_path, "csv")
    edit(path, lambda row: row.update(points="1"))
    path.write_text(path.read_text() + path.read_text().splitlines()[1])
    with pytest.raises(CourseError, match=r"line 3: why \w+ is marked twice \(first in .*line 2\); keep one"):
        load(marked, path)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CourseError, match="expected the columns question, code, .*, without question"):
        load(marked, path)
    path = path.with_suffix(".toml")
    path.write_text("x = [")
    with pytest.raises(CourseError, match="cannot be read as TOML"):
        load(marked, path)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.integers(0, 99)), st.floats(-9, 9))
def test_toml_comes_back_whatever_the_text(text, numbers, points):
    row = {"comment": text, "items": numbers, "points": points, "retired": True}
    assert tomllib.loads(_toml("mark", [row, {**row, "points": None}]))["mark"] == [
        row,
        {k: v for k, v in row.items() if k != "points"},
    ]


@pytest.mark.parametrize(("suffix", "write"), [("csv", rubric_csv), ("toml", rubric_toml)])
def test_a_rubric_comes_back_from_a_file_changed_moved_and_longer(marked, tmp_path, suffix, write):
    marked.hand_in("s1", essay("x"))
    add_item(marked.book, "w", "why", "=cause", 2)
    add_item(marked.book, "w", "why", "units; - none", -0.5)
    path = tmp_path / f"rubric.{suffix}"

    def items():
        with marked.book.reading() as session:
            return [(i.number, i.text, i.points, i.retired) for i in rubric(session, 1, "why").values()]

    def rows():
        with marked.book.reading() as session:
            return rubric_rows(rubric(session, 1, "why"))

    def lines():
        return [(i.number, i.text, i.points, i.retired) for i in read_rubric(path)]

    path.write_text(write(rows()))
    assert lines() == items() == [(1, "=cause", 2.0, False), (2, "units; - none", -0.5, False)]
    assert set_rubric(marked.book, "w", "why", lines()) == (0, 0)
    one, two = lines()
    assert set_rubric(
        marked.book, "w", "why", [(*two[:3], True), (1, "the cause", 3.0, False), (None, "new", 1.0, False)]
    ) == (1, 2)
    assert items() == [(2, "units; - none", -0.5, True), (1, "the cause", 3.0, False), (3, "new", 1.0, False)]
    path.write_text(write(rows()))
    assert lines() == items()
    with pytest.raises(UsageError, match="no item 9 in its rubric; there are 1, 2, 3"):
        set_rubric(marked.book, "w", "why", [(None, "lost", 1.0, False), (9, "x", 1.0, False)])
    assert len(items()) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("points,text\nx,y\n", "line 2: points: expected a number, found 'x'"),
        ("points,text\n1,\n", "line 2: expected a text and its points"),
        ("points,text,number\n1,a,1\n1,b,1\n", "line 3: item 1 comes twice"),
        ("points,text,number\n1,a,1.5\n", "line 2: number: expected a whole number"),
        ("text\na\n", ", without points"),
    ],
)
def test_a_rubric_that_is_wrong_is_told_with_its_line(tmp_path, text, told):
    path = tmp_path / "r.csv"
    path.write_text(text)
    with pytest.raises(CourseError, match=told):
        read_rubric(path)


def test_a_rubric_in_toml_without_numbers_is_new_items(tmp_path):
    path = tmp_path / "r.toml"
    path.write_text('[[item]]\ntext = "a"\npoints = 1\n\n[[item]]\ntext = "b"\npoints = -0.5\n')
    assert [msgspec.structs.astuple(i) for i in read_rubric(path)] == [
        ("a", 1.0, None, False),
        ("b", -0.5, None, False),
    ]
    path.write_text('[[item]]\ntext = "a"\npoint = 1\n')
    with pytest.raises(CourseError, match="item 1: Object"):
        read_rubric(path)
