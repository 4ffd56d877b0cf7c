"""CTC against all paths and torch, with the worked numbers."""

import itertools
import math

import numpy as np
import pytest

from reference.linear.softmax import log_softmax
from reference.misconceptions import misconceptions_of
from reference.rnn import ctc
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

P = np.array([[0.5, 0.3, 0.2], [0.4, 0.4, 0.2], [0.3, 0.3, 0.4]])  # steps × (blank, a, b)
A, B_ = 1, 2


def paths_of(p, target, blank=0):
    """The probabilities of all paths that collapse to the target."""
    T, C = p.shape
    found = []
    for path in itertools.product(range(C), repeat=T):
        kept = [c for t, c in enumerate(path) if c != blank and (t == 0 or path[t - 1] != c)]
        if kept == list(target):
            found.append(math.prod(p[t, c] for t, c in enumerate(path)))
    return found


@pytest.mark.parametrize(("target", "p"), [([A, B_], 0.218), ([A], 0.288), ([A, A], 0.036)])
def test_the_worked_probabilities(xp, target, p):
    got = float(ctc.ctc_loss(xp.asarray(np.log(P)), xp.ints(target)))
    assert math.exp(-got) == pytest.approx(p, rel=1e-9)
    assert float(ctc.ctc_loss(xp.asarray(np.log(P)), target)) == got


def test_the_worked_loss_has_five_paths():
    assert len(paths_of(P, [A, B_])) == 5
    assert float(ctc.ctc_loss(np.log(P), [A, B_])) == pytest.approx(1.52326, abs=5e-6)
    (mean,) = misconceptions_of(ctc.ctc_loss, "T6.6/per_label")
    assert float(mean.mutant(np.log(P), [A, B_])) == pytest.approx(0.76163, abs=5e-6)


def test_a_blank_that_is_skipped_gives_its_published_probability():
    (wrong,) = misconceptions_of(ctc.ctc_loss, "T6.6/skip_always")
    assert math.exp(-wrong.mutant(np.log(P), [A, A])) == pytest.approx(0.204, rel=1e-9)


