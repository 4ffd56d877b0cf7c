"""Contrastive and triplet loss against torch's, triplets by brute force, the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import triplet
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, D = 5, 3
POINTS, LABELS = np.array([[0.0, 0], [1, 1], [2, 0], [0, 3]]), [0, 0, 1, 1]


def corner(xp):
    return [xp.asarray([p]) for p in ([0.0, 0], [1.0, 0], [1.0, 1])]


def every(xp):
    """The eight triplets of the four points."""
    rows = xp.to_numpy(triplet.all_triplets(xp.ints(LABELS)))
    return [xp.asarray(POINTS[rows[:, i]]) for i in range(3)]


def squared_torch(a, p, n, alpha, reduction="sum"):
    return F.triplet_margin_with_distance_loss(
        a, p, n, distance_function=lambda x, y: ((x - y) ** 2).sum(1), margin=alpha, reduction=reduction
    )


def test_the_worked_triplets(xp):
    assert float(triplet.triplet_loss(*corner(xp), 0.2)) == 0
    close(xp, triplet.triplet_loss(*corner(xp), 1.5), 0.5)
    a, p, n = every(xp)
    assert a.shape == (8, 2)
    assert float(triplet.triplet_loss(a, p, n, 1.0)) == 37
    assert int((xp.to_numpy(triplet.triplet_loss(a, p, n, 1.0, "none")) > 0).sum()) == 5


@pytest.mark.parametrize(("key", "expected"), [("unsquared", 1.085786), ("swapped", 2.5), ("margin_sign", 0.0)])
def test_mistakes_of_one_triplet_have_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(triplet.triplet_loss, f"T12.1/{key}")
    published(xp, m.mutant(*corner(xp), 1.5), expected)


@pytest.mark.parametrize(("key", "expected"), [("mean", 4.625), ("clamp_total", 28.0)])
def test_mistakes_of_many_triplets_have_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(triplet.triplet_loss, f"T12.1/{key}")
    published(xp, m.mutant(*every(xp), 1.0), expected)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
def test_the_loss_is_torchs_with_either_distance(xp, reduction):
    arrays = draw(xp, (N, D), (N, D), (N, D))
    leaves = to_torch(xp, *arrays)
    close(xp, triplet.triplet_loss(*arrays, 0.7, reduction), squared_torch(*leaves, 0.7, reduction))
    plain = F.triplet_margin_loss(*leaves, margin=0.7, eps=0, reduction=reduction)
    close(xp, triplet.triplet_loss(*arrays, 0.7, reduction, squared=False), plain)


@pytest.mark.parametrize("squared", [True, False])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradients_are_autograds(xp, reduction, squared):
    arrays = draw(xp, (N, D), (N, D), (N, D))
    leaves = to_torch(xp, *arrays, grad=True)
    if squared:
        loss = squared_torch(*leaves, 0.7, reduction)
    else:
        loss = F.triplet_margin_loss(*leaves, margin=0.7, eps=0, reduction=reduction)
    loss.backward()
    ours = triplet.triplet_loss_grad(*arrays, 0.7, reduction, squared)
    assert 0 < int((xp.to_numpy(triplet.triplet_loss(*arrays, 0.7, "none")) > 0).sum()) < N
    for g, leaf in zip(ours, leaves, strict=True):
        close(xp, g, leaf.grad, rtol=1e-8)


def test_a_triplet_exactly_at_the_margin_and_equal_points_have_no_gradient(xp):
    at_margin = triplet.triplet_loss_grad(*corner(xp), 1.0)
    assert all((xp.to_numpy(g) == 0).all() for g in at_margin)
    x = corner(xp)[1]
    assert all((xp.to_numpy(g) == 0).all() for g in triplet.triplet_loss_grad(x, x, x, 1.0, squared=False))


def test_the_worked_contrastive_loss(xp):
    d, same = xp.asarray([0.5, 0.5, 2.0]), xp.ints([1, 0, 0])
    close(xp, triplet.contrastive_loss(d, same, 1.0, "none"), [0.125, 0.125, 0])
    close(xp, triplet.contrastive_loss(d, same, 1.0), 0.25)
    close(xp, triplet.contrastive_loss(d, same, 1.0, "mean"), 0.25 / 3)


def test_contrastive_loss_pair_by_pair(xp):
    d = np.abs(draw(NP, (9,))[0]) * 2
    same = np.array([0, 1, 1, 0, 0, 1, 0, 1, 0])
    expected = sum(x * x / 2 if s else max(0.0, 1.5 - x) ** 2 / 2 for x, s in zip(d, same, strict=True))
    close(xp, triplet.contrastive_loss(xp.asarray(d), xp.ints(same), 1.5), expected)


@pytest.mark.parametrize("labels", [[0, 0, 1, 1], [2, 0, 2, 2, 1], [1, 1, 1], [0], []])
def test_triplets_are_those_of_brute_force(xp, labels):
    expected = [
        list(t)
        for t in itertools.product(range(len(labels)), repeat=3)
        if t[0] != t[1] and labels[t[0]] == labels[t[1]] != labels[t[2]]
    ]
    got = triplet.all_triplets(xp.ints(labels))
    assert got.shape == (len(expected), 3)
    assert xp.to_numpy(got).tolist() == expected


def distances(seed, n=9):
    x = draw(NP, (n, 2), seed=seed)[0]
    return ((x[:, None] - x[None]) ** 2).sum(2), np.random.default_rng(seed).integers(0, 3, size=n)


@pytest.mark.parametrize("seed", range(3))
def test_mined_triplets_are_those_of_their_definition(xp, seed):
    Dist, y = distances(seed)
    rows = [tuple(t) for t in triplet.all_triplets(y)]
    hard = {}
    for a, p, n in rows:
        best = hard.get(a, (p, n))
        hard[a] = (max(best[0], p, key=lambda j: Dist[a, j]), min(best[1], n, key=lambda j: Dist[a, j]))
    expected = [[a, p, n] for a, (p, n) in sorted(hard.items())]
    assert xp.to_numpy(triplet.mine_triplets(xp.asarray(Dist), xp.ints(y), "hard", 0.5)).tolist() == expected
    semi = {}
    for a, p, n in rows:
        if Dist[a, p] < Dist[a, n] < Dist[a, p] + 0.5:
            semi[a, p] = min(semi.get((a, p), n), n, key=lambda j: Dist[a, j])
    got = xp.to_numpy(triplet.mine_triplets(xp.asarray(Dist), xp.ints(y), "semi_hard", 0.5)).tolist()
    assert got == [[a, p, n] for (a, p), n in sorted(semi.items())]
    assert len(got) > 0


def test_of_equally_far_ones_the_first_is_mined_and_lonely_classes_are_left_out(xp):
    same = xp.asarray(np.ones((5, 5)))
    got = triplet.mine_triplets(same, xp.ints([0, 0, 0, 1, 2]), "hard", 0.5)
    assert xp.to_numpy(got).tolist() == [[0, 1, 3], [1, 0, 3], [2, 0, 3]]
    assert triplet.mine_triplets(same, xp.ints([0, 0, 0, 0, 0]), "hard", 0.5).shape == (0, 3)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (N, D), (N, D), (N, D), dtype="float32")
    out = [*unchanged(xp, lambda *a: triplet.triplet_loss_grad(*a, 0.7), arrays), triplet.triplet_loss(*arrays, 0.7)]
    out += [triplet.contrastive_loss(arrays[0][:, 0] ** 2, xp.ints([0, 1, 0, 1, 1]), 1.0)]
    assert {a.dtype for a in out} == {arrays[0].dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x, y: triplet.triplet_loss(x, x[:1, :], x, 1.0),
            r"f_p: expected shape \(N, d\) = \(5, 3\), got \(1, 3\)",
        ),
        (
            lambda x, y: triplet.triplet_loss(x, x, x[:, :1], 1.0),
            r"f_n: expected shape \(N, d\) = \(5, 3\), got \(5, 1\)",
        ),
        (lambda x, y: triplet.triplet_loss(x, x, x, -1.0), "alpha: expected a number of at least 0, got -1.0"),
        (lambda x, y: triplet.triplet_loss(x[:0, :], x[:0, :], x[:0, :], 1.0), "f_a: expected at least one sample"),
        (lambda x, y: triplet.triplet_loss_grad(x, x, x, 1.0, "none"), "reduction: expected one of 'mean', 'sum'"),
        (lambda x, y: triplet.contrastive_loss(x[:, 0] ** 2, y + 1, 1.0), "same: expected entries 0 or 1, got 2"),
        (lambda x, y: triplet.contrastive_loss(-(x[:, 0] ** 2), y, 1.0), "d: expected distances of at least 0"),
        (
            lambda x, y: triplet.contrastive_loss(x[:, 0], y[:2], 1.0),
            r"same: expected shape \(N,\) = \(5,\), got \(2,\)",
        ),
        (lambda x, y: triplet.mine_triplets(x, y, "hard", 1.0), r"D: expected shape \(N, N\) = \(5, 5\), got \(5, 3\)"),
        (
            lambda x, y: triplet.mine_triplets(x, y, "easy", 1.0),
            "kind: expected one of 'hard', 'semi_hard', got 'easy'",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(draw(xp, (N, D))[0], xp.ints([0, 1, 0, 1, 1]))
    with pytest.raises(TypeError, match="labels: expected integers"):
        triplet.all_triplets(xp.asarray([0.0, 1.0]))


ARRAYS = draw(NP, (N, D), (N, D), (N, D))
CASES = {
    "contrastive_loss": [(np.array([0.5, 0.3, 2.0, 1.7]), np.array([1, 0, 0, 1]), 1.0)],
    "triplet_loss": [(*ARRAYS, 0.7), (*ARRAYS, 3.0)],
    "triplet_loss_grad": [(*ARRAYS, 0.7)],
    "all_triplets": [(np.array([0, 0, 1, 0]),)],
    "mine_triplets": [(*distances(seed), kind, 0.5) for seed in range(2) for kind in triplet.KINDS],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(triplet, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(triplet)
    assert {m.function for m in mine} == set(CASES)
    listed = "unsquared swapped margin_sign mean clamp_total anchor_is_positive"
    assert {f"T12.1/{key}" for key in listed.split()} <= {m.key for m in mine}
