"""Activations against torch, autograd and math.erf, with the worked values and the laws that tie them together."""

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.misconceptions import misconceptions_of
from reference.neurons import activations

torch = pytest.importorskip("torch")
F = torch.nn.functional

Z = [-2.0, -0.5, 0.0, 0.5, 2.0]
WIDE = [-1000.0, *Z, 1000.0]
ORACLES = {
    "identity": lambda z: 1 * z,
    "heaviside": lambda z: torch.heaviside(z, torch.ones_like(z)),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": F.leaky_relu,
    "softplus": lambda z: F.softplus(z, threshold=50),  # torch turns linear at 20 by default, which costs 2e-9
    "gelu": F.gelu,
}
reals = st.floats(-700, 700)


def draw(seed, *shape):
    return 3 * np.random.default_rng(seed).normal(size=shape)


def slopes(function, z):
    """torch's gradient of each entry."""
    leaf = torch.tensor(z, requires_grad=True)
    function(leaf).sum().backward()
    return leaf.grad.numpy()


# -- worked numbers


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("sigmoid", [0.119203, 0.377541, 0.5, 0.622459, 0.880797]),
        ("tanh", [-0.964028, -0.462117, 0, 0.462117, 0.964028]),
        ("relu", [0, 0, 0, 0.5, 2]),
        ("leaky_relu", [-0.02, -0.005, 0, 0.5, 2]),
        ("heaviside", [0, 0, 1, 1, 1]),
        ("identity", Z),
        ("softplus", [0.126928, 0.474077, 0.693147, 0.974077, 2.126928]),
        ("gelu", [-0.0455003, -0.154269, 0, 0.345731, 1.954500]),
    ],
)
def test_the_worked_values(xp, name, values):
    got = activations.ACTIVATIONS[name](xp.asarray(Z))
    np.testing.assert_allclose(xp.to_numpy(got), values, rtol=3e-6)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("sigmoid", [0.104994, 0.235004, 0.25, 0.235004, 0.104994]),
        ("tanh", [0.0706508, 0.786448, 1, 0.786448, 0.0706508]),
        ("relu", [0, 0, 0, 1, 1]),
        ("heaviside", [0] * 5),
    ],
)
def test_the_worked_slopes(xp, name, values):
    got = activations.activation_derivative(name, xp.asarray(Z))
    np.testing.assert_allclose(xp.to_numpy(got), values, rtol=5e-6)


# -- independent oracles


def test_every_activation_has_an_oracle():
    assert set(ORACLES) == set(activations.ACTIVATIONS)