@pytest.mark.parametrize("blank", [0, 2])
@pytest.mark.parametrize("seed", range(3))
def test_the_loss_sums_all_paths(xp, seed, blank):
    p = np.random.default_rng(seed).dirichlet(np.ones(3), size=5)
    letters = [c for c in range(3) if c != blank]
    for target in itertools.chain.from_iterable(itertools.product(letters, repeat=L) for L in range(4)):
        total = sum(paths_of(p, target, blank))
        got = float(ctc.ctc_loss(xp.asarray(np.log(p)), xp.ints(target), blank))
        assert math.exp(-got) == pytest.approx(total, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("target", [[1, 2, 2, 4], [3], [1, 1, 1]])
def test_the_loss_is_torch_s(xp, target):
    logits = np.random.default_rng(0).normal(size=(9, 5)) * 3
    log_p = log_softmax(xp.asarray(logits))
    want = torch.nn.functional.ctc_loss(
        torch.log_softmax(torch.tensor(logits), 1)[:, None],
        torch.tensor([target]),
        (9,),
        (len(target),),
        reduction="sum",
    )
    assert float(ctc.ctc_loss(log_p, xp.ints(target))) == pytest.approx(want.item(), rel=1e-9)


def test_the_loss_has_torch_s_gradient():
    logits = torch.tensor(np.random.default_rng(1).normal(size=(7, 4)), requires_grad=True)
    target = torch.tensor([2, 2, 3])
    (ours,) = torch.autograd.grad(ctc.ctc_loss(log_softmax(logits), target), logits)
    theirs = torch.nn.functional.ctc_loss(
        torch.log_softmax(logits, 1)[:, None], target[None], (7,), (3,), reduction="sum"
    )
    np.testing.assert_allclose(ours, torch.autograd.grad(theirs, logits)[0], rtol=1e-8, atol=1e-10)


def test_too_few_steps_cost_everything_and_no_label_needs_blanks(xp):
    log_p = xp.asarray(np.log(P))
    assert float(ctc.ctc_loss(log_p[:2, :], xp.ints([A, A]))) == math.inf
    assert float(ctc.ctc_loss(log_p[:1, :], xp.ints([A, B_]))) == math.inf
    assert float(ctc.ctc_loss(log_p[:1, :], xp.ints([A]))) == pytest.approx(-math.log(0.3), rel=1e-9)
    assert float(ctc.ctc_loss(log_p, xp.ints([]))) == pytest.approx(-math.log(0.5 * 0.4 * 0.3), rel=1e-9)


def test_long_and_sure_sequences_stay_finite(xp):
    log_p = log_softmax(xp.asarray(np.tile([[1e3, -1e3, 0.0]], (200, 1))))
    assert float(ctc.ctc_loss(log_p, xp.ints([1]))) == pytest.approx(2000 - math.log(200), rel=1e-9)
    assert float(ctc.ctc_loss(log_p, xp.ints([]))) == 0
    assert math.isnan(float(ctc.ctc_loss(log_p * math.nan, xp.ints([1]))))


@pytest.mark.parametrize(
    ("path", "labels"),
    [([], []), ([0, 0], []), ([1], [1]), ([1, 1, 1], [1]), ([1, 0, 1], [1, 1]), ([0, 1, 2, 2, 0, 2, 1], [1, 2, 2, 1])],
)
def test_repeats_merge_before_blanks_go(xp, path, labels):
    assert ctc.ctc_collapse(xp.ints(path)) == ctc.ctc_collapse(path) == labels
    swapped = [{0: 2, 2: 0}.get(c, c) for c in path]
    assert ctc.ctc_collapse(swapped, blank=2) == [{2: 0}.get(c, c) for c in labels]


def test_greedy_decoding_collapses_the_likeliest_path(xp):
    p = np.eye(3)[[1, 1, 0, 1, 2, 2, 0]] * 0.8 + 0.1
    assert ctc.ctc_greedy_decode(xp.asarray(np.log(p))) == [1, 1, 2]
    assert ctc.ctc_greedy_decode(xp.asarray(np.zeros((3, 4)))) == []  # a tie: the first class
    # the likeliest path is blank, blank, b; yet "a" is the likelier labelling
    assert ctc.ctc_greedy_decode(xp.asarray(np.log(P))) == [B_]
    loss = [float(ctc.ctc_loss(xp.asarray(np.log(P)), [c])) for c in (A, B_)]
    assert loss[0] < loss[1]


def test_float32_stays_and_arguments_are_left_alone(xp):
    log_p, target = xp.asarray(np.log(P), dtype="float32"), xp.ints([A, B_])
    assert ctc.ctc_loss(log_p, target).dtype == log_p.dtype
    assert xp.to_numpy(target).tolist() == [A, B_]
    np.testing.assert_array_equal(xp.to_numpy(log_p), np.log(P).astype("float32"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: ctc.ctc_loss(x[0, :], [1]), r"log_p: expected 2 axes \(T, C\), got shape \(3,\)"),
        (lambda x: ctc.ctc_loss(x[:0, :], [1]), "log_p: expected at least one sample"),
        (lambda x: ctc.ctc_loss(x, [0]), r"target: expected labels in 0…2 other than the blank 0, got \[0\]"),
        (lambda x: ctc.ctc_loss(x, [3]), r"target: expected labels in 0…2 other than the blank 0, got \[3\]"),
        (lambda x: ctc.ctc_loss(x, [1], 3), "blank: expected a class in 0…2, got 3"),
        (lambda x: ctc.ctc_greedy_decode(x, -1), "blank: expected a class in 0…2, got -1"),
        (lambda x: ctc.ctc_greedy_decode(x[0, :]), r"log_p: expected 2 axes \(T, C\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(np.log(P)))


SURE = np.log(np.eye(3)[[1, 1, 0, 1, 2, 2, 0]] * 0.8 + 0.1)
CASES = {
    "ctc_collapse": [([0, 1, 1, 0, 1, 2, 2],), ([1, 0, 2, 1],)],
    "ctc_loss": [(np.log(P), [A, B_]), (np.log(P), [A, A])],
    "ctc_greedy_decode": [(SURE,)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(ctc, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(ctc)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T6.6/{key}" for key in ["blanks_first", "skip_always", "one_end", "best_path"]} <= {m.key for m in mine}
