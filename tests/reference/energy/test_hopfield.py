"""Hopfield networks by enumeration of all states, with the worked numbers."""

import numpy as np
import pytest

from reference.energy import hopfield as hop
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, every_bits, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N = 5
TWO = [[1.0, -1, 1, -1], [1, 1, -1, -1]]
ONE = [[1.0, -1, 1, -1, 1]]
FLIPPED = [1.0, -1, 1, -1, -1]


def symmetric(xp, n=N, dtype="float64"):
    """Random symmetric weights without a diagonal, and thresholds."""
    W, theta = draw(NP, (n, n), (n,))
    return xp.asarray((W + W.T) * (1 - np.eye(n)), dtype=dtype), xp.asarray(theta, dtype=dtype)


def test_the_worked_weights_and_energies(xp):
    W = hop.hopfield_weights(xp.asarray(TWO))
    close(xp, W, -0.5 * np.fliplr(np.eye(4)))
    assert [float(hop.hopfield_energy(W, xp.asarray(p))) for p in TWO] == [-1, -1]


def test_a_flipped_bit_is_restored(xp):
    W = hop.hopfield_weights(xp.asarray(ONE))
    s, energies = hop.hopfield_recall(W, xp.asarray(FLIPPED), 9)
    close(xp, s, ONE[0])
    np.testing.assert_allclose(xp.to_numpy(energies), [-0.4, -2, -2], rtol=1e-9)


def test_mistakes_give_their_published_numbers(xp):
    (half,) = misconceptions_of(hop.hopfield_energy, "T11.2/energy_half")
    (scale,) = misconceptions_of(hop.hopfield_weights, "T11.2/no_1_over_n")
    P = xp.asarray(ONE)
    assert float(half.mutant(hop.hopfield_weights(P), P[0, :])) == pytest.approx(-4.0)
    assert float(hop.hopfield_energy(scale.mutant(P), P[0, :])) == pytest.approx(-10.0)


def test_energies_are_sums_over_pairs(xp):
    W, theta = symmetric(xp)
    w, t = xp.to_numpy(W), xp.to_numpy(theta)
    for s in 2 * every_bits(N)[::5] - 1:
        pairs = -sum(w[i, j] * s[i] * s[j] for i in range(N) for j in range(i)) + t @ s
        close(xp, hop.hopfield_energy(W, xp.asarray(s), theta), pairs)


def test_no_step_from_any_state_raises_the_energy_and_fixed_points_are_local_minima(xp):
    W, theta = symmetric(xp)
    stable = 0
    for s in 2 * every_bits(N) - 1:
        state = xp.asarray(s)
        start = float(hop.hopfield_energy(W, state, theta))
        for i in range(N):
            after = hop.hopfield_update(W, state, xp.ints([i]), theta)
            assert float(hop.hopfield_energy(W, after, theta)) <= start + 1e-12
        flips = [float(hop.hopfield_energy(W, xp.asarray(s * (1 - 2 * np.eye(N)[i])), theta)) for i in range(N)]
        fixed = (xp.to_numpy(hop.hopfield_update(W, state, xp.ints(range(N)), theta)) == s).all()
        assert fixed == (min(flips) > start)
        stable += fixed
    assert stable >= 1


def test_with_a_threshold_the_energy_does_not_rise(xp):
    """Without θ in the update the energy of this state rises from −2 to 2."""
    W, theta, s = xp.asarray([[0.0, 1], [1, 0]]), xp.asarray([3.0, 0]), xp.asarray([-1.0, 1])
    assert float(hop.hopfield_energy(W, s, theta)) == -2
    assert xp.to_numpy(hop.hopfield_update(W, s, xp.ints([0]), theta)).tolist() == [-1, 1]
    assert float(hop.hopfield_energy(W, hop.hopfield_update(W, s, xp.ints([0])), theta)) == 2


def test_a_field_of_zero_gives_plus_one(xp):
    zero = xp.asarray(np.zeros((3, 3)))
    got = hop.hopfield_update(zero, xp.asarray([-1.0, -1, -1]), xp.ints([2, 0]))
    assert xp.to_numpy(got).tolist() == [1, -1, 1]


def test_all_units_at_once_would_swing_for_ever(xp):
    W = xp.asarray([[0.0, -1], [-1, 0]])
    (sync,) = misconceptions_of(hop.hopfield_recall, "T11.2/sync")
    assert sync.mutant(W, xp.asarray([1.0, 1]), 6).energies.shape == (7,)
    assert hop.hopfield_recall(W, xp.asarray([1.0, 1]), 6).energies.shape == (3,)


def test_no_sweep_and_an_empty_order_change_nothing(xp):
    W, _ = symmetric(xp)
    s = xp.asarray(FLIPPED)
    assert hop.hopfield_recall(W, s, 0).energies.shape == (1,)
    close(xp, hop.hopfield_update(W, s, xp.ints([])), FLIPPED)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    W, theta = symmetric(xp, dtype="float32")
    s = xp.asarray(FLIPPED, dtype="float32")
    out = [unchanged(xp, lambda *a: hop.hopfield_update(a[0], a[1], xp.ints([1, 0]), a[2]), [W, s, theta])]
    out += [hop.hopfield_energy(W, s, theta), *hop.hopfield_recall(W, s, 3), hop.hopfield_weights(s[None, :])]
    assert {a.dtype for a in out} == {s.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda W, s, o: hop.hopfield_weights(W), "P: expected entries -1 or 1, got 0"),
        (lambda W, s, o: hop.hopfield_weights(s), r"P: expected 2 axes \(K, N\), got shape \(5,\)"),
        (lambda W, s, o: hop.hopfield_weights(W[:0, :]), "P: expected at least one sample"),
        (lambda W, s, o: hop.hopfield_energy(W, s[:3]), r"W: expected shape \(N, N\) = \(3, 3\), got \(5, 5\)"),
        (lambda W, s, o: hop.hopfield_energy(W, s, s[:1]), r"theta: expected shape \(N,\) = \(5,\), got \(1,\)"),
        (lambda W, s, o: hop.hopfield_energy(W, 2 * s), "s: expected entries -1 or 1, got 2"),
        (lambda W, s, o: hop.hopfield_update(W, s, o + 3), r"order: expected units in 0…4, got \[3, 5\]"),
        (lambda W, s, o: hop.hopfield_recall(W, s, -1), "max_sweeps: expected a number of at least 0, got -1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(symmetric(xp)[0], xp.asarray(ONE[0]), xp.ints([0, 2]))
    with pytest.raises(TypeError, match="order: expected integers"):
        hop.hopfield_update(symmetric(xp)[0], xp.asarray(ONE[0]), xp.asarray([0.0]))


W5, THETA = symmetric(NP)
STATES = [2 * row - 1 for row in every_bits(N)[[0, 9, 21, 30]]]
ZERO = np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 0]])
CASES = {
    "hopfield_weights": [(np.array(TWO),)],
    "hopfield_energy": [(W5, s, THETA) for s in STATES],
    "hopfield_update": [
        *[(W5, s, np.array([3, 1, 0, 2]), 4 * THETA) for s in STATES],
        *[(ZERO, np.array([1.0, -1, s]), np.array([2])) for s in (-1.0, 1.0)],
    ],
    "hopfield_recall": [*[(W5, s, 9) for s in STATES], (ZERO, np.array([1.0, -1, 1]), 9)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(hop, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(hop)
    assert {m.function for m in mine} == set(CASES)
    listed = "diag sync energy_half sign_zero 01_patterns no_1_over_n"
    assert {f"T11.2/{key}" for key in listed.split()} <= {m.key for m in mine}
