"""v-prediction as a rotation of data and noise, Min-SNR by hand, the worked numbers."""

import numpy as np
import pytest

from reference.energy import v_prediction as vp
from reference.energy.diffusion import q_sample
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, unchanged
from tests.reference.mutants import alike, declared_in

BETAS = [0.1, 0.2, 0.3]
SHAPE = (3, 2, 4)


def test_the_worked_target(xp):
    x0, eps, betas = xp.asarray([[1.0]]), xp.asarray([[0.5]]), xp.asarray(BETAS)
    published(xp, vp.v_target(x0, eps, 2, betas), [[-0.349308]])
    (wrong,) = misconceptions_of(vp.v_target, "T11.8/v_sign")
    published(xp, wrong.mutant(x0, eps, 2, betas), [[0.349308]])


@pytest.mark.parametrize("t", [0, 2, [2, 0, 1]])
def test_data_and_noise_come_back_and_lengths_stay(xp, t):
    x0, eps = draw(xp, SHAPE, SHAPE)
    betas = xp.asarray(BETAS)
    t = xp.ints(t) if isinstance(t, list) else t
    x_t, v = q_sample(x0, t, eps, betas), vp.v_target(x0, eps, t, betas)
    close(xp, vp.x0_from_v(x_t, v, t, betas), xp.to_numpy(x0))
    close(xp, vp.eps_from_v(x_t, v, t, betas), xp.to_numpy(eps))
    close(xp, x_t * x_t + v * v, xp.to_numpy(x0) ** 2 + xp.to_numpy(eps) ** 2)


def test_v_is_the_slope_of_x_by_the_angle(xp):
    """x = cos φ x₀ + sin φ ε, v = dx/dφ: by a central difference in φ with cos²φ = ᾱ."""
    x0, eps = draw(NP, SHAPE, SHAPE)
    phi, h = np.arccos(np.sqrt(0.504)), 1e-5
    slope = [np.cos(a) * x0 + np.sin(a) * eps for a in (phi + h, phi - h)]
    ours = vp.v_target(xp.asarray(x0), xp.asarray(eps), 2, xp.asarray(BETAS))
    close(xp, ours, (slope[0] - slope[1]) / (2 * h), rtol=1e-5, atol=1e-8)


def test_the_worked_weights(xp):
    published(xp, vp.min_snr_weight(xp.asarray(BETAS)), [0.555556, 1, 1])
    bars = np.cumprod(1 - np.array(BETAS))
    snr = bars / (1 - bars)
    for gamma in (0.5, 2.0, 100.0):
        close(xp, vp.min_snr_weight(xp.asarray(BETAS), gamma), np.minimum(snr, gamma) / snr)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    x, e = draw(xp, SHAPE, SHAPE, dtype="float32")
    betas = xp.asarray(BETAS)
    out = [unchanged(xp, lambda *a: vp.v_target(a[0], a[1], 1, a[2]), [x, e, betas])]
    out += [vp.x0_from_v(x, e, 1, betas), vp.eps_from_v(x, e, 1, betas)]
    assert {a.dtype for a in [*out, vp.min_snr_weight(xp.asarray(BETAS, dtype="float32"))]} == {x.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, b: vp.v_target(x, x[:1, ...], 0, b), "x0: expected shape that of eps"),
        (lambda x, b: vp.x0_from_v(x, x[:1, ...], 0, b), "v: expected shape that of x_t"),
        (lambda x, b: vp.eps_from_v(x, x, 3, b), "t: expected steps in 0…2, got 3"),
        (lambda x, b: vp.min_snr_weight(b, 0.0), "gamma: expected a number above 0, got 0.0"),
        (lambda x, b: vp.min_snr_weight(b + 1), r"betas: expected numbers in \(0, 1\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, SHAPE), xp.asarray(BETAS))


X, E = draw(NP, SHAPE, SHAPE)
CASES = {name: [(X, E, 2, np.array(BETAS))] for name in ("v_target", "x0_from_v", "eps_from_v")}
CASES["min_snr_weight"] = [(np.array(BETAS), 0.5), (np.array([*BETAS, 0.9]),)]


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(vp, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(vp)
    assert {m.function for m in mine} == set(CASES)
    assert "T11.8/v_sign" in {m.key for m in mine}
