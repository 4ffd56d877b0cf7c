"""Pairs of submissions that share code: fingerprints of copydetect, weighed by how rare they are in this class.

1. A fingerprint is the hash of K tokens in a row of one unit (normal.py). copydetect's window is 1: all of them count,
   for notebooks are small, and a choice by Python's hashes of text would be another one in each run.
2. Those of the starter code and of the official answer are taken out of every submission.
3. A fingerprint in d of n submissions weighs log((n + 1) / d): what everybody writes tells nothing.
4. Alike are two by the weight that they share, of the weight of the smaller: 1 is all of it.
5. Evidence is the same with `PRIOR` rare fingerprints more in the smaller that nobody shares: of five lines, five can
   be the same by chance.
6. Unusual is the evidence by the class: how many deviations above its median pair (by MAD).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from copydetect.utils import get_document_fingerprints

from autograder.similarity.normal import Program

K = 12  # tokens: about two lines
LEAST = 40  # fingerprints of one's own, from which a submission is compared
PRIOR = 60
SPREAD = 0.04  # the least deviation of a class: where nobody shares anything, 0.04 is not unusual


class Pair(msgspec.Struct, frozen=True):
    """Two submissions."""

    a: str
    b: str
    alike: float  # 0 to 1: of the smaller one's own code
    unusual: float  # deviations above the class's median pair
    next_a: float  # how unusual a is with whoever comes next
    next_b: float
    shared: int  # fingerprints
    lines_a: tuple[int, ...] = ()  # lines of the program that are shared, from 0
    lines_b: tuple[int, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """A class."""

    pairs: tuple[Pair, ...]  # the most unusual first
    compared: int
    short: tuple[str, ...]  # too little code of their own
    median: float  # evidence of all pairs
    deviation: float


class Prints:
    """Fingerprints of programs; the same code has the same in all of them."""

    def __init__(self) -> None:
        self.letters: dict[str, str] = {}

    def of(self, program: Program) -> dict[int, list[tuple[int, int]]]:
        """Fingerprint → where it begins: a unit of the program, and a token of that."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, unit in enumerate(program.units):
            if len(unit) < K:
                continue
            document = "".join([self._letter(token.text) for token in unit])
            _, places = get_document_fingerprints(document, K, 1)
            for value, starts in places.items():
                found.setdefault(int(value), []).extend((number, int(at)) for at in starts)
        return found

    def _letter(self, text: str) -> str:
        """One character for each kind of token: copydetect hashes text."""
        if text not in self.letters:
            number = len(self.letters) + 0x100
            self.letters[text] = chr(number if number < 0xD800 else number + 0x800)  # no half of a pair
        return self.letters[text]


def pairs_of(programs: Mapping[str, Program], given: Sequence[Program] = (), most: int = 50) -> Found:
    """The pairs of a class that are most alike.

    Args:
        programs: submission → code.
        given: what everybody has or may have: starter code, the official answer.
        most: pairs that are listed.
    """
    prints = Prints()
    known: set[int] = set().union(*(prints.of(p) for p in given))
    everything = {name: prints.of(p) for name, p in programs.items()}
    own = {name: found.keys() - known for name, found in everything.items()}
    names = sorted(name for name, found in own.items() if len(found) >= LEAST)
    alike, evidence, shared = _compared([own[name] for name in names])
    above = np.triu_indices(len(names), 1)
    values = evidence[above]
    median = float(np.median(values)) if len(values) else 0.0
    deviation = max(SPREAD, 1.4826 * float(np.median(np.abs(values - median)))) if len(values) else SPREAD
    unusual = (evidence - median) / deviation
    found = []
    for at in np.argsort(-values, kind="stable")[:most]:
        i, j = int(above[0][at]), int(above[1][at])
        if not values[at]:
            break
        both = own[names[i]] & own[names[j]]
        found.append(
            Pair(
                names[i], names[j], round(float(alike[i, j]), 3), round(float(unusual[i, j]), 1),
                _next(unusual, i, j), _next(unusual, j, i), int(shared[i, j]),
                *(_lines(programs[n], everything[n], both) for n in (names[i], names[j])),
            )
        )  # fmt: skip
    short = tuple(sorted(programs.keys() - set(names)))
    return Found(tuple(found), len(names), short, round(median, 3), round(deviation, 3))


def _compared(own: Sequence[set[int]]) -> tuple[Any, Any, Any]:
    """How alike all pairs are, the evidence, and how many fingerprints they share: (n, n) each."""
    n = len(own)
    holders: dict[int, list[int]] = {}
    for i, found in enumerate(own):
        for value in found:
            holders.setdefault(value, []).append(i)
    weight, shared, count = np.zeros(n), np.zeros((n, n)), np.zeros((n, n), dtype=int)
    for held, times in Counter(map(tuple, holders.values())).items():
        w = times * math.log((n + 1) / len(held))
        at = np.array(held)
        weight[at] += w
        if len(held) > 1:
            shared[np.ix_(at, at)] += w
            count[np.ix_(at, at)] += times
    smaller = np.minimum.outer(weight, weight)
    np.fill_diagonal(shared, 0.0)
    alike = np.divide(shared, smaller, out=np.zeros((n, n)), where=smaller > 0)
    return alike, shared / (smaller + PRIOR * math.log((n + 1) / 2)) if n else alike, count


def _next(unusual: Any, i: int, j: int) -> float:
    """How unusual `i` is with whoever is nearest but `j`."""
    others = np.delete(unusual[i], [i, j])
    return round(float(others.max()), 1) if len(others) else 0.0


def _lines(program: Program, everything: Mapping[int, Sequence[tuple[int, int]]], both: set[int]) -> tuple[int, ...]:
    places = {place for value in both for place in everything[value]}
    return tuple(sorted({token.line for unit, at in places for token in program.units[unit][at : at + K]}))
