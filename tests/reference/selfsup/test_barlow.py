"""Barlow Twins against `np.corrcoef`, the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import barlow
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N, D = 7, 3
Z1, Z2 = [[1.0, 0], [0, 1], [2, -1], [1, 2]], [[1.0, 1], [0, 0], [1, -1], [2, 2]]


def test_the_worked_correlations_and_loss(xp):
    z1, z2 = xp.asarray(Z1), xp.asarray(Z2)
    published(xp, barlow.cross_correlation(z1, z2), [[0.5, -0.316228], [0.316228, 0.8]])
    published(xp, barlow.barlow_loss(z1, z2), 0.291)
    (wrong,) = misconceptions_of(barlow.barlow_loss, "T12.8/not_standardised")
    published(xp, wrong.mutant(z1, z2), 0.128125)


@pytest.mark.parametrize(("n", "d"), [(2, 1), (N, D)])
def test_correlations_are_numpys(xp, n, d):
    z1, z2 = draw(xp, (n, d), (n, d))
    C = np.corrcoef(xp.to_numpy(z1).T, xp.to_numpy(z2).T)[:d, d:]
    close(xp, barlow.cross_correlation(z1, z2), C)
    off = (C**2).sum() - (np.diag(C) ** 2).sum()
    close(xp, barlow.barlow_loss(z1, z2, 0.3), ((1 - np.diag(C)) ** 2).sum() + 0.3 * off)


def test_scales_and_shifts_do_not_matter_and_a_constant_feature_has_no_correlation(xp):
    z1, z2 = draw(xp, (N, D), (N, D))
    expected = float(barlow.barlow_loss(z1, z2))
    assert float(barlow.barlow_loss(1e3 * z1 + 5, 1e-3 * z2 - 7)) == pytest.approx(expected, rel=1e-9)
    assert float(barlow.barlow_loss(0 * z1 + 1, z2)) == D
    leaves = to_torch(xp, z1, z2, grad=True)
    barlow.barlow_loss(*leaves).backward()
    assert all(torch.isfinite(leaf.grad).all() for leaf in leaves)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (N, D), (N, D), dtype="float32")
    assert unchanged(xp, barlow.barlow_loss, arrays).dtype == arrays[0].dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: barlow.barlow_loss(z, z[:2, :]), r"z2: expected shape \(N, d\) = \(7, 3\), got \(2, 3\)"),
        (lambda z: barlow.barlow_loss(z[:1, :], z[:1, :]), r"z1: expected at least two samples, got shape \(1, 3\)"),
        (lambda z: barlow.barlow_loss(z, z, -1.0), "lam: expected a number of at least 0, got -1.0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D)))


def test_every_mistake_differs_from_the_reference_and_from_the_others():
    assert alike(barlow.barlow_loss, [(*draw(NP, (N, D), (N, D)), 0.3)]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(barlow)
    assert {m.function for m in mine} == {"barlow_loss"}
    assert "T12.8/not_standardised" in {m.key for m in mine}
