"""Marks and rubrics as files: CSV for spreadsheets, TOML for editors. What is written is read back as the same.

    question,code,answers,possible,items,adjustment,comment,points,marker,kind,answer

A person fills in `items` (numbers of the rubric: "1 3"), `adjustment` and `comment`; or `points` alone, where no item
fits. A line with none of these is still to be marked. `points` of a line that was marked follows from the others.
"""

import csv
import io
import json
import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import CourseError
from autograder.files import encodable
from autograder.gradebook.marking import Board, Wanted
from autograder.gradebook.marks import AGAIN, DECISION, MARK, ReadMark, held
from autograder.lms.tables import points_in
from autograder.report.csvfile import filled_in, safe, unsafe

COLUMNS = (
    "question", "code", "answers", "possible", "items", "adjustment", "comment", "points", "marker", "kind", "answer",
)  # fmt: skip
NEEDED = ("question", "code", "items", "adjustment", "comment", "points")
CHARS = 5_000
Row = dict[str, Any]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of a rubric in a file; `number` is empty for a new one."""

    text: str
    points: float
    number: int | None = None
    retired: bool = False


# -- marks ------------------------------------------------------------------------------------------------------------


def mark_rows(board: Board, answers: Mapping[str, str], marker: str = "") -> list[Row]:
    """A row for each mark, and one for each answer that is still to be marked; where `marker` says, of that one alone.

    Args:
        answers: of the groups, by code, as markers may see them.
    """
    numbers = {i.id: i.number for i in board.items.values()}
    rows: list[Row] = []

    def add(code: str, count: int, worth: float, marks: Sequence[ReadMark], answer: str) -> None:
        own = {(m.kind, m.marker): m for m in marks if m.kind != AGAIN and marker in ("", m.marker)}
        rows.extend(_row(board, code, count, worth, m, numbers, answer) for m in own.values() if not m.void)

    for group in board.groups.values():
        add(group.code, len(group.answers), group.worth, group.marks, answers[group.code])
    for one in board.answers.values():
        every = board.marks.rows(board.work.id, one.attempt, board.question, one.facts.group)
        add(one.code, 1, one.facts.worth, [m for m in every if not m.group], "")
    for code, group in board.left(marker):
        rows.append(_row(board, code, len(group.answers), group.worth, None, numbers, answers[group.code]))
    return rows


def _row(
    board: Board, code: str, count: int, worth: float, m: ReadMark | None, numbers: Mapping[int, int], answer: str
) -> Row:
    empty: Row = {"items": [], "adjustment": None, "comment": "", "points": None, "marker": "", "kind": MARK}
    given: Row = empty if m is None else {
        "items": [numbers[i] for i in m.items], "adjustment": m.adjustment, "comment": m.comment,
        "points": held(board.marks.points(m), worth), "marker": m.marker, "kind": m.kind,
    }  # fmt: skip
    return {"question": board.question, "code": code, "answers": count, "possible": worth, **given, "answer": answer}


def marks_csv(rows: Sequence[Row]) -> str:
    """The rows as CSV; no cell runs as a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([_cell(row[c]) for c in COLUMNS] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return repr(value).removesuffix(".0") if isinstance(value, float) else safe(str(value), CHARS)


def marks_toml(rows: Sequence[Row]) -> str:
    """The rows as TOML, `[[mark]]` each."""
    return _toml("mark", rows)


def read_marks_file(path: Path) -> list[Row]:
    """The lines of a file that hold a mark, each with its place for messages; `points` may stand for all else.

    Raises:
        CourseError: not such a file, a cell that is no number, a line that comes twice.
    """
    rows = _from_toml(path, "mark") if path.suffix == ".toml" else _from_csv(path)
    seen: dict[tuple[str, str, str, str], str] = {}
    found = []
    for place, raw in rows:
        row: Row = {
            "place": place,
            "question": str(raw.get("question", "")),
            "code": str(raw.get("code", "")).strip().lower(),
            "items": _items(raw.get("items"), place),
            "adjustment": _number(raw.get("adjustment"), place, "adjustment"),
            "points": _number(raw.get("points"), place, "points"),
            "comment": str(raw.get("comment") or "").strip(),
            "marker": str(raw.get("marker") or "").strip(),
            "kind": str(raw.get("kind") or MARK).strip(),
        }
        if not (row["items"] or row["comment"]) and row["adjustment"] is None and row["points"] is None:
            continue
        if not row["question"] or not row["code"]:
            raise CourseError(f"{place}: expected a question and a code, found {row['question']!r}, {row['code']!r}")
        if row["kind"] not in (MARK, DECISION):
            raise CourseError(f"{place}: kind: expected {MARK} or {DECISION}, found {row['kind']!r}")
        key = (row["question"], row["code"], row["marker"], row["kind"])
        if key in seen:
            raise CourseError(f"{place}: {' '.join(key[:2])} is marked twice (first in {seen[key]}); keep one")
        seen[key] = place
        found.append(row)
    return found


def wanted_of(rows: Sequence[Row], boards: Mapping[str, Board], marker: str) -> list[Wanted]:
    """The marks that the rows ask for and that are not there yet.

    Raises:
        CourseError: points that are not what items and adjustment make; a comment without points.
    """
    found = []
    for row in rows:
        board = boards[row["question"]]
        who = row["marker"] or marker
        items, adjustment, points = row["items"], row["adjustment"], row["points"]
        if _is_there(board, row, who):
            continue
        if not items and adjustment is None:
            if points is None:
                raise CourseError(f"{row['place']}: a comment without a mark; fill in items, adjustment or points")
            adjustment = points
        elif points is not None and all(i in board.items for i in items):
            made = sum(board.items[i].points for i in items if not board.items[i].retired) + (adjustment or 0.0)
            worth = board.find(row["code"], who)[0].worth
            if abs(held(made, worth) - points) > 1e-9:
                raise CourseError(
                    f"{row['place']}: points: the items and the adjustment make {made:g}, found {points:g}; "
                    "change `adjustment`, or empty `points`"
                )
        found.append(
            Wanted(board.question, row["code"], tuple(items), adjustment or 0.0, row["comment"], who, row["kind"])
        )
    return found


def _is_there(board: Board, row: Row, who: str) -> bool:
    """Whether a line says what the book has: its points may be of an earlier rubric."""
    group, single, again = board.find(row["code"], who)
    kind = AGAIN if again else row["kind"]
    own = [m for m in board.marks_at(group, single) if m.kind == kind and m.marker == who]
    if not own or own[-1].void:
        return False
    numbers = {i.id: i.number for i in board.items.values()}
    last = own[-1]
    same = [numbers[i] for i in last.items] == row["items"]
    said = (last.comment, unsafe(safe(last.comment, CHARS), CHARS))  # the latter is what a spreadsheet gives back
    return same and last.adjustment == (row["adjustment"] or 0.0) and row["comment"] in said


# -- rubrics ----------------------------------------------------------------------------------------------------------


def rubric_rows(board_items: Mapping[int, Any]) -> list[Row]:
    """The items of a rubric, in their order."""
    return [
        {"number": i.number, "points": i.points, "text": i.text, "retired": i.retired} for i in board_items.values()
    ]


def rubric_csv(rows: Sequence[Row]) -> str:
    """The items as CSV: number, points, text, retired."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["number", "points", "text", "retired"])
    table.writerows([r["number"], _cell(r["points"]), _cell(r["text"]), "yes" if r["retired"] else ""] for r in rows)
    return out.getvalue()


def rubric_toml(rows: Sequence[Row]) -> str:
    """The items as TOML, `[[item]]` each."""
    return _toml("item", rows)


def read_rubric(path: Path) -> list[Line]:
    """The items of a file, in their order.

    Raises:
        CourseError: not such a file, or a wrong value.
    """
    if path.suffix == ".toml":
        found = _from_toml(path, "item")
    else:
        found = [
            (p, {k: v for k, v in r.items() if k in Line.__struct_fields__})
            for p, r in _from_csv(path, ("points", "text"))
        ]
    lines, seen = [], set()
    for place, raw in found:
        if path.suffix != ".toml":
            points = _number(raw["points"], place, "points")
            if not raw["text"].strip() and points is None:
                continue
            retired = str(raw.get("retired") or "").strip().lower() in ("yes", "true", "1")
            raw = {
                "points": points,
                "text": raw["text"],
                "number": _whole(raw.get("number"), place),
                "retired": retired,
            }
        try:
            line = msgspec.convert(raw, Line)
        except msgspec.ValidationError as e:
            raise CourseError(f"{place}: {e}") from None
        if not line.text.strip() or not math.isfinite(line.points):
            raise CourseError(f"{place}: expected a text and its points, found {line.text!r}, {line.points}")
        if line.number is not None and line.number in seen:
            raise CourseError(f"{place}: item {line.number} comes twice")
        seen.add(line.number)
        lines.append(line)
    return lines


# -- both -------------------------------------------------------------------------------------------------------------


def _from_csv(path: Path, needed: Sequence[str] = NEEDED) -> list[tuple[str, Row]]:
    """Place and cells of each line."""
    return [
        (f"{path}: line {number}", {k: unsafe(v, CHARS) for k, v in row.items()})
        for number, row in filled_in(path, needed, needed)
    ]


def _from_toml(path: Path, name: str) -> list[tuple[str, Row]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get(name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise CourseError(f"{path}: cannot be read as TOML: {e}") from None
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise CourseError(f"{path}: expected [[{name}]] tables, found none")
    return [(f"{path}: {name} {i}", table) for i, table in enumerate(tables, 1)]


def _toml(name: str, rows: Sequence[Row]) -> str:
    """Tables of texts, numbers, lists of numbers and yes or no; None is left out."""
    lines = []
    for row in rows:
        lines.append(f"[[{name}]]")
        for key, value in row.items():
            if value is not None:
                lines.append(f"{key} = {_value(value)}")
        lines.append("")
    return "\n".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, str):  # JSON escapes as TOML does, but for one character
        return json.dumps(encodable(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def _items(said: Any, place: str) -> list[int]:
    parts = said if isinstance(said, list) else str(said or "").replace(",", " ").replace(";", " ").split()
    try:
        return list(dict.fromkeys(int(p) for p in parts))
    except (TypeError, ValueError):
        raise CourseError(f"{place}: items: expected numbers of the rubric such as 1 3, found {said!r}") from None


def _number(said: Any, place: str, what: str) -> float | None:
    text = str(said if said is not None else "").strip()
    if not text:
        return None
    found = points_in(text)
    if found is None or not math.isfinite(found):
        raise CourseError(f"{place}: {what}: expected a number, found {said!r}")
    return found


def _whole(said: Any, place: str) -> int | None:
    found = _number(said, place, "number")
    if found is None:
        return None
    if found != int(found):
        raise CourseError(f"{place}: number: expected a whole number, found {said!r}")
    return int(found)
