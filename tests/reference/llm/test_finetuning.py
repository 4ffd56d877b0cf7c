"""Efficient finetuning: merged against unmerged, concatenated against mixed, and the worked numbers."""

import math

import numpy as np
import pytest

from reference.linear.softmax import softmax
from reference.llm import finetuning
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

N, D, K, R, M = 2, 3, 5, 4, 7


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def lora(xp, dtype="float64"):
    return draw(xp, (N, K), (D, K), (R, K), (D, R), dtype=dtype)


def adapter(xp, dtype="float64"):
    return draw(xp, (N, D), (M, D), (M,), (D, M), (D,), dtype=dtype)


def prefix(xp, dtype="float64"):
    return draw(xp, (N, D), (K, D), (K, M), (R, D), (R, M), dtype=dtype)


def close(xp, a, b):
    np.testing.assert_allclose(
        xp.to_numpy(a), b if isinstance(b, np.ndarray) else xp.to_numpy(b), rtol=1e-9, atol=1e-12
    )


def test_a_merged_layer_gives_what_an_unmerged_one_gives(xp):
    x, W0, A, B = lora(xp)
    merged = finetuning.lora_merge(W0, A, B, 6.0)
    close(xp, finetuning.lora_forward(x, W0, A, B, 6.0), x @ xp.asarray(xp.to_numpy(merged).T))


def test_a_b_of_zeros_changes_nothing(xp):
    x, W0, A, B = lora(xp)
    close(xp, finetuning.lora_forward(x, W0, A, 0 * B, 6.0), xp.to_numpy(x) @ xp.to_numpy(W0).T)


def test_the_update_is_scaled_by_alpha_over_r(xp):
    x, W0, A, B = lora(xp)
    change = xp.to_numpy(finetuning.lora_merge(W0, A, B, 6.0)) - xp.to_numpy(W0)
    np.testing.assert_allclose(change, 6 / R * xp.to_numpy(B) @ xp.to_numpy(A), rtol=1e-9)


def test_the_worked_counts():
    assert finetuning.lora_param_count(768, 768, 8) == 12_288
    assert pytest.approx(0.02083, abs=5e-6) == 12_288 / 768**2
    assert 96 * 2 * finetuning.lora_param_count(12288, 12288, 4) == 18_874_368
    assert 2 * 768 * 64 + 64 + 768 == 99_136  # the weights of an adapter


@pytest.mark.parametrize(("act", "expected"), [("relu", [1, -1]), ("gelu", [0.841345, -1.158655])])
def test_the_worked_adapter(xp, act, expected):
    h, Wd, Wu = xp.asarray([[1.0, -1.0]]), xp.asarray([[1.0, 2.0]]), xp.asarray([[1.0], [1.0]])
    got = finetuning.adapter_forward(h, Wd, xp.asarray([0.0]), Wu, xp.asarray([0.0, 0.0]), act)
    np.testing.assert_allclose(xp.to_numpy(got)[0], expected, atol=5e-7)


def test_a_prefix_is_a_gated_mixture_of_two_attentions(xp):
    q, K_, V, Pk, Pv = (xp.to_numpy(a) for a in prefix(xp))
    own, pre = np.exp(q @ K_.T / math.sqrt(D)), np.exp(q @ Pk.T / math.sqrt(D))
    gate = pre.sum(axis=1, keepdims=True) / (pre.sum(axis=1, keepdims=True) + own.sum(axis=1, keepdims=True))
    mixed = gate * np.asarray(softmax(np.log(pre))) @ Pv + (1 - gate) * np.asarray(softmax(np.log(own))) @ V
    close(xp, finetuning.prefix_attention(*prefix(xp)), mixed)


def test_a_prompt_stands_before_each_sequence(xp):
    prompt, x = draw(xp, (R, D), (N, K, D))
    got = xp.to_numpy(finetuning.prompt_tuning_concat(prompt, x))
    assert got.shape == (N, R + K, D)
    np.testing.assert_array_equal(got[1, :R], xp.to_numpy(prompt))
    np.testing.assert_array_equal(got[:, R:], xp.to_numpy(x))


def test_biases_are_found_by_name():
    names = ["bias", "linear1.bias", "self_attn.in_proj_bias", "linear1.weight", "bias_net.weight"]
    assert list(finetuning.bitfit_mask(names).values()) == [True, True, True, False, False]


def test_the_worked_int8(xp):
    q, scale = finetuning.quantize_absmax_int8(xp.asarray([0.5, -1.2, 0.03, 0.9]))
    assert xp.to_numpy(q).dtype == np.int8
    assert xp.to_numpy(q).tolist() == [53, -127, 3, 95]
    assert float(scale) == pytest.approx(1.2 / 127, rel=1e-9)


