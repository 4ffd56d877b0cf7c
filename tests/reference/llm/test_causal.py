"""Losses of a causal language model against torch, and the published sizes."""

import math

import numpy as np
import pytest

from reference.llm import causal
from reference.misconceptions import misconceptions_of
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, T, V = 2, 5, 7


def draw(xp, shape=(B, T, V), seed=0, dtype="float64"):
    return xp.asarray(np.random.default_rng(seed).normal(size=shape), dtype=dtype)


def tokens(xp, shape=(B, T), seed=1):
    return xp.ints(np.random.default_rng(seed).integers(0, V, size=shape))


def padded(xp):
    ids = xp.to_numpy(tokens(xp)).copy()
    ids[1, 3:] = -100
    return xp.ints(ids)


def test_the_loss_is_torchs_on_shifted_arrays(xp):
    logits, labels = draw(xp), padded(xp)
    a, b = torch.tensor(xp.to_numpy(logits)), torch.tensor(xp.to_numpy(labels))
    theirs = F.cross_entropy(a[:, :-1].reshape(-1, V), b[:, 1:].reshape(-1), ignore_index=-100)
    assert float(causal.causal_lm_loss(logits, labels)) == pytest.approx(float(theirs), rel=1e-9)


def test_logits_of_a_thousand_give_a_finite_loss(xp):
    assert math.isfinite(float(causal.causal_lm_loss(1e3 * draw(xp), tokens(xp))))


def test_even_logits_have_the_perplexity_of_the_vocabulary(xp):
    loss = causal.causal_lm_loss(0 * draw(xp), tokens(xp))
    assert float(causal.perplexity(xp.asarray([float(loss)]))) == pytest.approx(V, rel=1e-9)


def test_the_worked_perplexity(xp):
    nll = xp.asarray([math.log(2), math.log(4), math.log(8)])
    assert float(causal.perplexity(nll)) == pytest.approx(4, rel=1e-9)
    (m,) = misconceptions_of(causal.perplexity, "T8.2/arith_mean")
    assert float(m.mutant(nll)) == pytest.approx(4.6667, abs=5e-5)


def test_the_log_probability_of_a_sequence_is_the_sum_of_its_tokens(xp):
    logits, ids = draw(xp), tokens(xp)
    logp = torch.log_softmax(torch.tensor(xp.to_numpy(logits)), dim=-1)
    expected = [sum(float(logp[b, t, int(ids[b, t + 1])]) for t in range(T - 1)) for b in range(B)]
    np.testing.assert_allclose(xp.to_numpy(causal.sequence_log_prob(logits, ids)), expected, rtol=1e-9)
    assert xp.to_numpy(causal.sequence_log_prob(logits[:, :1, :], ids[:, :1])).tolist() == [0, 0]


def test_the_published_sizes():
    assert causal.gpt_param_count(12, 768, 40478, 512, final_ln=False) == 116_534_784
    assert causal.gpt_param_count(12, 768, 50257, 1024) == 124_439_808
    assert causal.gpt_param_count(48, 1600, 50257, 1024) == 1_557_611_200
    assert causal.gpt_param_count(96, 12288, 50257, 2048) / 1e9 == pytest.approx(174.6, abs=0.05)


def test_a_count_is_that_of_its_parts():
    d, n = 8, 3
    block = torch.nn.TransformerEncoderLayer(d, 2, 4 * d)
    blocks = n * sum(p.numel() for p in block.parameters())
    assert causal.gpt_param_count(n, d, V, T) == V * d + T * d + blocks + 2 * d


def test_the_small_formulas():
    assert causal.gpt2_residual_init_std(12) == pytest.approx(0.00408248, abs=5e-9)
    assert causal.gpt1_finetune_loss(2.0, 3.0) == 3.5
    assert causal.few_shot_prompt("", [], "x") == "Input: x\nOutput:"


def test_float32_stays_float32(xp):
    logits = draw(xp, dtype="float32")
    out = [causal.causal_lm_loss(logits, tokens(xp)), causal.sequence_log_prob(logits, tokens(xp))]
    assert {a.dtype for a in out} == {logits.dtype}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda x, y: causal.causal_lm_loss(x, y[:, :3]), ValueError, r"labels: expected shape \(B, T\) = \(2, 5\)"),
        (lambda x, y: causal.causal_lm_loss(x, y + V), ValueError, "labels: expected tokens from 0 to 6"),
        (
            lambda x, y: causal.causal_lm_loss(x, 0 * y - 100),
            ValueError,
            "labels: expected at least one token with a loss",
        ),
        (lambda x, y: causal.causal_lm_loss(x[:, :1, :], y[:, :1]), ValueError, "labels: expected at least one token"),
        (lambda x, y: causal.causal_lm_loss(x, x[:, :, 0]), TypeError, "labels: expected integers"),
        (lambda x, y: causal.sequence_log_prob(x, y - 1 - y), ValueError, "labels: expected tokens from 0 to 6"),
        (lambda x, y: causal.perplexity(x[0, 0, :0]), ValueError, "nll: expected at least one loss, got none"),
        (lambda x, y: causal.gpt2_residual_init_std(0), ValueError, "n_layer: expected a number of at least 1"),
        (lambda x, y: causal.gpt1_finetune_loss(1.0, 1.0, -1.0), ValueError, "lam: expected a number of at least 0"),
    ],
)
def test_bad_input_is_refused(xp, call, error, message):
    with pytest.raises(error, match=message):
        call(draw(xp), tokens(xp))


NP = Backend("numpy")
CASES = {
    "causal_lm_loss": [(draw(NP), padded(NP))],
    "perplexity": [(np.array([0.5, 1.0, 2.0]),)],
    "sequence_log_prob": [(draw(NP), tokens(NP))],
    "gpt_param_count": [(2, 4, 7, 5), (2, 4, 7, 5, False)],
    "gpt1_finetune_loss": [(2.0, 3.0, 0.4)],
    "gpt2_residual_init_std": [(12,)],
    "few_shot_prompt": [("Add.", [("1+1", "2")], "2+3")],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(causal, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(causal)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_shift arith_mean base2 pad_counted untied"
    assert {f"T8.2/{key}" for key in listed.split()} <= {m.key for m in mine}  # finetune_icl: a concept
