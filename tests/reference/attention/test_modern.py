"""The modern block's parts against torch and complex numbers, with the worked numbers."""

import numpy as np
import pytest

from reference.attention import modern
from reference.misconceptions import misconceptions_of
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, HKV, N, T, D, E, FF = 2, 3, 2, 5, 4, 6, 7


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def tensors(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-8, atol=1e-12)


def test_the_worked_norm(xp):
    got = modern.rms_norm(xp.asarray([1.0, 2, 3, 6]), xp.asarray(np.ones(4)))
    np.testing.assert_allclose(xp.to_numpy(got), [0.282843, 0.565685, 0.848528, 1.69706], atol=1e-5)
    (m,) = misconceptions_of(modern.rms_norm, "T7.6/centred")
    wrong = m.mutant(xp.asarray([1.0, 2, 3, 6]), xp.asarray(np.ones(4)))
    np.testing.assert_allclose(xp.to_numpy(wrong), [-1.06904, -0.534522, 0, 1.60357], atol=1e-5)


@pytest.mark.parametrize("shape", [(E,), (B, T, E), (B, 0, E)])
def test_the_norm_is_torchs(xp, shape):
    x, g = draw(xp, shape, (E,))
    close(xp, modern.rms_norm(x, g), F.rms_norm(*tensors(xp, x), (E,), *tensors(xp, g), eps=1e-6))


@pytest.mark.parametrize(
    ("layout", "expected"),
    [("interleaved", [-0.416147, 0.909297, 0.9998, 0.0199987]), ("half", [-1.32544, 0, 0.493151, 0])],
)
def test_the_worked_rotation(xp, layout, expected):
    got = modern.rope(xp.asarray([[1.0, 0, 1, 0]]), xp.ints([2]), layout=layout)
    np.testing.assert_allclose(xp.to_numpy(got)[0], expected, atol=5e-6)


@pytest.mark.parametrize("layout", modern.LAYOUTS)
def test_a_rotation_is_a_product_with_complex_numbers(xp, layout):
    (x,) = draw(xp, (B, HKV, T, D))
    at = np.array([0, 1, 5, 9, 2])
    z = np.exp(1j * at[:, None] * 1e4 ** (-np.arange(0, D, 2) / D))
    a = xp.to_numpy(x)
    pairs = a[..., ::2] + 1j * a[..., 1::2] if layout == "interleaved" else a[..., : D // 2] + 1j * a[..., D // 2 :]
    got = xp.to_numpy(modern.rope(x, xp.ints(at), layout=layout))
    got = (
        got[..., ::2] + 1j * got[..., 1::2] if layout == "interleaved" else got[..., : D // 2] + 1j * got[..., D // 2 :]
    )
    np.testing.assert_allclose(got, pairs * z, rtol=1e-9, atol=1e-12)


def test_scores_depend_on_the_distance_alone(xp):
    q, k = xp.asarray([[1.0, 2, 0, 1]]), xp.asarray([[0.5, -1, 1, 1]])
    scores = [float((modern.rope(q, xp.ints([a])) @ modern.rope(k, xp.ints([b])).T)[0, 0]) for a, b in ((3, 1), (7, 5))]
    assert scores == pytest.approx([-0.214573, -0.214573], abs=5e-7)


def test_the_gated_part_is_torchs(xp):
    x, W1, W3, W2 = draw(xp, (B, T, E), (FF, E), (FF, E), (E, FF))
    t, a, b, c = tensors(xp, x, W1, W3, W2)
    close(xp, modern.swiglu(x, W1, W3, W2), (F.silu(t @ a.T) * (t @ b.T)) @ c.T)


def test_the_worked_silu(xp):
    one = xp.asarray([[1.0]])
    assert float(modern.swiglu(one, one, one, one)[0, 0]) == pytest.approx(0.731059, abs=5e-7)


def test_shared_keys_are_torchs_grouped_queries(xp):
    q, k, v = draw(xp, (B, HKV * N, T, D), (B, HKV, T, D), (B, HKV, T, D))
    theirs = F.scaled_dot_product_attention(*tensors(xp, q, k, v), enable_gqa=True)
    ours = F.scaled_dot_product_attention(*tensors(xp, q, modern.repeat_kv(k, N), modern.repeat_kv(v, N)))
    np.testing.assert_allclose(ours, theirs, rtol=1e-9)


def test_heads_that_share_a_key_are_neighbours(xp):
    x = xp.asarray(np.arange(2.0).reshape(1, 2, 1, 1))
    assert xp.to_numpy(modern.repeat_kv(x, 2)).ravel().tolist() == [0, 0, 1, 1]
    (m,) = misconceptions_of(modern.repeat_kv, "T7.6/tiled_heads")
    assert xp.to_numpy(m.mutant(x, 2)).ravel().tolist() == [0, 1, 0, 1]


def test_float32_stays_float32_and_a_thousand_finite(xp):
    x, W1, W3, W2, g = draw(xp, (B, T, E), (FF, E), (FF, E), (E, FF), (E,), dtype="float32")
    out = [modern.rms_norm(1e3 * x, g), modern.rope(x, xp.ints(range(T))), modern.swiglu(1e3 * x, W1, W3, W2)]
    assert {a.dtype for a in out} == {x.dtype}
    assert all(np.isfinite(xp.to_numpy(a)).all() for a in out)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp, x, W: modern.rms_norm(x, W[0, :5]), r"g: expected shape \(E,\) = \(6,\), got \(5,\)"),
        (lambda xp, x, W: modern.rope(x[:, :, :5], xp.ints(range(T))), "with an even d, got"),
        (lambda xp, x, W: modern.rope(x, xp.ints([0])), r"positions: expected shape \(T,\) = \(5,\), got \(1,\)"),
        (lambda xp, x, W: modern.rope(x, xp.ints(range(T)), layout="pairs"), "layout: expected one of"),
        (lambda xp, x, W: modern.swiglu(x, W, W[:, :5], W), r"W3: expected shape \(F, E\) = \(7, 6\)"),
        (lambda xp, x, W: modern.repeat_kv(x, 2), r"x: expected 4 axes \(B, Hkv, T, d\)"),
        (lambda xp, x, W: modern.repeat_kv(x[None, ...], 0), "n: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp, *draw(xp, (B, T, E), (FF, E)))


NP = Backend("numpy")
X4 = draw(NP, (B, HKV, T, D))[0]
CASES = {
    "rms_norm": [tuple(draw(NP, (B, T, E), (E,)))],
    "rope": [(X4, np.arange(T)), (X4, np.arange(T), 100.0, "half")],
    "swiglu": [tuple(draw(NP, (B, T, E), (FF, E), (FF, E), (E, FF)))],
    "repeat_kv": [(X4, 2)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(modern, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(modern)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T7.6/{key}" for key in ("centred", "other_layout", "tiled_heads")} <= {m.key for m in mine}
