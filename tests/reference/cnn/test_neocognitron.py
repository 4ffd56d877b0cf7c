"""S- and C-cells against loops over positions, torch's convolution, and the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.cnn import neocognitron as neo
from reference.misconceptions import misconceptions_of

torch = pytest.importorskip("torch")
hypothesis = pytest.importorskip("hypothesis")
st = hypothesis.strategies

A_WORKED, C_WORKED = np.array([1.0, 0, 1, 1]), np.full(4, 0.25)
WORKED = [([1, 0, 1, 1], 1.712813), ([1, 1, 0, 1], 0.784610), ([0, 1, 0, 0], 0)]


def draw(seed, K=2, L=3, k=2, H=5, W=7):
    """u, a, b, c of an S-layer, all of them at least 0."""
    rng = np.random.default_rng(seed)
    u = rng.uniform(size=(K, H, W)) * (rng.random((K, H, W)) < 0.5)
    return u, rng.uniform(size=(L, K, k, k)), rng.uniform(1, 3, size=L), rng.dirichlet(np.ones(k * k)).reshape(k, k)


def test_the_worked_inhibition_is_the_root_of_three_quarters(xp):
    u = xp.asarray(A_WORKED)
    s = float(neo.s_cell(u, u, 2.0, xp.asarray(C_WORKED), 2.0))
    v = ((1 + 3) / (1 + s / 2) - 1) / (2 / 3 * 2)  # s = r((1 + e)/(1 + κbv) − 1), solved for v
    assert v == pytest.approx(0.866025, abs=5e-7)


def cell_in_plain_python(u, a, b, c, r, kappa):
    v = sum(ci * ui**2 for ci, ui in zip(c, u, strict=True)) ** 0.5
    s = r * ((1 + sum(ai * ui for ai, ui in zip(a, u, strict=True))) / (1 + kappa * b * v) - 1)
    return max(s, 0.0)


# -- S-cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("u", "expected"), WORKED)
def test_the_worked_responses(xp, u, expected):
    got = neo.s_cell(xp.asarray(u), xp.asarray(A_WORKED), 2.0, xp.asarray(C_WORKED), 2.0)
    assert float(got) == pytest.approx(expected, abs=6e-7)


@pytest.mark.parametrize(("inhibition", "kappa"), [("r/(1+r)", 3 / 4), ("2r/(1+r)", 3 / 2)])
def test_a_cell_agrees_with_plain_python(xp, inhibition, kappa):
    rng = np.random.default_rng(1)
    u, a, c = rng.uniform(size=(3, 6))
    got = neo.s_cell(xp.asarray(u), xp.asarray(a), 0.7, xp.asarray(c), 3.0, inhibition)
    assert float(got) == pytest.approx(cell_in_plain_python(u, a, 0.7, c, 3.0, kappa), rel=1e-9)
    assert float(got) > 0


@hypothesis.given(u=st.lists(st.floats(0, 5), min_size=4, max_size=4), b=st.floats(0, 5))
def test_more_inhibition_never_raises_a_response_and_silence_gives_none(u, b):
    u = np.array(u)
    weak, strong = (float(neo.s_cell(u, A_WORKED, x, C_WORKED, 2.0)) for x in (b, b + 1))
    assert 0 <= strong <= weak
    assert float(neo.s_cell(0 * u, A_WORKED, b, C_WORKED, 2.0)) == 0


def test_of_all_patterns_of_its_strength_a_cell_likes_its_template_best():
    template = float(neo.s_cell(A_WORKED, A_WORKED, 2.0, C_WORKED, 2.0))
    for on in itertools.combinations(range(4), 3):
        u = np.array([float(i in on) for i in range(4)])
        assert float(neo.s_cell(u, A_WORKED, 2.0, C_WORKED, 2.0)) <= template


# -- S-layers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("inhibition", "kappa"), [("r/(1+r)", 2 / 3), ("2r/(1+r)", 4 / 3)])
def test_an_s_layer_is_an_s_cell_at_each_position(xp, inhibition, kappa):
    u, a, b, c = draw(2)
    got = xp.to_numpy(neo.s_layer(*(xp.asarray(x) for x in (u, a, b, c)), 2.0, inhibition))
    assert got.shape == (3, 4, 6)
    assert 0 < np.count_nonzero(got) < got.size
    for plane, i, j in np.ndindex(*got.shape):
        window, weights = u[:, i : i + 2, j : j + 2].ravel(), np.broadcast_to(c, (2, 2, 2)).ravel()
        expected = cell_in_plain_python(window, a[plane].ravel(), b[plane], weights, 2.0, kappa)
        assert got[plane, i, j] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_without_inhibition_an_s_layer_is_r_times_relu_of_a_convolution(xp):
    u, a, _, c = draw(3, K=3, L=2, k=3)
    u, a = u - 0.3, a - 0.5
    expected = 1.5 * torch.relu(torch.nn.functional.conv2d(torch.tensor(u)[None], torch.tensor(a)))[0].numpy()
    got = neo.s_layer(xp.asarray(u), xp.asarray(a), xp.asarray(np.zeros(2)), xp.asarray(c), 1.5)
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-9, atol=1e-12)


def test_a_shifted_picture_gives_a_shifted_s_layer(xp):
    u, a, b, c = draw(4, H=6)
    a, b, c = (xp.asarray(x) for x in (a, b, c))
    whole = xp.to_numpy(neo.s_layer(xp.asarray(u), a, b, c, 2.0))
    lower = xp.to_numpy(neo.s_layer(xp.asarray(u[:, 2:]), a, b, c, 2.0))
    np.testing.assert_allclose(lower, whole[:, 2:], rtol=1e-12)


# -- C-layers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("k", "stride"), [(1, 1), (2, 1), (2, 2), (3, 2), (2, 3)])
def test_a_c_layer_is_a_saturated_blur_of_each_plane(xp, k, stride):
    rng = np.random.default_rng(5)
    s, d = rng.normal(size=(3, 5, 8)), rng.uniform(size=(k, k))
    kernel = torch.tensor(d)[None, None].repeat(3, 1, 1, 1)
    blur = torch.nn.functional.conv2d(torch.tensor(s)[None], kernel, stride=stride, groups=3)[0].numpy()
    expected = np.where(blur > 0, blur / (1 + np.abs(blur)), 0)
    got = xp.to_numpy(neo.c_layer(xp.asarray(s), xp.asarray(d), stride))
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


def test_a_c_cell_does_not_see_where_in_its_window_the_feature_lies(xp):
    d = xp.asarray(np.full((3, 3), 0.5))
    answers = set()
    for i, j in np.ndindex(3, 3):
        s = np.zeros((1, 3, 3))
        s[0, i, j] = 2
        answers.add(float(neo.c_layer(xp.asarray(s), d, 1)[0, 0, 0]))
    assert answers == {0.5}


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_and_device_stay(xp, dtype):
    u, a, b, c = (xp.asarray(x, dtype) for x in draw(6))
    row = xp.asarray(A_WORKED, dtype)
    got = [neo.s_layer(u, a, b, c, 2.0), neo.c_layer(u, c, 2), neo.s_cell(row, row, 2.0, row, 2.0)]
    assert {x.dtype for x in got} == {u.dtype}
    assert {str(x.device) for x in got} == {str(u.device)}


def test_inputs_are_never_modified(xp):
    before = draw(7)
    u, a, b, c = (xp.asarray(x.copy()) for x in before)
    neo.s_layer(u, a, b, c, 2.0)
    neo.c_layer(u, c, 1)
    for x, old in zip((u, a, b, c), before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(x), old)


ROW, SQUARE = np.ones(4), np.ones((2, 2))


@pytest.mark.parametrize(
    ("function", "args", "message"),
    [
        (neo.s_cell, (ROW, ROW[:3], 1.0, ROW, 1.0), r"a: expected shape \(M,\) = \(4,\), got \(3,\)"),
        (neo.s_cell, (ROW, ROW, 1.0, ROW[:3], 1.0), r"c: expected shape \(M,\) = \(4,\)"),
        (neo.s_cell, (ROW, ROW, -1.0, ROW, 1.0), "b: expected at least 0, got -1"),
        (neo.s_cell, (ROW, ROW, 1.0, -ROW, 1.0), "c: expected at least 0, got -1"),
        (neo.s_cell, (ROW, ROW, 1.0, ROW, 0.0), "r: expected a number above 0"),
        (neo.s_cell, (ROW, ROW, 1.0, ROW, 1.0, "r"), r"inhibition: expected one of 'r/\(1\+r\)'"),
        (neo.s_layer, (np.ones((2, 5, 7)), np.ones((3, 1, 2, 2)), ROW[:3], SQUARE, 1.0), "a: expected shape"),
        (neo.s_layer, (np.ones((2, 5, 7)), np.ones((3, 2, 2, 2)), ROW, SQUARE, 1.0), "b: expected shape"),
        (neo.s_layer, (np.ones((2, 5, 7)), np.ones((3, 2, 3, 3)), ROW[:3], SQUARE, 1.0), "c: expected shape"),
        (neo.s_layer, (np.ones((2, 1, 7)), np.ones((3, 2, 2, 2)), ROW[:3], SQUARE, 1.0), "a: expected templates"),
        (neo.s_layer, (np.ones((5, 7)), np.ones((3, 2, 2, 2)), ROW[:3], SQUARE, 1.0), "u: expected 3 axes"),
        (neo.c_layer, (np.ones((5, 7)), SQUARE, 1), "s: expected 3 axes"),
        (neo.c_layer, (np.ones((2, 5, 7)), np.ones((2, 3)), 1), "d: expected shape"),
        (neo.c_layer, (np.ones((2, 1, 7)), SQUARE, 1), "d: expected a window of at most"),
        (neo.c_layer, (np.ones((2, 5, 7)), SQUARE, 0), "stride: expected at least 1"),
    ],
)
def test_bad_input_is_refused_with_name_expected_and_got(xp, function, args, message):
    args = [xp.asarray(a) if isinstance(a, np.ndarray) else a for a in args]
    with pytest.raises(ValueError, match=message):
        function(*args)


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        neo.c_layer(np.ones((1, 2, 2)), torch.ones(2, 2), 1)


# -- misconceptions ----------------------------------------------------------------------------------------------------

RNG = np.random.default_rng(8)
FIXTURES = {
    "published": (neo.s_cell, [(np.array(u, dtype=float), A_WORKED, 2.0, C_WORKED, 2.0) for u, _ in WORKED]),
    "s_layer": (neo.s_layer, [(*draw(9), 2.0), (*draw(10), 1.0, "2r/(1+r)")]),
    "c_layer": (neo.c_layer, [(RNG.uniform(size=(2, 4, 5)), RNG.uniform(size=(2, 2)), 2)]),
}


@pytest.mark.parametrize(("function", "fixtures"), FIXTURES.values(), ids=FIXTURES)
def test_misconceptions_differ_from_the_reference_and_from_each_other(function, fixtures):
    answers = {m.key: [np.asarray(m.mutant(*args)) for args in fixtures] for m in misconceptions_of(function)}
    assert len(answers) >= 3
    answers["right"] = [np.asarray(function(*args)) for args in fixtures]
    alike = [
        (a, b)
        for a, b in itertools.combinations(answers, 2)
        if all(np.allclose(x, y, rtol=1e-6) for x, y in zip(answers[a], answers[b], strict=True))
    ]
    assert alike == []
