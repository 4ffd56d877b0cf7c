"""NT-Xent against torch's cross-entropy with a diagonal of −∞ and a loop, the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import simclr
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, D = 4, 3


def test_the_worked_losses(xp):
    eye = xp.asarray(np.eye(2))
    published(xp, simclr.nt_xent_loss(eye, eye, 0.5), 0.239545)
    assert math.log(1 + 2 * math.exp(-2)) == pytest.approx(0.239545, abs=5e-7)
    same = xp.asarray(np.ones((4, 3)))
    published(xp, simclr.nt_xent_loss(same, same, 0.1), 1.945910)


@pytest.mark.parametrize(
    ("key", "expected"), [("self_included", 0.820075), ("times_tau", 0.794377), ("only_cross", 0.126928)]
)
def test_mistakes_give_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(simclr.nt_xent_loss, f"T12.3/{key}")
    eye = xp.asarray(np.eye(2))
    published(xp, m.mutant(eye, eye, 0.5), expected)


@pytest.mark.parametrize("n", [1, N])
def test_the_loss_is_torchs_cross_entropy(xp, n):
    z1, z2 = draw(xp, (n, D), (n, D))
    z = F.normalize(torch.cat(to_torch(xp, z1, z2)))
    logits = (z @ z.T / 0.3).fill_diagonal_(-torch.inf)
    partner = torch.cat([torch.arange(n) + n, torch.arange(n)])
    close(xp, simclr.nt_xent_loss(z1, z2, 0.3), F.cross_entropy(logits, partner))


def test_the_loss_is_a_loop_over_anchors(xp):
    z1, z2 = draw(NP, (N, D), (N, D))
    z = [row / np.linalg.norm(row) for row in [*z1, *z2]]
    total = 0.0
    for i in range(2 * N):
        j = (i + N) % (2 * N)
        rest = sum(math.exp(z[i] @ z[k] / 0.3) for k in range(2 * N) if k != i)
        total -= math.log(math.exp(z[i] @ z[j] / 0.3) / rest)
    close(xp, simclr.nt_xent_loss(xp.asarray(z1), xp.asarray(z2), 0.3), total / (2 * N))


def test_lengths_and_the_order_of_views_do_not_matter_and_gradients_pass(xp):
    z1, z2 = draw(xp, (N, D), (N, D))
    expected = float(simclr.nt_xent_loss(z1, z2, 0.3))
    assert float(simclr.nt_xent_loss(1e3 * z2, 1e-3 * z1, 0.3)) == pytest.approx(expected, rel=1e-9)
    assert np.isfinite(float(simclr.nt_xent_loss(z1, z2, 1e-3)))
    leaves = to_torch(xp, z1, z2, grad=True)
    simclr.nt_xent_loss(*leaves, 0.3).backward()
    assert all(np.isfinite(leaf.grad).all() and (leaf.grad != 0).any() for leaf in leaves)


def test_pairs_of_views(xp):
    like = xp.asarray([0.0])
    assert [xp.to_numpy(simclr.augmentation_pair_indices(n, like)).tolist() for n in (0, 1, 3)] == [
        [],
        [1, 0],
        [3, 4, 5, 0, 1, 2],
    ]


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (N, D), (N, D), dtype="float32")
    assert unchanged(xp, lambda a, b: simclr.nt_xent_loss(a, b, 0.5), arrays).dtype == arrays[0].dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: simclr.nt_xent_loss(z, z, 0.0), "temperature: expected a temperature above 0, got 0.0"),
        (lambda z: simclr.nt_xent_loss(z, z[:1, :], 0.5), r"z2: expected shape \(N, d\) = \(4, 3\), got \(1, 3\)"),
        (lambda z: simclr.nt_xent_loss(z[:0, :], z[:0, :], 0.5), "z1: expected at least one sample"),
        (lambda z: simclr.nt_xent_loss(z[0, :], z[0, :], 0.5), r"z1: expected 2 axes \(N, d\), got shape \(3,\)"),
        (lambda z: simclr.augmentation_pair_indices(-1), "N: expected a number of at least 0, got -1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D)))


CASES = {"augmentation_pair_indices": [(3,)], "nt_xent_loss": [(*draw(NP, (N, D), (N, D)), 0.3)]}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(simclr, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(simclr)
    assert {m.function for m in mine} == set(CASES)
    listed = "self_included not_normalised one_side times_tau only_cross"
    assert {f"T12.3/{key}" for key in listed.split()} <= {m.key for m in mine}
