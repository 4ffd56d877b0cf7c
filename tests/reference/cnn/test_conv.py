"""Convolution layers against torch's layers and autograd, loops over the formulas, and worked numbers."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.cnn import conv
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, differ, outcome

torch = pytest.importorskip("torch")
F = torch.nn.functional

H, W3 = np.array([1.0, 2, 4, 7, 11]), np.array([1.0, 2, 3])
IMAGE = np.arange(1.0, 17).reshape(1, 1, 4, 4)
KERNEL = np.array([[[[0.0, 1], [2, 3]]]])
# stride, padding, dilation, groups
SETTINGS = [
    (1, 0, 1, 1),
    (2, 1, 1, 1),
    (1, 2, 2, 1),
    ((2, 3), (0, 2), (2, 1), 1),
    (1, 1, 1, 2),
    ((1, 2), (2, 1), (1, 2), 2),
    (3, 0, 1, 1),
]


def numbers(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def layer(groups, shape=(2, 4, 9, 11), out=6, kernel=(3, 2)):
    """x, w, b of a layer whose axes all differ."""
    return numbers(0, *shape), numbers(1, out, shape[1] // groups, *kernel), numbers(2, out)


def close(xp, ours, theirs, rtol=1e-9, atol=1e-12):
    np.testing.assert_allclose(xp.to_numpy(ours), np.asarray(theirs), rtol=rtol, atol=atol)


# -- T5.2: two dimensions ----------------------------------------------------------------------------------------------


def test_the_worked_image(xp):
    x, w = xp.asarray(IMAGE), xp.asarray(KERNEL)
    assert xp.to_numpy(conv.conv2d(x, w))[0, 0].tolist() == [[30, 36, 42], [54, 60, 66], [78, 84, 90]]
    flipped = xp.asarray(KERNEL[:, :, ::-1, ::-1].copy())
    assert xp.to_numpy(conv.conv2d(x, flipped))[0, 0].tolist() == [[12, 18, 24], [36, 42, 48], [60, 66, 72]]


@pytest.mark.parametrize(("stride", "padding", "dilation", "groups"), SETTINGS)
def test_conv2d_and_its_gradients_agree_with_torch(xp, stride, padding, dilation, groups):
    x, w, b = layer(groups)
    leaves = [torch.tensor(a, requires_grad=True) for a in (x, w, b)]
    out = F.conv2d(*leaves, stride, padding, dilation, groups)
    dout = numbers(3, *out.shape)
    out.backward(torch.tensor(dout))
    ours = [xp.asarray(a) for a in (x, w, b)]
    close(xp, conv.conv2d(*ours, stride, padding, dilation, groups), out.detach())
    got = conv.conv2d_backward(*ours[:2], xp.asarray(dout), stride, padding, dilation, groups)
    for mine, leaf in zip(got, leaves, strict=True):
        close(xp, mine, leaf.grad, rtol=1e-8)


def test_conv2d_is_the_sum_of_its_formula():
    x, w, b = layer(1, shape=(2, 3, 5, 6), out=2)
    s, p, d = 2, 1, 2
    got = conv.conv2d(x, w, b, s, p, d)
    for n, o, i, j in itertools.product(*map(range, got.shape)):
        total = b[o]
        for c, u, v in itertools.product(*map(range, w.shape[1:])):
            row, column = i * s + u * d - p, j * s + v * d - p
            if 0 <= row < 5 and 0 <= column < 6:
                total += x[n, c, row, column] * w[o, c, u, v]
        assert got[n, o, i, j] == pytest.approx(total, rel=1e-9)


def test_conv2d_agrees_with_scipy():
    signal = pytest.importorskip("scipy.signal")
    x, w, _ = layer(1, shape=(1, 1, 7, 9), out=1)
    np.testing.assert_allclose(conv.conv2d(x, w)[0, 0], signal.correlate2d(x[0, 0], w[0, 0], "valid"), rtol=1e-9)


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), ((1, 3), (2, 0))])
def test_im2col_agrees_with_unfold(xp, stride, padding):
    x = layer(1)[0]
    expected = F.unfold(torch.tensor(x), (3, 2), padding=padding, stride=stride)
    close(xp, conv.im2col(xp.asarray(x), 3, 2, stride, padding), expected, rtol=0)


@pytest.mark.parametrize("chunk", [1, 1 << 10, 1 << 12])
def test_the_size_of_a_chunk_changes_nothing(monkeypatch, chunk):
    x, w, b = layer(2, shape=(5, 4, 7, 6))
    dout = numbers(3, 5, 6, 5, 5)
    whole = [conv.conv2d(x, w, b, groups=2), *conv.conv2d_backward(x, w, dout, groups=2)]
    monkeypatch.setattr(conv, "CHUNK", chunk)
    parts = [conv.conv2d(x, w, b, groups=2), *conv.conv2d_backward(x, w, dout, groups=2)]
    for got, expected in zip(parts, whole, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


# -- T5.3: types of convolution ----------------------------------------------------------------------------------------


def test_the_worked_transposed_sequence(xp):
    x, w = xp.asarray([[[[1.0, 2, 3]]]]), xp.asarray([[[[1.0, 10, 100]]]])
    assert xp.to_numpy(conv.conv_transpose2d(x, w, stride=2))[0, 0, 0].tolist() == [1, 10, 102, 20, 203, 30, 300]


def test_the_worked_dilated_sequence(xp):
    got = conv.dilated_conv1d(xp.asarray(H[None, None]), xp.asarray(W3[None, None]), 2)
    assert xp.to_numpy(got).tolist() == [[[42]]]


@pytest.mark.parametrize(("stride", "padding", "dilation", "groups"), SETTINGS)
def test_the_transposed_convolution_agrees_with_torch(xp, stride, padding, dilation, groups):
    x, w, b = numbers(0, 2, 4, 5, 6), numbers(1, 4, 6 // groups, 3, 2), numbers(2, 6)
    room = np.maximum(stride, dilation) - 1
    extra = tuple(int(e) for e in np.broadcast_to(room, 2))
    expected = F.conv_transpose2d(*map(torch.tensor, (x, w, b)), stride, padding, extra, groups, dilation)
    got = conv.conv_transpose2d(*map(xp.asarray, (x, w, b)), stride, padding, extra, dilation, groups)
    close(xp, got, expected)


@settings(max_examples=40, deadline=None)
@given(
    k=st.integers(1, 3),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 2),
    groups=st.integers(1, 2),
    n=st.integers(5, 8),
)
def test_the_transposed_convolution_is_the_adjoint(k, stride, padding, dilation, groups, n):
    y, w = numbers(n, 2, 4, n, 7), numbers(k, 6, 4 // groups, k, 2)
    forward = conv.conv2d(y, w, None, stride, padding, dilation, groups)
    x = numbers(9, *forward.shape)
    lost = tuple((y.shape[2 + a] + 2 * padding - dilation * (w.shape[2 + a] - 1) - 1) % stride for a in (0, 1))
    back = conv.conv_transpose2d(x, w, None, stride, padding, lost, dilation, groups)
    assert np.sum(forward * x) == pytest.approx(np.sum(y * back), rel=1e-9, abs=1e-9)


def test_the_separable_convolution_agrees_with_torch(xp):
    x, w_dw, w_pw = numbers(0, 2, 3, 7, 9), numbers(1, 3, 1, 3, 3), numbers(2, 5, 3, 1, 1)
    expected = F.conv2d(F.conv2d(torch.tensor(x), torch.tensor(w_dw), groups=3), torch.tensor(w_pw))
    close(xp, conv.depthwise_separable_conv2d(*map(xp.asarray, (x, w_dw, w_pw))), expected)


def test_a_pointwise_convolution_is_a_dense_layer_at_every_pixel(xp):
    x, w, b = numbers(0, 2, 3, 5, 7), numbers(1, 4, 3, 1, 1), numbers(2, 4)
    expected = np.einsum("nchw,oc->nohw", x, w[:, :, 0, 0]) + b[:, None, None]
    close(xp, conv.pointwise_conv2d(*map(xp.asarray, (x, w, b))), expected)


def test_a_grouped_convolution_is_one_convolution_per_block(xp):
    x, w, b = layer(2)
    blocks = [conv.conv2d(x[:, 2 * g : 2 * g + 2], w[3 * g : 3 * g + 3], b[3 * g : 3 * g + 3]) for g in (0, 1)]
    got = conv.grouped_conv2d(xp.asarray(x), xp.asarray(w), 2, xp.asarray(b))
    close(xp, got, np.concatenate(blocks, axis=1))


@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_dilated_and_causal_sequences_agree_with_torch(xp, dilation):
    x, w = numbers(0, 2, 3, 11), numbers(1, 5, 3, 4)
    ours, theirs = [xp.asarray(a) for a in (x, w)], [torch.tensor(a) for a in (x, w)]
    close(xp, conv.dilated_conv1d(*ours, dilation), F.conv1d(*theirs, dilation=dilation))
    padded = F.pad(theirs[0], (3 * dilation, 0))
    close(xp, conv.causal_conv1d(*ours, dilation), F.conv1d(padded, theirs[1], dilation=dilation))


def test_a_causal_output_sees_no_later_input(xp):
    x, w = numbers(0, 1, 2, 9), numbers(1, 3, 2, 3)
    changed = x.copy()
    changed[:, :, 5:] += 1
    before, after = (xp.to_numpy(conv.causal_conv1d(xp.asarray(a), xp.asarray(w), 2)) for a in (x, changed))
    np.testing.assert_array_equal(before[:, :, :5], after[:, :, :5])
    assert (before[:, :, 5:] != after[:, :, 5:]).all()


@pytest.mark.parametrize(
    ("stride", "padding", "dilation", "groups"), [(1, 0, 1, 1), (2, 1, 1, 2), (1, (1, 0, 2), 2, 1)]
)
def test_conv3d_agrees_with_torch(xp, stride, padding, dilation, groups):
    x, w, b = layer(groups, shape=(2, 4, 5, 6, 7), kernel=(3, 2, 2))
    expected = F.conv3d(*map(torch.tensor, (x, w, b)), stride, padding, dilation, groups)
    close(xp, conv.conv3d(*map(xp.asarray, (x, w, b)), stride, padding, dilation, groups), expected)


# -- dtypes, purity, errors --------------------------------------------------------------------------------------------


def everything(make):
    """A call of each function that returns arrays, with fresh arguments from `make(data)`."""
    x, w, b = (make(a) for a in layer(2))
    t, u = make(numbers(0, 2, 3, 9)), make(numbers(1, 4, 3, 2))
    p, q = make(numbers(2, 5, 4, 1, 1)), make(numbers(3, 4, 1, 3, 3))
    volume = [make(a) for a in layer(1, shape=(1, 2, 4, 5, 3), out=3, kernel=(2, 2, 2))]
    arguments = [x, w, b, t, u, p, q, *volume]
    results = [
        conv.conv2d(x, w, b, 2, 1, 1, 2),
        *conv.conv2d_backward(x, w, conv.conv2d(x, w, None, 2, 1, 1, 2), 2, 1, 1, 2),
        conv.im2col(x, 3, 2, 1, 1),
        conv.conv_transpose2d(x, q, stride=2),
        conv.depthwise_separable_conv2d(x, q, p),
        conv.pointwise_conv2d(x, p),
        conv.grouped_conv2d(x, w, 2),
        conv.dilated_conv1d(t, u, 2),
        conv.causal_conv1d(t, u, 2),
        conv.conv3d(*volume),
    ]
    return arguments, results


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    arguments, results = everything(lambda a: xp.asarray(a, dtype))
    assert {r.dtype for r in results} == {arguments[0].dtype}
    assert {str(r.device) for r in results} == {str(arguments[0].device)}


def test_arguments_are_left_alone(xp):
    given_data = []

    def make(data):
        given_data.append(np.array(data))
        array = xp.asarray(data)
        if xp.name == "numpy":
            array = array.copy()
            array.flags.writeable = False
        return array

    arguments, _ = everything(make)
    originals = {a.tobytes() for a in given_data}
    assert {xp.to_numpy(a).tobytes() for a in arguments} == originals


def test_integer_images_become_floats(xp):
    got = xp.to_numpy(conv.conv2d(xp.ints(IMAGE), xp.ints(KERNEL)))
    assert got.dtype.kind == "f"
    assert got[0, 0, 0].tolist() == [30, 36, 42]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: conv.conv2d(z(3, 5, 7), z(2, 3, 2, 2)), "x: expected 4 axes"),
        (lambda z: conv.conv2d(z(1, 3, 5, 7), z(2, 4, 2, 2)), r"w: expected shape \(O, C/g, kh, kw\) = \(2, 3, 2, 2\)"),
        (lambda z: conv.conv2d(z(1, 3, 5, 7), z(2, 3, 2, 2), z(3)), r"b: expected shape \(O,\) = \(2,\), got \(3,\)"),
        (lambda z: conv.conv2d(z(0, 3, 5, 7), z(2, 3, 2, 2)), "x: expected at least one sample"),
        (lambda z: conv.conv2d(z(1, 3, 5, 7), z(2, 3, 6, 2)), "k: expected a kernel of at most"),
        (lambda z: conv.conv2d(z(1, 3, 5, 7), z(2, 3, 2, 2), stride=0), "stride: expected an integer ≥ 1"),
        (lambda z: conv.conv2d(z(1, 3, 5, 7), z(2, 3, 2, 2), stride=(1, 2, 3)), "stride: expected an int or 2"),
        (lambda z: conv.conv2d(z(1, 4, 5, 7), z(3, 2, 2, 2), groups=2), "groups: expected a divisor"),
        (lambda z: conv.conv2d_backward(z(1, 3, 5, 7), z(2, 3, 2, 2), z(1, 2, 6, 4)), "dout: expected shape"),
        (lambda z: conv.conv_transpose2d(z(1, 3, 5, 7), z(2, 3, 2, 2)), r"w: expected shape \(I, O/g, kh, kw\)"),
        (lambda z: conv.conv_transpose2d(z(1, 3, 5, 7), z(3, 2, 2, 2), groups=2), "groups: expected a divisor"),
        (lambda z: conv.conv_transpose2d(z(1, 3, 5, 7), z(3, 2, 2, 2), output_padding=1), "output_padding: expected"),
        (lambda z: conv.depthwise_separable_conv2d(z(1, 3, 5, 7), z(3, 3, 2, 2), z(2, 3, 1, 1)), "w_dw: expected"),
        (lambda z: conv.pointwise_conv2d(z(1, 3, 5, 7), z(2, 3, 2, 1)), "w: expected shape"),
        (lambda z: conv.causal_conv1d(z(1, 3, 5), z(2, 3, 2), 0), "dilation: expected an integer ≥ 1"),
        (lambda z: conv.conv3d(z(1, 3, 5, 7), z(2, 3, 2, 2)), "x: expected 5 axes"),
    ],
)
def test_impossible_layers_are_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(lambda *shape: xp.asarray(np.zeros(shape)))


def test_numpy_and_torch_do_not_mix():
    for call in (
        lambda: conv.conv2d(IMAGE, torch.tensor(KERNEL)),
        lambda: conv.conv2d(IMAGE, KERNEL, torch.zeros(1)),
        lambda: conv.conv_transpose2d(IMAGE, torch.tensor(KERNEL)),
    ):
        with pytest.raises(TypeError):
            call()


# -- misconceptions ----------------------------------------------------------------------------------------------------

X, W, B = layer(2)
X3, W3D, B3 = layer(1, shape=(2, 2, 4, 5, 6), out=3, kernel=(2, 3, 2))
SQUARE = numbers(5, 3, 3, 1, 1)
DOUT = numbers(6, 2, 6, 4, 5)
FIXTURES = {
    conv.conv2d: [(IMAGE, KERNEL), (X, W, B, 2, 1, 1, 2), (X, W, B, 1, 0, 2, 2)],
    conv.conv2d_backward: [(IMAGE, KERNEL, IMAGE[:, :, :3, :3]), (X, W, DOUT, 2, 0, 1, 2)],
    conv.im2col: [(X, 3, 2, 1, 1)],
    conv.conv_transpose2d: [(numbers(7, 2, 4, 3, 3), numbers(8, 4, 4, 3, 2), None, 1, 0, 0, 2, 1)]
    + [(numbers(7, 2, 4, 3, 3), numbers(8, 4, 3, 3, 2), numbers(9, 6), 2, 1, 0, 1, 2)],
    conv.depthwise_separable_conv2d: [(X[:, :3], numbers(1, 3, 1, 3, 3), numbers(2, 5, 3, 1, 1))],
    conv.dilated_conv1d: [(np.concatenate([H, H])[None, None], W3[None, None], 2)],
    conv.causal_conv1d: [(H[None, None], W3[None, None], 2)],
    conv.pointwise_conv2d: [(X[:, :3], SQUARE, B[:3])],
    conv.grouped_conv2d: [(X, W, 2, B)],
    conv.conv3d: [(X3, W3D, B3, 1, 1)],
}
MUTANTS = [(f, m) for f in FIXTURES for m in misconceptions_of(f)]


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    assert alike(function, FIXTURES[function]) == []


@pytest.mark.parametrize(("function", "mistake"), MUTANTS, ids=lambda v: getattr(v, "key", ""))
def test_a_misconception_runs_on_torch_as_it_does_on_numpy(function, mistake):
    tensors = [[torch.tensor(v) if isinstance(v, np.ndarray) else v for v in case] for case in FIXTURES[function]]
    assert not differ(outcome(mistake.mutant, tensors), outcome(mistake.mutant, FIXTURES[function]))
