"""Whether an answer has the right *form*; what it says never tells whether it is right.

This file stands alone (standard library only): its text travels inside the public test of every question, so that a
student's check cell runs it under stock Otter, and the judge runs the same text before it compares. Each function
returns the answer in plain Python and raises AssertionError with a message for the student.
"""

import re
from typing import Any


def plain(value: Any) -> Any:
    """`value` without NumPy or torch around it; unanswered is an error."""
    answered = value is not None and value is not ...
    assert answered, "not answered yet: put your answer in place of the three dots"
    if type(value).__module__.partition(".")[0] in ("numpy", "torch"):
        value = value.tolist()
    return value


def number(value: Any, integer: bool = False, units: dict[str, float] | None = None) -> float:
    """A finite number, or text such as "1.5 MiB" where the question has units; in the question's first unit.

    >>> number("2 KiB", units={"B": 1, "KiB": 1024})
    2048.0
    """
    value = plain(value)
    factor = 1.0
    if type(value) is str and units:
        match = re.fullmatch(r"\s*([-+−]?[\d._]+(?:[eE][-+]?\d+)?)\s*(\S*)\s*", value[:100])
        assert match, f"expected a number (with a decimal point) and a unit, such as '1.5 {next(iter(units))}'"
        assert not match[2] or match[2] in units, f"unknown unit {match[2]!r}; use one of {', '.join(units)}"
        factor = units.get(match[2], 1)
        try:
            value = float(match[1].replace("−", "-").replace("_", ""))
        except ValueError:
            raise AssertionError(f"{match[1]!r} is not a number") from None
    assert type(value) in (int, float), f"expected a number, got {_kind(value)}"
    finite = abs(value) < 1e300  # of an int, too; false for nan
    assert finite, "expected a finite number"
    value = float(value) * factor
    assert not integer or value == int(value), "expected a whole number"
    return float(value)


def choice(value: Any, letters: str, many: bool = False) -> str:
    """The chosen letters, sorted: "B", or "AC" (also "A, C" and ["A", "C"]) where several may be chosen.

    >>> choice("c, a", "ABCD", many=True)
    'AC'
    """
    value = plain(value)
    if type(value) in (list, tuple, set) and all(type(v) is str for v in value):
        value = "".join(value)
    wanted = "the letters of all right options, such as 'AC'" if many else "one letter, such as 'B'"
    assert type(value) is str, f"expected {wanted}, got {_kind(value)}"
    assert len(value) <= 100, f"expected {wanted}, got a long text"
    chosen = re.sub(r"[\s,;.()\[\]]", "", value).upper()
    unknown = [c for c in chosen if c not in letters]
    assert not unknown, f"expected letters from {letters[0]} to {letters[-1]}, got {unknown[0]!r}"
    assert chosen or many, f"expected {wanted}, got an empty text"
    assert len(set(chosen)) == len(chosen), "a letter is there twice"
    assert many or len(chosen) == 1, f"expected one letter, got {len(chosen)}"
    return "".join(sorted(chosen))


def matrix(value: Any, shape: tuple[int, ...] | None = None) -> Any:
    """Nested lists of finite numbers, all rows equally long; of `shape` where the question states it.

    >>> matrix([[1, 2], [3, 4]], shape=(2, 2))
    [[1.0, 2.0], [3.0, 4.0]]
    """
    value = _rows(plain(value))
    found = _shape(value)
    expected = tuple(shape or ())
    assert not expected or found == expected, f"expected shape {expected}, got {found}"
    return value


def _rows(value: Any, depth: int = 0) -> Any:
    value = plain(value)
    if type(value) in (list, tuple):
        assert depth < 4, "brackets are nested too deeply"
        assert len(value) <= 10_000, "too many numbers"
        assert value, "an empty list"
        rows = [_rows(v, depth + 1) for v in value]
        assert all(_shape(r) == _shape(rows[0]) for r in rows), "the rows have different lengths"
        return rows
    return number(value)


def _shape(value: Any) -> tuple[int, ...]:
    return (len(value), *_shape(value[0])) if type(value) is list else ()


def text(value: Any) -> str:
    """Some words."""
    value = plain(value)
    assert type(value) is str, f"expected text in quotes, got {_kind(value)}"
    assert value.strip(), "not answered yet: the text is empty"
    return value


def readable(parse: Any, value: Any, symbols: list[str]) -> str:
    """An expression that `parse` can read, as it was typed."""
    written = text(value)
    try:
        parse(written, symbols)
    except ValueError as e:
        raise AssertionError(str(e)) from None
    return written


def _kind(value: Any) -> str:
    words = {
        bool: "True or False",
        str: "text",
        list: "a list",
        tuple: "a tuple",
        dict: "a dict",
        complex: "a complex number",
    }
    return words.get(type(value), "something else")
