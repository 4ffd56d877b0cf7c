"""VICReg against loops, `np.cov` and finite gradients, the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import vicreg
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N, D = 7, 3
Z, Z_ = [[1.0, 0], [0, 1], [2, -1]], [[1.0, 1], [0, 0], [1, -1]]


def worked(xp):
    return xp.asarray(Z), xp.asarray(Z_)


def test_the_worked_terms_and_forms(xp):
    z, other = worked(xp)
    published(xp, vicreg.invariance_term(z, other), 1)
    published(xp, vicreg.variance_term(z), 0)
    published(xp, vicreg.variance_term(other), 0.211282)
    published(xp, vicreg.covariance_term(z), 1)
    published(xp, vicreg.covariance_term(other), 0)
    for form, expected in (("paper", 31.282039), ("pseudocode", 18.782039), ("official", 16.141020)):
        published(xp, vicreg.vicreg_loss(z, other, form=form), expected)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("biased_var", 39.485200),
        ("var_not_std", 34.333333),
        ("diag_cov", 32.837595),
        ("mean_inv", 18.782039),
        ("cov_div_d2", 30.782039),
    ],
)
def test_mistakes_give_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(vicreg.vicreg_loss, f"T12.7/{key}")
    published(xp, m.mutant(*worked(xp)), expected)


def loops(z1, z2, lam, mu, nu, gamma, eps):
    n, d = z1.shape
    s = sum(((a - b) ** 2).sum() for a, b in zip(z1, z2, strict=True)) / n
    v = c = 0.0
    for z in (z1, z2):
        C = np.atleast_2d(np.cov(z.T))
        v += sum(max(0.0, gamma - np.sqrt(C[j, j] + eps)) for j in range(d)) / d
        c += sum(C[i, j] ** 2 for i in range(d) for j in range(d) if i != j) / d
    return s, v, c, lam * s + mu * v + nu * c


@pytest.mark.parametrize(("n", "d"), [(2, 1), (2, D), (N, D)])
def test_losses_are_loops_over_features(xp, n, d):
    z1, z2 = draw(xp, (n, d), (n, d))
    s, v, c, total = loops(xp.to_numpy(z1), xp.to_numpy(z2), 3.0, 5.0, 2.0, 1.2, 1e-3)
    arguments = {"lam": 3.0, "mu": 5.0, "nu": 2.0, "gamma": 1.2, "eps": 1e-3}
    close(xp, vicreg.vicreg_loss(z1, z2, **arguments), total)
    close(xp, vicreg.vicreg_loss(z1, z2, **arguments, form="pseudocode"), 3 * s / d + 5 * v + 2 * c)
    close(xp, vicreg.vicreg_loss(z1, z2, **arguments, form="official"), 3 * s / d + 2.5 * v + 2 * c)


def test_a_collapsed_net_pays_for_its_variance_with_a_finite_gradient(xp):
    z = xp.asarray(np.ones((N, D)))
    published(xp, vicreg.vicreg_loss(z, z), 2 * 25 * (1 - 0.01))
    (leaf,) = to_torch(xp, z, grad=True)
    vicreg.vicreg_loss(leaf, leaf).backward()
    assert torch.isfinite(leaf.grad).all()


def test_large_embeddings_stay_finite(xp):
    z1, z2 = draw(xp, (N, D), (N, D))
    assert np.isfinite(float(vicreg.vicreg_loss(1e3 * z1, -1e3 * z2)))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (N, D), (N, D), dtype="float32")
    assert unchanged(xp, vicreg.vicreg_loss, arrays).dtype == arrays[0].dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: vicreg.vicreg_loss(z, z[:2, :]), r"z2: expected shape \(n, d\) = \(7, 3\), got \(2, 3\)"),
        (
            lambda z: vicreg.vicreg_loss(z[:1, :], z[:1, :]),
            "z: expected at least two samples, variances divide by n − 1",
        ),
        (lambda z: vicreg.vicreg_loss(z, z, form="code"), "form: expected one of 'paper', 'pseudocode', 'official'"),
        (lambda z: vicreg.vicreg_loss(z, z, lam=-1.0), "lam: expected a number of at least 0, got -1.0"),
        (lambda z: vicreg.variance_term(z, eps=-1.0), "eps: expected a number of at least 0, got -1.0"),
        (lambda z: vicreg.invariance_term(z[:0, :], z[:0, :]), "z1: expected at least one sample"),
        (lambda z: vicreg.covariance_term(z[0, :]), r"z: expected 2 axes \(n, d\), got shape \(3,\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D)))


A, B = draw(NP, (N, D), (N, D))
SPREAD = A * np.array([0.3, 1.0, 3.0]) + 1
CASES = {
    "invariance_term": [(A, B)],
    "variance_term": [(SPREAD,)],
    "covariance_term": [(SPREAD,)],
    "vicreg_loss": [(SPREAD, B, 1.0, 1.0, 1.0)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(vicreg, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(vicreg)
    assert {m.function for m in mine} == set(CASES)
    listed = "biased_var var_not_std diag_cov mean_inv cov_div_d2"
    assert {f"T12.7/{key}" for key in listed.split()} <= {m.key for m in mine}
