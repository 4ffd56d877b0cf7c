"""Gated cross-attention, media masks and the resampler against torch and a walk through the text, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.attention.scaled import scaled_dot_product_attention
from reference.misconceptions import misconceptions_of
from reference.vision import flamingo
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, T, S, R, D = 2, 4, 6, 3, 5


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    theirs = theirs.detach() if isinstance(theirs, torch.Tensor) else theirs
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-9, atol=1e-12)


def attend(q, kv, mask):
    return scaled_dot_product_attention(q, kv, kv, mask)


def square(x):
    return x * x - 1


def theirs_attend(q, kv, mask=None):
    return F.scaled_dot_product_attention(q, kv, kv, attn_mask=mask)


def test_the_worked_gate(xp):
    x, new = xp.asarray([[[1.0, 2.0]]]), xp.asarray([[[3.0, -1.0]]])
    got = flamingo.gated_cross_attention(x, x, 0.5, 0.0, lambda x, vis, mask: new, square)
    np.testing.assert_allclose(xp.to_numpy(got)[0, 0], [2.386351, 1.537883], atol=5e-7)
    (wrong,) = misconceptions_of(flamingo.gated_cross_attention, "T9.7/no_tanh")
    close(xp, wrong.mutant(x, x, 0.5, 0.0, lambda x, vis, mask: new, square), [[[2.5, 1.5]]])


def test_closed_gates_leave_the_language_model_as_it_is(xp):
    x, vis = draw(xp, (B, T, D), (B, S, D))
    got = flamingo.gated_cross_attention(x, vis, 0.0, 0.0, attend, square)
    np.testing.assert_array_equal(xp.to_numpy(got), xp.to_numpy(x))


@pytest.mark.parametrize("gates", [(0.3, -0.7), (0.0, 2.0), (1e3, -1e3)])
@pytest.mark.parametrize("b", [1, B])
def test_open_gates_are_torchs_attention_and_the_feed_forward_part(xp, b, gates):
    x, vis = draw(xp, (b, T, D), (b, S, D))
    tx, tv = to_torch(xp, x, vis)
    tx = tx + math.tanh(gates[0]) * theirs_attend(tx, tv)
    close(xp, flamingo.gated_cross_attention(x, vis, *gates, attend, square), tx + math.tanh(gates[1]) * square(tx))


def test_gates_may_be_arrays_and_learn_from_zero():
    x, vis = to_torch(NP, *draw(NP, (B, T, D), (B, S, D)))
    gates = [torch.zeros((), dtype=torch.float64, requires_grad=True) for _ in range(2)]
    flamingo.gated_cross_attention(x, vis, *gates, attend, square).sum().backward()
    assert float(gates[0].grad) == pytest.approx(float(theirs_attend(x, vis).sum()), rel=1e-9)
    assert float(gates[1].grad) == pytest.approx(float(square(x).sum()), rel=1e-9)


def test_text_before_the_first_image_gets_nothing_from_it(xp):
    x, vis = draw(xp, (1, 3, D), (1, 2, D))
    mask = flamingo.media_mask(xp.asarray([False, True, False], dtype="bool"), 1)
    mask = xp.asarray(np.repeat(xp.to_numpy(mask), 2, axis=1), dtype="bool")  # two tokens an image
    got = xp.to_numpy(flamingo.gated_cross_attention(x, vis, 1.0, 0.0, attend, square, mask))
    np.testing.assert_array_equal(got[:, 0], xp.to_numpy(x)[:, 0])
    assert not np.allclose(got[:, 1:], xp.to_numpy(x)[:, 1:])


def walked(is_image, n_media):
    """For each token the number of the image that was passed last."""
    last, rows = 0, []
    for image in is_image:
        last += image
        rows.append([last == i + 1 for i in range(n_media)])
    return np.array(rows, dtype=bool).reshape(len(rows), n_media)


@pytest.mark.parametrize(
    "is_image",
    [[], [True], [False], [True, False, False, True, False, False], [False, False, True, True, False], [False] * 3],
)
@pytest.mark.parametrize("more", [0, 2])
def test_a_token_sees_the_image_that_was_passed_last(xp, is_image, more):
    n = sum(is_image) + more
    got = flamingo.media_mask(xp.asarray(is_image, dtype="bool"), n)
    np.testing.assert_array_equal(xp.to_numpy(got), walked(is_image, n))


def test_the_worked_text_has_the_images_1_1_1_2_2_2(xp):
    got = xp.to_numpy(flamingo.media_mask(xp.asarray([True, False, False, True, False, False], dtype="bool"), 2))
    assert (1 + got.argmax(axis=1)).tolist() == [1, 1, 1, 2, 2, 2]
    assert got.sum(axis=1).tolist() == [1] * 6


@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize(("b", "s"), [(1, S), (B, S), (B, 1), (B, 0)])
def test_the_resampler_attends_to_features_and_latents(xp, b, s, depth):
    feats, latents = draw(xp, (b, s, D), (R, D))
    tf, tl = to_torch(xp, feats, latents)
    rows = tl.expand(b, R, D)
    for _ in range(depth):
        rows = rows + theirs_attend(rows, torch.cat([tf, rows], dim=1))
        rows = rows + square(rows)
    close(xp, flamingo.perceiver_resampler(feats, latents, [(attend, square)] * depth), rows)


def test_the_resampler_does_not_know_the_order_of_the_features(xp):
    feats, latents = draw(xp, (B, S, D), (R, D))
    turned = xp.asarray(xp.to_numpy(feats)[:, ::-1].copy())
    once, again = (flamingo.perceiver_resampler(f, latents, [(attend, square)]) for f in (feats, turned))
    close(xp, once, xp.to_numpy(again))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (B, T, D), (B, S, D), (R, D), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    x, vis, latents = arrays
    out = [flamingo.gated_cross_attention(x, vis, 0.5, 0.2, attend, square)]
    out.append(flamingo.perceiver_resampler(vis, latents, [(attend, square)]))
    assert {a.dtype for a in out} == {x.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x, v, r: flamingo.gated_cross_attention(x, v[:1, :, :], 0.0, 0.0, attend, square),
            r"vis: expected shape \(B, S, d\) = \(2, 6, 5\), got \(1, 6, 5\)",
        ),
        (
            lambda x, v, r: flamingo.gated_cross_attention(x[0, :, :], v, 0.0, 0.0, attend, square),
            r"x: expected 3 axes \(B, T, d\), got shape \(4, 5\)",
        ),
        (lambda x, v, r: flamingo.perceiver_resampler(v, v, []), r"latents: expected 2 axes \(R, d\)"),
        (
            lambda x, v, r: flamingo.perceiver_resampler(v, r[:, :2], []),
            r"latents: expected shape \(R, d\) = \(3, 5\), got \(3, 2\)",
        ),
        (
            lambda x, v, r: flamingo.media_mask(x[0, :, 0] == x[0, :, 0], 3),
            "n_media: expected a number of at least 4, got 3",
        ),
        (lambda x, v, r: flamingo.media_mask(x == x, 3), r"is_image: expected 1 axes \(T,\), got shape \(2, 4, 5\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, T, D), (B, S, D), (R, D)))


def test_images_are_marked_by_booleans(xp):
    with pytest.raises(TypeError, match="is_image: expected booleans, got dtype"):
        flamingo.media_mask(xp.ints([0, 1]), 1)


NP = Backend("numpy")
X, VIS, LATENTS = draw(NP, (B, T, D), (B, S, D), (R, D))
MASK = np.random.default_rng(1).random((T, S)) < 0.6
CASES = {
    "gated_cross_attention": [(X, VIS, 0.7, -0.4, attend, square, MASK)],
    "media_mask": [(np.array([False, True, False, True, False]), 2)],
    "perceiver_resampler": [(VIS, LATENTS, [(attend, square)] * 2)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(flamingo, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    """All but lm_trained, which no function shows."""
    mine = declared_in(flamingo)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_tanh all_previous gate_x resampler_q"
    assert {f"T9.7/{key}" for key in listed.split()} <= {m.key for m in mine}
