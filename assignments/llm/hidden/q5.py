"""Hidden tests of q5."""

from dataclasses import replace
from functools import partial

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.linear.softmax import log_softmax
from reference.llm.decoding import Beam
from reference.llm.decoding import beam_search as reference_beams
from reference.llm.decoding import top_k_filter as reference_top_k
from reference.llm.decoding import top_p_filter as reference_top_p
from reference.misconceptions import misconceptions_of


def smallest(logits, k):
    """The k smallest, −∞ elsewhere."""
    return np.where(np.isin(np.arange(len(logits)), np.argsort(logits, kind="stable")[:k]), logits, -np.inf)


def last_of_equals(logits, k):
    return reference_top_k(logits[::-1], k)[::-1]


def last_in_nucleus(logits, p):
    return reference_top_p(logits[::-1], p)[::-1]


SMALLEST, TIES = misconceptions_of(reference_top_k, "T8.5/smallest", "T8.5/all_ties")
LAST = replace(TIES, key="T8.5/last_ties", message="Of equal logits the first ones stay.", mutant=last_of_equals)
TOP_K = (*misconceptions_of(reference_top_k), replace(SMALLEST, mutant=smallest), LAST)
TOP_P = (*misconceptions_of(reference_top_p), replace(LAST, mutant=last_in_nucleus))


def rows(*sizes):
    rng = np.random.default_rng(51)
    return [(2 * rng.normal(size=V)).astype(t) for V in sizes for t in ("float64", "float32")]


@test_case(
    name="the k largest",
    points=0.5,
    hidden=True,
    failure_message="What is e to the power of your logit of a token that was left out? Which places keep their logits?",
)
def test_hidden_top_k(top_k_filter):
    cases = [(z, k) for z in rows(7, 12, 7) for k in (1, 3, 5)]
    cases += [(z, k) for z in rows(4) for k in (4, 9)] + [(np.array([0.3]), 1)]
    agree(top_k_filter, reference_top_k, cases, mutants=TOP_K)


@test_case(
    name="equal logits, large logits",
    points=0.5,
    hidden=True,
    failure_message="How many are left of (2, 1, 1, 0) for k = 2, and which?",
)
def test_hidden_ties(top_k_filter):
    cases = [
        (np.array([2.0, 1.0, 1.0, 0.0]), 2),
        (np.array([1.0, 3.0, 1.0, 3.0, 1.0]), 3),
        (np.full(6, -4.0), 2),
        (np.array([-1000.0, 1000.0, -999.0, 0.0, 1000.0]), 3),
        (np.array([-1000.0, -1200.0, -999.0]), 2),
    ]
    agree(top_k_filter, reference_top_k, cases, mutants=TOP_K)


@test_case(
    name="the nucleus",
    points=1,
    hidden=True,
    failure_message="Sort, add up, and stop when p is reached: does the token that crosses it stay?",
)
def test_hidden_top_p(top_p_filter):
    cases = [(z, p) for z in rows(7, 12, 7, 4) for p in (0.2, 0.55, 0.8, 0.95, 0.999)]
    agree(top_p_filter, reference_top_p, cases, mutants=TOP_P)
    agree(top_p_filter, reference_top_p, [(z, 1.0) for z in rows(7)])  # rounding decides which mistakes fail here


@test_case(
    name="a nucleus of one, of equal ones, of large logits",
    points=0.5,
    hidden=True,
    failure_message="However small p is, one token stays. Of equally likely ones the first stay, as few as reach p.",
)
def test_hidden_nucleus(top_p_filter):
    cases = [
        (np.array([0.0, 3.0, 1.0]), 1e-6),
        (np.array([0.4]), 0.5),
        (np.zeros(4), 0.6),
        (np.zeros(4), 0.5),
        (np.array([1.0, 2.0, 2.0, 1.0]), 0.3),
        (np.array([-1000.0, 1000.0, 999.0]), 0.9),
        (np.array([-1000.0, -1001.0, -1002.0]), 0.7),
        (np.array([-np.inf, 1.0, 0.5, -np.inf, 0.0]), 0.8),
    ]
    agree(top_p_filter, reference_top_p, cases, mutants=TOP_P)