def test_what_is_taken_back_is_within_half_a_step(xp):
    (x,) = draw(xp, (4, 5))
    q, scale = finetuning.quantize_absmax_int8(x)
    back = xp.to_numpy(q).astype(float) * float(scale)
    assert np.abs(back - xp.to_numpy(x)).max() <= float(scale) / 2 * (1 + 1e-9)


def test_zeros_stay_zeros(xp):
    q, scale = finetuning.quantize_absmax_int8(xp.asarray([0.0, 0.0]))
    assert (xp.to_numpy(q).tolist(), float(scale)) == ([0, 0], 1)
    q, scale = finetuning.nf4_quantize(xp.asarray([0.0, 0.0]), 2)
    assert [finetuning.NF4[i] for i in xp.to_numpy(q)] == [0, 0]


def test_levels_are_the_nearest_in_their_block(xp):
    (x,) = draw(xp, (12,))
    q, scale = finetuning.nf4_quantize(x, 4)
    for b in range(3):
        part = xp.to_numpy(x)[4 * b : 4 * b + 4]
        assert float(scale[b]) == np.abs(part).max()
        expected = [int(np.argmin([abs(v / float(scale[b]) - level) for level in finetuning.NF4])) for v in part]
        assert xp.to_numpy(q)[4 * b : 4 * b + 4].tolist() == expected


def test_there_are_16_levels_with_0_among_them():
    assert (len(finetuning.NF4), finetuning.NF4[0], finetuning.NF4[7], finetuning.NF4[15]) == (16, -1, 0, 1)
    assert list(finetuning.NF4) == sorted(finetuning.NF4)


def test_float32_stays_float32(xp):
    out = [
        finetuning.lora_forward(*lora(xp, "float32"), 2.0),
        finetuning.adapter_forward(*adapter(xp, "float32")),
        finetuning.prefix_attention(*prefix(xp, "float32")),
        finetuning.quantize_absmax_int8(lora(xp, "float32")[0]).scale,
    ]
    assert {a.dtype for a in out} == {xp.asarray([0.0], dtype="float32").dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, W, A, B: finetuning.lora_forward(x, W, B, A, 1.0), r"A: expected shape \(r, k\) = \(3, 5\)"),
        (
            lambda x, W, A, B: finetuning.lora_merge(W, A, A, 1.0),
            r"B: expected shape \(d, r\) = \(3, 4\), got \(4, 5\)",
        ),
        (lambda x, W, A, B: finetuning.lora_param_count(3, 5, 0), "r: expected a number of at least 1, got 0"),
        (lambda x, W, A, B: finetuning.adapter_forward(x, W, A[0, :], A, B[0, :]), r"bd: expected shape \(m,\)"),
        (lambda x, W, A, B: finetuning.prefix_attention(x, W, W[:2, :], A, A), r"V: expected shape \(Tk, dv\)"),
        (lambda x, W, A, B: finetuning.prompt_tuning_concat(B, x[None, :, :]), r"prompt: expected shape \(p, E\)"),
        (lambda x, W, A, B: finetuning.quantize_absmax_int8(x / 0), "x: expected finite entries"),
        (lambda x, W, A, B: finetuning.nf4_quantize(x[0, :], 2), "x: expected a multiple of block = 2 entries, got 5"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*lora(xp))


NP = Backend("numpy")
SQUARE = draw(NP, (D, D), (R, D), (D, R))
CASES = {
    "lora_forward": [(*lora(NP), 6.0)],
    "lora_merge": [(*SQUARE, 6.0)],
    "lora_param_count": [(3, 5, 2)],
    "adapter_forward": [tuple(adapter(NP)), (*adapter(NP), "gelu")],
    "prefix_attention": [tuple(draw(NP, (N, D), (K, D), (K, D), (R, D), (R, D)))],
    "prompt_tuning_concat": [tuple(draw(NP, (R, D), (N, K, D)))],
    "bitfit_mask": [(["linear1.bias", "in_proj_bias", "linear1.weight", "bias_net.weight"],)],
    "quantize_absmax_int8": [(np.array([0.5, -1.2, 0.03, 0.9, 1e-9]),), (np.array([-2.0, 1.5, 0.7]),)],
    "nf4_quantize": [(np.array([0.1, -0.4, 1.3, 0.2, 5.0, -2.0, 0.3, 1.1]), 4)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(finetuning, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(finetuning)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_scaling BA_order train_base params_dk scale_128"
    assert {f"T8.7/{key}" for key in listed.split()} <= {m.key for m in mine}  # both_zero: no gradient, a concept
