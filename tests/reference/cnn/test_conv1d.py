"""Convolution of vectors against NumPy's correlate, torch's layers and autograd, and worked numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike

torch = pytest.importorskip("torch")
F = torch.nn.functional

H, W3 = np.array([1.0, 2, 4, 7, 11]), np.array([1.0, 2, 3])
DOUT = np.array([1.0, -1, 2])


def numbers(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def close(xp, ours, theirs, rtol=1e-9, atol=1e-12):
    np.testing.assert_allclose(xp.to_numpy(ours), np.asarray(theirs), rtol=rtol, atol=atol)


# -- worked numbers and oracles


@pytest.mark.parametrize(
    ("w", "correlation", "convolution"),
    [((1, 2, 3), [17, 31, 51], [11, 21, 37]), ((1, 0, -1), [-3, -5, -7], [3, 5, 7])],
)
def test_the_worked_sequences(xp, w, correlation, convolution):
    h, w = xp.asarray(H), xp.asarray(w)
    assert xp.to_numpy(conv1d.cross_correlate1d(h, w)).tolist() == correlation
    assert xp.to_numpy(conv1d.convolve1d(h, w)).tolist() == convolution


def test_the_worked_gradients(xp):
    got = conv1d.conv1d_backward(xp.asarray(H), xp.asarray(W3), xp.asarray([1.0, -1, 2]))
    assert xp.to_numpy(got.dw).tolist() == [7, 12, 19]
    assert xp.to_numpy(got.dh).tolist() == [1, 1, 3, 1, 6]
    assert float(got.db) == 2


def test_the_worked_parameter_counts():
    assert [conv1d.layer_param_count(kind, 5, 3) for kind in ("full", "local", "shared")] == [18, 12, 4]


def test_parameter_counts_are_those_of_torchs_layers():
    assert conv1d.layer_param_count("full", 7, 3) == sum(p.numel() for p in torch.nn.Linear(7, 5).parameters())
    assert conv1d.layer_param_count("shared", 7, 3) == sum(p.numel() for p in torch.nn.Conv1d(1, 1, 3).parameters())


@pytest.mark.parametrize(("n", "k"), [(7, 3), (5, 5), (4, 1)])
def test_sequences_agree_with_numpy(xp, n, k):
    h, w = numbers(3, n), numbers(4, k)
    close(xp, conv1d.cross_correlate1d(xp.asarray(h), xp.asarray(w)), np.correlate(h, w, "valid"))
    close(xp, conv1d.convolve1d(xp.asarray(h), xp.asarray(w)), np.convolve(h, w, "valid"))
    close(xp, conv1d.toeplitz_matrix(xp.asarray(w), n) @ xp.asarray(h), np.correlate(h, w, "valid"))


@pytest.mark.parametrize("b", [0.5, [0.5, -1, 2, 0, -3]], ids=["shared", "per position"])
@pytest.mark.parametrize("g", ["identity", "relu", "tanh"])
def test_the_layer_agrees_with_torch(xp, b, g):
    h, w = numbers(5, 7), numbers(6, 3)
    bias = b if isinstance(b, float) else xp.asarray(b)
    net = F.conv1d(torch.tensor(h)[None, None], torch.tensor(w)[None, None])[0, 0] + torch.tensor(b)
    expected = net if g == "identity" else getattr(torch, g)(net)
    close(xp, conv1d.conv1d_layer(xp.asarray(h), xp.asarray(w), bias, g), expected)


def test_the_gradients_of_a_sequence_agree_with_autograd(xp):
    h, w, dout = numbers(7, 11), numbers(8, 4), numbers(9, 8)
    leaves = [torch.tensor(a, requires_grad=True) for a in (h, w, np.zeros(1))]
    (F.conv1d(leaves[0][None, None], leaves[1][None, None], leaves[2])[0, 0] * torch.tensor(dout)).sum().backward()
    got = conv1d.conv1d_backward(xp.asarray(h), xp.asarray(w), xp.asarray(dout))
    close(xp, got.dh, leaves[0].grad)
    close(xp, got.dw, leaves[1].grad)
    assert float(got.db) == pytest.approx(float(leaves[2].grad[0]), rel=1e-12)


VECTORS = st.lists(st.integers(-9, 9).map(float), min_size=4, max_size=9).map(np.array)


@given(h=VECTORS, by=st.integers(1, 3))
def test_a_shifted_input_gives_a_shifted_output(h, by):
    shifted = np.concatenate([np.zeros(by), h])
    assert conv1d.cross_correlate1d(shifted, W3)[by:].tolist() == conv1d.cross_correlate1d(h, W3).tolist()


def test_a_locally_connected_layer_with_equal_rows_is_a_convolution(xp):
    shared = np.tile(W3, (3, 1))
    assert xp.to_numpy(conv1d.locally_connected1d(xp.asarray(H), xp.asarray(shared))).tolist() == [17, 31, 51]


def test_a_locally_connected_layer_is_a_dot_product_per_position(xp):
    x, W = numbers(10, 7), numbers(11, 5, 3)
    close(xp, conv1d.locally_connected1d(xp.asarray(x), xp.asarray(W)), [x[i : i + 3] @ W[i] for i in range(5)])


# -- dtypes, purity, errors


def everything(make):
    """The results of each function that returns arrays, on arguments from `make(data)`."""
    h, w, dout = make(H), make(W3), make(DOUT)
    return [
        conv1d.cross_correlate1d(h, w),
        conv1d.convolve1d(h, w),
        conv1d.conv1d_layer(h, w, dout, "relu"),
        *conv1d.conv1d_backward(h, w, dout),
        conv1d.toeplitz_matrix(w, 5),
        conv1d.locally_connected1d(h, make(np.outer(DOUT, W3))),
    ]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    results = everything(lambda a: xp.asarray(a, dtype))
    assert {r.dtype for r in results} == {xp.asarray([1.0], dtype).dtype}
    assert {str(r.device) for r in results} == {str(xp.asarray([1.0]).device)}


def test_arguments_are_left_alone():
    def locked(data):
        array = np.array(data)
        array.flags.writeable = False
        return array

    everything(locked)


def test_integer_kernels_and_biases_join_the_precision_of_the_data(xp):
    got = conv1d.conv1d_layer(xp.asarray(H), xp.ints([1, 2, 3]), xp.ints([0, 1, -1]))
    assert got.dtype == xp.asarray(H).dtype
    assert xp.to_numpy(got).tolist() == [17, 32, 50]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: conv1d.cross_correlate1d(z(2), z(3)), "k: expected a kernel of at most"),
        (lambda z: conv1d.cross_correlate1d(z(2, 3), z(2)), r"h: expected 1 axes \(n,\)"),
        (lambda z: conv1d.conv1d_layer(z(5), z(3), z(1)), r"b: expected shape \(n−k\+1,\) = \(3,\), got \(1,\)"),
        (lambda z: conv1d.conv1d_layer(z(5), z(3), 0.0, "sine"), "g: expected one of"),
        (lambda z: conv1d.conv1d_backward(z(5), z(3), z(2)), r"dout: expected shape \(n−k\+1,\) = \(3,\)"),
        (lambda z: conv1d.layer_param_count("dense", 5, 3), "kind: expected one of"),
        (lambda z: conv1d.locally_connected1d(z(5), z(2, 3)), r"W: expected shape \(n−k\+1, k\) = \(3, 3\)"),
    ],
)
def test_what_does_not_fit_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(lambda *shape: xp.asarray(np.zeros(shape)))


def test_numpy_and_torch_do_not_mix():
    with pytest.raises(TypeError):
        conv1d.cross_correlate1d(H, torch.tensor(W3))


# -- misconceptions

FIXTURES = {
    conv1d.cross_correlate1d: [(H, W3), (H, np.array([1.0, 0, -1]))],
    conv1d.convolve1d: [(H, W3), (H, np.array([1.0, 0, -1]))],
    conv1d.conv1d_layer: [(H, W3, -30.0, "relu")],
    conv1d.conv1d_backward: [(H, W3, np.array([1.0, -1, 2]))],
    conv1d.toeplitz_matrix: [(W3, 5)],
    conv1d.layer_param_count: [("shared", 5, 3), ("local", 5, 3)],
    conv1d.locally_connected1d: [(H, np.arange(1.0, 10).reshape(3, 3))],
}


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    assert alike(function, FIXTURES[function]) == []


@pytest.mark.parametrize(
    ("key", "published"),
    [("T5.1/flip", [11, 21, 37]), ("T5.1/length", [17, 31]), ("T5.1/same_pad", [8, 17, 31, 51, 29])],
)
def test_a_misconception_gives_its_published_numbers(xp, key, published):
    (mistake,) = misconceptions_of(conv1d.cross_correlate1d, key)
    assert xp.to_numpy(mistake.mutant(xp.asarray(H), xp.asarray(W3))).tolist() == published