def drive(search, table, start, width, max_len, eos, alpha=None):
    """Searches with a model whose logits depend on the whole sequence: one of many rows of `table` (P, V), so that no two beams tie."""

    def step(ids):
        row = 0
        for token in ids:
            row = (5 * row + int(token) + 1) % len(table)
        return table[row]

    return search(step, start, width, max_len, eos, *([] if alpha is None else [alpha]))


def beams(step_fn, start, width, max_len, eos, alpha=0.0, aside=False, before=0):
    """Beam search that may put finished beams aside, and count tokens before those that it adds."""

    def score(beam):
        return beam[1] / max(len(beam[0]) - len(start) + before, 1) ** alpha

    live, done = [(list(start), 0.0)], []
    while live and len(live[0][0]) < max_len:
        grown = [
            ([*ids, i], total + float(lp))
            for ids, total in live
            for i, lp in enumerate(log_softmax(step_fn(list(ids))))
        ]
        best = sorted(grown if aside else done + grown, key=score, reverse=True)[:width]
        ended = [beam for beam in best if beam[0][-1] == eos]
        live = [beam for beam in best if beam[0][-1] != eos]
        done = done + ended if aside else ended
    return [Beam(beam[0], score(beam)) for beam in sorted(done + live, key=score, reverse=True)[:width]]


def with_start(step_fn, start, *more):
    return beams(step_fn, start, *more, before=len(start))


BEAMS = [
    m.through(drive)
    for m in (
        *misconceptions_of(reference_beams),
        Misconception("T8.5/finished_are_safe", "A finished beam competes in every round, and loses its place to better ones.",
                      partial(beams, aside=True)),
        Misconception("T8.5/start_counts", "The length is that of the tokens after the start.", with_start),
    )
]  # fmt: skip


def check_beams(beam_search, cases, mutants=()):
    require(beam_search, "beam_search")
    agree(
        lambda *a: drive(beam_search, *a),
        lambda *a: drive(reference_beams, *a),
        cases,
        mutants=mutants,
        name="beam_search",
    )


def tables(*shapes, eos=0.0):
    rng = np.random.default_rng(52)
    for shape in shapes:
        table = 1.5 * rng.normal(size=shape)
        table[:, 0] += eos
        yield table


@test_case(
    name="sequences of one length",
    points=1,
    hidden=True,
    failure_message="Which beginnings are kept after the first round, and what is added to what?",
)
def test_hidden_one_length(beam_search):
    cases = [
        (table, [1, 2], width, 6, -1, *alpha)
        for table, alpha in zip(tables((997, 4), (997, 5), (997, 4)), ((), (1.0,), (0.5,)), strict=True)
        for width in (1, 2, 3)
    ]
    check_beams(beam_search, cases, BEAMS)


@test_case(
    name="some beams end",
    points=0.5,
    hidden=True,
    failure_message="What happens in the next round to a beam that has ended? Can it be pushed out?",
)
def test_hidden_ends(beam_search):
    cases = [
        (table, [1], width, 6, 0) for table in tables((997, 4), (997, 5), (997, 3), eos=1.0) for width in (1, 2, 4)
    ]
    check_beams(beam_search, cases, BEAMS)


@test_case(
    name="short against long",
    points=0.5,
    hidden=True,
    failure_message="By which power of which length is the sum divided, and is it divided before beams are compared?",
)
def test_hidden_length(beam_search):
    cases = [
        (table, [1, 3], width, 7, 0, alpha)
        for table in tables((997, 4), (997, 5), (997, 3), eos=0.5)
        for width, alpha in ((2, 1.0), (3, 0.6), (4, 2.0))
    ]
    check_beams(beam_search, cases, BEAMS)


@test_case(
    name="no room, few tokens, large logits",
    points=0.5,
    hidden=True,
    failure_message="What if the start is full, or fewer beams exist than width asks for?",
)
def test_hidden_edges(beam_search):
    (table,) = tables((997, 2))
    cases = [
        (table, [1, 0, 1], 2, 3, 7),
        (table, [1], 5, 3, 7),
        (table, [1], 3, 2, 0, 1.0),
        (300 * table, [1, 1], 3, 5, 0),
        (table - 1000, [1], 2, 4, 0),
    ]
    check_beams(beam_search, cases)
