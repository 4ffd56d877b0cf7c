"""Dense neuron and layer against torch's linear layer, the slide's line and the published parameter counts."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference._array import transpose
from reference.misconceptions import misconceptions_of
from reference.mlp import dense

torch = pytest.importorskip("torch")
F = torch.nn.functional

W0, W = 1.0, [3.0, -2.0]  # the slide's neuron: g(1 + 3x₁ − 2x₂)
POINTS = {(-1.0, 2.0): (-6.0, 0.00247262, -0.999988, 0.0), (1.0, 1.0): (2.0, 0.880797, 0.964028, 2.0)}
POINTS[(1.0, 2.0)] = (0.0, 0.5, 0.0, 0.0)
ORACLES = {"identity": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "gelu": F.gelu}


def draw(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


# -- worked numbers


@pytest.mark.parametrize("point", POINTS)
def test_the_slides_neuron_at_the_published_points(xp, point):
    x, w = xp.asarray(point), xp.asarray(W)
    got = [float(dense.neuron(x, w, W0, g)) for g in ("identity", "sigmoid", "tanh", "relu")]
    np.testing.assert_allclose(got, POINTS[point], rtol=2e-6)


@settings(deadline=None)
@given(st.floats(-100, 100))
def test_the_slides_neuron_is_undecided_on_its_line(x1):
    x = np.asarray([x1, (1 + 3 * x1) / 2])
    assert float(dense.neuron(x, np.asarray(W), W0, "sigmoid")) == pytest.approx(0.5, abs=1e-12)


def test_the_net_input_over_the_norm_is_the_signed_distance(xp):
    z = float(dense.neuron(xp.asarray([-1.0, 2.0]), xp.asarray(W), W0, "identity"))
    assert z / math.hypot(*W) == pytest.approx(-1.66410, rel=1e-6)


@pytest.mark.parametrize(
    ("sizes", "bias", "count"),
    [([3, 4, 4, 1], True, 41), ([784, 16, 16, 10], True, 13002), ([784, 16, 16, 10], False, 12960), ([2, 1], True, 3)],
)
def test_the_published_parameter_counts(sizes, bias, count):
    assert dense.n_parameters(sizes, bias) == count


# -- independent oracles


@pytest.mark.parametrize("g", ORACLES)
def test_a_neuron_agrees_with_torch(xp, g):
    x, w = draw(1, 5, 5)
    want = ORACLES[g](F.linear(torch.tensor(x), torch.tensor(w)[None, :]) + 0.7)
    assert float(dense.neuron(xp.asarray(x), xp.asarray(w), 0.7, g)) == pytest.approx(float(want), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("g", ORACLES)
@pytest.mark.parametrize("layout", ["out_in", "in_out"])
def test_a_layer_agrees_with_torch_in_both_layouts(xp, g, layout):
    X, M, b = draw(2, (7, 3), (5, 3), 5)
    want = ORACLES[g](F.linear(*(torch.tensor(a) for a in (X, M, b)))).numpy()
    stored = xp.asarray(M if layout == "out_in" else M.T)
    got = dense.dense(xp.asarray(X), stored, xp.asarray(b), g, layout)
    np.testing.assert_allclose(xp.to_numpy(got), want, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("bias", [True, False])
def test_columns_agree_with_torch(xp, bias):
    A, M, b = draw(3, (3, 7), (5, 3), 5)
    b = b if bias else None
    want = F.linear(torch.tensor(A.T), torch.tensor(M), None if b is None else torch.tensor(b)).numpy().T
    got = dense.dense_columns(xp.asarray(A), xp.asarray(M), None if b is None else xp.asarray(b))
    np.testing.assert_allclose(xp.to_numpy(got), want, rtol=1e-9, atol=1e-12)


@settings(deadline=None)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=5), st.booleans())
def test_the_count_is_that_of_torchs_layers(sizes, bias):
    layers = [torch.nn.Linear(a, b, bias=bias, device="meta") for a, b in itertools.pairwise(sizes)]
    assert dense.n_parameters(sizes, bias) == sum(p.numel() for layer in layers for p in layer.parameters())


# -- laws


def test_a_bias_is_a_weight_of_an_input_that_is_always_one(xp):
    A, M, b = draw(4, (3, 7), (5, 3), 5)
    extended = dense.dense_columns(xp.asarray(np.vstack([np.ones((1, 7)), A])), xp.asarray(np.column_stack([b, M])))
    plain = dense.dense_columns(xp.asarray(A), xp.asarray(M), xp.asarray(b))
    np.testing.assert_allclose(xp.to_numpy(extended), xp.to_numpy(plain), rtol=1e-12)


def test_two_linear_layers_are_one(xp):
    X, A, B, a, b = draw(5, (7, 3), (5, 3), (2, 5), 5, 2)
    hidden = dense.dense(xp.asarray(X), xp.asarray(A), xp.asarray(a))
    two = dense.dense(hidden, xp.asarray(B), xp.asarray(b))
    one = dense.dense(xp.asarray(X), xp.asarray(B @ A), xp.asarray(B @ a + b))
    np.testing.assert_allclose(xp.to_numpy(two), xp.to_numpy(one), rtol=1e-9, atol=1e-12)


def test_each_entry_of_a_layer_is_a_neuron(xp):
    X, M, b = (xp.asarray(a) for a in draw(6, (7, 3), (5, 3), 5))
    layer = xp.to_numpy(dense.dense(X, M, b, "tanh"))
    for n, h in itertools.product(range(7), range(5)):
        assert float(dense.neuron(X[n, :], M[h, :], b[h], "tanh")) == pytest.approx(layer[n, h], rel=1e-12)


# -- types, purity, errors


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    X, M, b = (xp.asarray(a, dtype=dtype) for a in draw(7, (7, 3), (5, 3), 5))
    results = dense.dense(X, M, b, "sigmoid"), dense.dense_columns(transpose(X), M, b), dense.neuron(b, b, 1, "gelu")
    assert {(r.dtype, getattr(r, "device", None)) for r in results} == {(X.dtype, getattr(X, "device", None))}


def test_integers_become_floats(xp):
    got = xp.to_numpy(dense.dense(xp.ints([[1, 1]]), xp.ints([[3, -2]]), xp.ints([1]), "sigmoid"))
    np.testing.assert_allclose(got, [[0.880797]], rtol=1e-6)


@pytest.mark.parametrize(
    "call",
    [
        lambda x, w, b: dense.dense(x[None, :], w[None, :], b),
        lambda x, w, b: dense.dense_columns(x[:, None], w[None, :], b),
        lambda x, w, b: dense.neuron(x, w, b[0], "identity"),
    ],
    ids=["dense", "dense_columns", "neuron"],
)
def test_integer_weights_join_the_precision_of_the_data(xp, call):
    got = call(xp.asarray([0.1, 0.2]), xp.ints([3, -2]), xp.ints([1]))
    assert got.dtype == xp.asarray([0.1]).dtype
    np.testing.assert_allclose(np.ravel(xp.to_numpy(got)), [0.9], rtol=1e-12)


def test_arguments_are_left_alone():
    X, M, b, A = draw(8, (7, 3), (5, 3), 5, (3, 7))
    for a in (X, M, b, A):
        a.flags.writeable = False
    dense.dense(X, M, b, "relu")
    dense.dense_columns(A, M, b)
    dense.neuron(X[0], M[0], 1.0, "relu")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a: dense.neuron(a(3), a(2), 0.0, "relu"), r"w: expected shape \(D,\) = \(3,\), got \(2,\)"),
        (lambda a: dense.neuron(a(1, 3), a(3), 0.0, "relu"), r"x: expected 1 axes"),
        (lambda a: dense.neuron(a(3), a(3), a(1), "relu"), r"w0: expected shape \(\)"),
        (lambda a: dense.neuron(a(3), a(3), 0.0, "swish"), "g: expected one of .* got 'swish'"),
        (lambda a: dense.dense(a(7, 3), a(3, 5), a(5)), r"W: expected shape \(H, D\) = \(3, 3\), got \(3, 5\)"),
        (lambda a: dense.dense(a(7, 3), a(5, 3), a(5), layout="in_out"), r"W: expected shape \(D, H\)"),
        (lambda a: dense.dense(a(7, 3), a(5, 3), a(5, 1)), r"b: expected shape \(H,\) = \(5,\), got \(5, 1\)"),
        (lambda a: dense.dense(a(7, 3), a(5, 3), a(1)), r"b: expected shape \(H,\) = \(5,\), got \(1,\)"),
        (lambda a: dense.dense(a(7, 3), a(5, 3), a(5), layout="io"), "layout: expected one of 'out_in', 'in_out'"),
        (lambda a: dense.dense(a(7, 3), a(5, 3), a(5), "swish"), "g: expected one of"),
        (lambda a: dense.dense(a(0, 3), a(5, 3), a(5)), "X: expected at least one sample"),
        (lambda a: dense.dense(a(3), a(5, 3), a(5)), r"X: expected 2 axes"),
        (lambda a: dense.dense_columns(a(7, 3), a(5, 3)), r"W: expected shape \(H, D\) = \(5, 7\)"),
        (lambda a: dense.dense_columns(a(3, 7), a(5, 3), a(5, 1)), r"b: expected shape \(H,\)"),
        (lambda a: dense.dense_columns(a(3, 0), a(5, 3)), "A: expected at least one sample"),
    ],
)
def test_what_does_not_fit_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(lambda *shape: xp.asarray(np.ones(shape)))


@pytest.mark.parametrize("sizes", [[], [3], [3, 0, 1], [3, -1]])
def test_sizes_that_are_no_network_are_refused(sizes):
    with pytest.raises(ValueError, match="sizes: expected at least two positive numbers"):
        dense.n_parameters(sizes)


def test_libraries_do_not_mix():
    with pytest.raises(TypeError):
        dense.dense(np.ones((2, 3)), torch.ones(5, 3), np.ones(5))


# -- misconceptions

SQUARE = draw(9, (4, 3), (3, 3), 3)  # square, or the wrong layout would only raise
NEURON = [np.asarray([1.0, 1.0]), np.asarray(W), W0]
FIXTURES = {
    "neuron": [(*NEURON, "sigmoid"), (*NEURON, "tanh")],
    "dense, [out, in]": [(*SQUARE, "sigmoid", "out_in")],
    "dense, [in, out]": [(*SQUARE, "sigmoid", "in_out")],
    "dense_columns": [draw(10, (3, 5), (5, 3), 5)],
    "n_parameters": [([784, 16, 16, 10],)],
}


def outcome(function, name):
    return [np.asarray(function(*args)) for args in FIXTURES[name]]


def differ(some, others):
    return any(a.shape != b.shape or not np.allclose(a, b, rtol=1e-6) for a, b in zip(some, others, strict=True))


@pytest.mark.parametrize("name", FIXTURES)
def test_misconceptions_differ_from_the_reference_and_from_each_other(name):
    function = getattr(dense, name.split(",")[0])
    other_mode = {"dense, [out, in]": "T3.2/layout", "dense, [in, out]": "T3.2/layout_out_in"}.get(name)
    other_mode = "T3.2/param_bias_anyway" if name == "n_parameters" else other_mode
    found = [m for m in misconceptions_of(function) if m.key != other_mode]
    assert len(found) >= 3
    answers = {m.key: outcome(m.mutant, name) for m in found} | {"reference": outcome(function, name)}
    same = [pair for pair in itertools.combinations(answers, 2) if not differ(*(answers[k] for k in pair))]
    # who takes each layout for the other errs in both; of one alone it cannot be told from who errs in that one
    assert [p for p in same if not (p[1] == "T3.2/layouts_swapped" and p[0].startswith("T3.2/layout"))] == []


def test_mistakes_give_their_published_numbers():
    (flipped,) = misconceptions_of(dense.neuron, "T3.2/sign_w2")
    assert float(flipped.mutant(*NEURON, "identity")) == 6
    (bare,) = misconceptions_of(dense.n_parameters, "T3.2/param_no_bias")
    assert bare.mutant([784, 16, 16, 10]) == 12960
    (anyway,) = misconceptions_of(dense.n_parameters, "T3.2/param_bias_anyway")
    assert anyway.mutant([784, 16, 16, 10], False) == 13002


def test_every_listed_mistake_has_a_mutant():
    declared = {m.key for name in FIXTURES for m in misconceptions_of(getattr(dense, name.split(",")[0]))}
    assert {f"T3.2/{k}" for k in ["layout", "bias_in_sum", "no_activation", "param_no_bias", "sign_w2"]} <= declared
