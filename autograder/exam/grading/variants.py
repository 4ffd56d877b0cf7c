"""Who got which variant of an exam's question: what statistics compare, to see whether all were asked the same.

Where a few versions were dealt, by version; else by the question that a pool gave, by each parameter with few values,
and by the halves of one with many numbers.
"""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from autograder.analysis.items import IN_GROUP
from autograder.analysis.statistics import Split
from autograder.exam.questions.draw import Drawn
from autograder.exam.sheets.exam import Item, Sheet

FEW = 6  # values of a parameter that are compared one by one


def splits_of(items: Sequence[Item], sheets: Mapping[str, Sheet]) -> list[Split]:
    """The comparisons of an exam.

    Args:
        items: of exam.toml.
        sheets: submission → its sheet.
    """
    versions = {s.student for s in sheets.values()}
    found = []
    for item in items:
        got = {s: [q for q in sheet.questions if q.name in item.names] for s, sheet in sheets.items()}
        if 1 < len(versions) <= len(sheets) / IN_GROUP:
            labels = {s: sheet.student for s, sheet in sheets.items()}
            found.append(Split(_named(item), item.names, "version", labels, whole=True))
            continue
        if len(item.names) > item.choose:
            labels = {s: " + ".join(q.name for q in drawn) for s, drawn in got.items()}
            found.append(Split(_named(item), item.names, "question", labels))
        for name in item.names:
            found += _parameters(name, {s: q for s, drawn in got.items() for q in drawn if q.name == name})
    return found


def _named(item: Item) -> str:
    return item.use or " / ".join(item.pool)


def _parameters(name: str, drawn: Mapping[str, Drawn]) -> list[Split]:
    """A split for each parameter that tells students apart in a way that can be compared; the same one only once."""
    values = {key: {s: q.params[key] for s, q in drawn.items() if key in q.params} for key in _keys(drawn)}
    values["difficulty"] = {s: q.difficulty for s, q in drawn.items()}
    found: dict[tuple[tuple[str, ...], ...], Split] = {}
    for key, own in values.items():
        labels = _labels(key, own)
        sets: dict[str, list[str]] = {}
        for submission, label in labels.items():
            sets.setdefault(label, []).append(submission)
        if len(sets) > 1:
            same = tuple(sorted(tuple(sorted(group)) for group in sets.values()))
            found.setdefault(same, Split(name, (name,), key, labels))
    return list(found.values())


def _keys(drawn: Mapping[str, Drawn]) -> list[str]:
    return list(dict.fromkeys(key for q in drawn.values() for key in q.params))


def _labels(key: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Submission → group; nothing where a parameter has no groups: an array, or as many words as students."""
    kinds = {repr(v) for v in values.values()}
    plain = all(isinstance(v, str | int | float) for v in values.values())
    if not plain or len(kinds) < 2:
        return {}
    if len(kinds) <= FEW:
        return {s: f"{key} = {v:g}" if isinstance(v, float) else f"{key} = {v}" for s, v in values.items()}
    if any(isinstance(v, str) for v in values.values()):
        return {}
    middle = median(values.values())
    return {s: f"{key} {'≤' if v <= middle else '>'} {middle:g}" for s, v in values.items()}