@pytest.mark.parametrize("name", ORACLES)
def test_values_agree_with_torch(xp, name):
    z = draw(1, 2, 3, 5)
    got = xp.to_numpy(activations.ACTIVATIONS[name](xp.asarray(z)))
    np.testing.assert_allclose(got, ORACLES[name](torch.tensor(z)).numpy(), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", [name for name in ORACLES if name != "heaviside"])
def test_derivatives_agree_with_autograd(xp, name):
    z = np.append(draw(2, 13), 0.0) if name in ("relu", "leaky_relu") else draw(2, 13)
    want = slopes(ORACLES[name], z)
    got = xp.to_numpy(activations.activation_derivative(name, xp.asarray(z)))
    np.testing.assert_allclose(got, want, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("form", ["none", "tanh"])
def test_both_forms_of_gelu_agree_with_torch(xp, form):
    z = np.concatenate([draw(3, 17), [-1000.0, -8.5, 0.0, 8.5, 1000.0]])
    got = xp.to_numpy(activations.gelu(xp.asarray(z), form))
    np.testing.assert_allclose(got, F.gelu(torch.tensor(z), approximate=form).numpy(), rtol=1e-9, atol=1e-12)
    got = xp.to_numpy(activations.gelu_derivative(xp.asarray(z), form))
    np.testing.assert_allclose(got, slopes(lambda t: F.gelu(t, approximate=form), z), rtol=1e-8, atol=1e-12)


def test_gelu_is_z_times_the_normal_distribution_function():
    z = np.linspace(-9, 9, 361)
    want = [t * (1 + math.erf(t / math.sqrt(2))) / 2 for t in z]
    np.testing.assert_allclose(activations.gelu(z), want, rtol=1e-13, atol=1e-14)


def test_sigmoid_keeps_the_accuracy_of_small_tails(xp):
    got = xp.to_numpy(activations.sigmoid(xp.asarray([-40.0])))
    np.testing.assert_allclose(got, [math.exp(-40)], rtol=1e-12, atol=0)


@pytest.mark.parametrize("name", ORACLES)
def test_nothing_overflows(xp, name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        z = xp.asarray([-1000.0, 1000.0])
        both = activations.ACTIVATIONS[name](z), activations.activation_derivative(name, z)
    assert all(np.isfinite(xp.to_numpy(x)).all() for x in both)


def test_the_far_values_are_the_limits(xp):
    z = xp.asarray([-1000.0, 1000.0])
    ends = {"sigmoid": [0, 1], "tanh": [-1, 1], "softplus": [0, 1000], "gelu": [0, 1000], "relu": [0, 1000]}
    assert {name: xp.to_numpy(activations.ACTIVATIONS[name](z)).tolist() for name in ends} == ends


# -- laws


@settings(deadline=None)
@given(reals)
def test_tanh_is_a_stretched_sigmoid(z):
    z = np.asarray([z])
    assert activations.tanh(z) == pytest.approx(2 * activations.sigmoid(2 * z) - 1, abs=1e-15)


@settings(deadline=None)
@given(reals)
def test_sigmoid_of_minus_z_is_the_rest_to_one(z):
    z = np.asarray([z])
    assert activations.sigmoid(z) + activations.sigmoid(-z) == pytest.approx(1, abs=1e-15)


@settings(deadline=None)
@given(reals)
def test_the_slopes_of_sigmoid_and_tanh_are_bounded(z):
    z = np.asarray([z])
    assert 0 <= activations.activation_derivative("sigmoid", z)[0] <= 0.25
    assert 0 <= activations.activation_derivative("tanh", z)[0] <= 1


@settings(deadline=None)
@given(reals)
def test_softplus_lies_above_relu_by_at_most_log_two(z):
    z = np.asarray([z])
    assert 0 <= (activations.softplus(z) - activations.relu(z))[0] <= math.log(2) + 1e-12
    assert activations.activation_derivative("softplus", z) == activations.sigmoid(z)


@settings(deadline=None)
@given(reals)
def test_gelu_of_z_and_minus_z_differ_by_z(z):
    z = np.asarray([z])
    assert (activations.gelu(z) - activations.gelu(-z))[0] == pytest.approx(z[0], rel=1e-14, abs=1e-14)


@settings(deadline=None)
@given(reals, st.floats(0, 1))
def test_leaky_relu_is_the_larger_of_z_and_a_part_of_it(z, slope):
    assert activations.leaky_relu(np.asarray([z]), slope)[0] == max(z, slope * z)


# -- types, purity, errors


@pytest.mark.parametrize("name", ORACLES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, name, dtype):
    z = xp.asarray([[-1.5, 0.0, 2.5]], dtype=dtype)
    for got in (activations.ACTIVATIONS[name](z), activations.activation_derivative(name, z)):
        assert (got.dtype, got.shape) == (z.dtype, z.shape)
        assert getattr(got, "device", None) == getattr(z, "device", None)


@pytest.mark.parametrize("form", ["none", "tanh"])
def test_gelu_in_float32_is_near_the_exact_one(xp, form):
    z = np.linspace(-7, 7, 57)
    got = xp.to_numpy(activations.gelu(xp.asarray(z, dtype="float32"), form))
    np.testing.assert_allclose(got, activations.gelu(z, form), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", ORACLES)
def test_integers_become_floats(xp, name):
    got = xp.to_numpy(activations.ACTIVATIONS[name](xp.ints([-1, 0, 2])))
    np.testing.assert_allclose(got, activations.ACTIVATIONS[name](np.array([-1.0, 0.0, 2.0])), rtol=1e-6)


@pytest.mark.parametrize("name", ORACLES)
def test_the_argument_is_left_alone(name):
    z = draw(4, 7)
    z.flags.writeable = False
    activations.ACTIVATIONS[name](z)
    activations.activation_derivative(name, z)


@pytest.mark.parametrize("name", ["gelu", "relu", "leaky_relu", "softplus", "sigmoid", "tanh"])
def test_nan_stays_nan(xp, name):
    assert np.isnan(xp.to_numpy(activations.ACTIVATIONS[name](xp.asarray([np.nan])))).all()


def test_unknown_names_are_refused(xp):
    with pytest.raises(ValueError, match="name: expected one of .*'gelu', got 'swish'"):
        activations.activation_derivative("swish", xp.asarray(Z))
    for function in (activations.gelu, activations.gelu_derivative):
        with pytest.raises(ValueError, match="approximate: expected one of 'none', 'tanh', got 'erf'"):
            function(xp.asarray(Z), "erf")


@pytest.mark.parametrize("bad", [1.0, "z", None])
def test_what_is_no_array_is_refused(bad):
    with pytest.raises(TypeError):
        activations.gelu(bad)


# -- misconceptions

FIXTURES = {
    "sigmoid": [(WIDE,)],
    "tanh": [(WIDE,)],
    "relu": [(Z,)],
    "leaky_relu": [(Z,)],
    "softplus": [(WIDE,)],
    "activation_derivative": [("leaky_relu", Z), ("sigmoid", Z), ("tanh", Z), ("relu", Z), ("heaviside", Z)],
    "gelu": [(Z, "none"), (Z, "tanh")],
    "gelu_derivative": [(Z, "none"), (Z, "tanh")],
}


def outcome(function, name):
    with np.errstate(all="ignore"):
        return [
            np.asarray(function(*(np.asarray(a) if isinstance(a, list) else a for a in args)))
            for args in FIXTURES[name]
        ]


def differ(some, others):
    return any(not np.allclose(a, b, rtol=1e-6, atol=0, equal_nan=True) for a, b in zip(some, others, strict=True))


@pytest.mark.parametrize("name", FIXTURES)
def test_misconceptions_differ_from_the_reference_and_from_each_other(name):
    function = getattr(activations, name)
    found = misconceptions_of(function)
    assert len(found) >= 3
    answers = {m.key: outcome(m.mutant, name) for m in found} | {"reference": outcome(function, name)}
    assert [pair for pair in itertools.combinations(answers, 2) if not differ(*(answers[k] for k in pair))] == []


@pytest.mark.parametrize("form", [0, 1])
@pytest.mark.parametrize("name", ["gelu", "gelu_derivative"])
def test_misconceptions_of_gelu_differ_in_each_form(name, form):
    answers = [outcome(m.mutant, name)[form] for m in misconceptions_of(getattr(activations, name))]
    answers.append(outcome(getattr(activations, name), name)[form])
    assert all(differ([a], [b]) for a, b in itertools.combinations(answers, 2))


def test_every_listed_mistake_has_a_mutant():
    listed = ["deriv_of_output", "tanh_sq", "relu_at_0", "sigmoid_overflow", "leaky_zero", "heaviside_grad"]
    declared = {m.key for name in FIXTURES for m in misconceptions_of(getattr(activations, name))}
    assert {f"T3.1/{key}" for key in listed} <= declared
