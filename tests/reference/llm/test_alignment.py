"""Finetuning on instructions and preferences against torch, enumeration and the worked numbers."""

import itertools
import math

import numpy as np
import pytest

from reference.llm import alignment
from reference.misconceptions import misconceptions_of
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, T, V, G = 2, 5, 7, 3


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def dialogue(xp):
    """Logits, ids and which tokens are the prompt's: the first two and the first."""
    (logits,) = draw(xp, (B, T, V))
    ids = xp.ints(np.random.default_rng(1).integers(0, V, size=(B, T)))
    return (
        logits,
        ids,
        xp.asarray([[True, True, False, False, False], [True, False, False, False, False]], dtype="bool"),
    )


def vector(xp, *values):
    return xp.asarray(list(values))


def number(x):
    return float(x)


def test_the_loss_of_responses_is_torchs_with_the_prompt_ignored(xp):
    logits, ids, prompt = dialogue(xp)
    labels = np.where(xp.to_numpy(prompt), -100, xp.to_numpy(ids))[:, 1:]
    theirs = F.cross_entropy(torch.tensor(xp.to_numpy(logits))[:, :-1].reshape(-1, V), torch.tensor(labels).reshape(-1))
    assert number(alignment.sft_loss(logits, ids, prompt)) == pytest.approx(float(theirs), rel=1e-9)


@pytest.mark.parametrize(("r", "loss"), [((1.2, 0.4), 0.371101), ((2, 1, 0.5, -1), 0.227613)])
def test_the_worked_reward_models(xp, r, loss):
    assert number(alignment.reward_model_loss(xp.asarray([r]))) == pytest.approx(loss, abs=5e-7)


def test_the_reward_models_loss_is_the_mean_over_all_pairs(xp):
    (r,) = draw(xp, (B, 4))
    a = xp.to_numpy(r)
    pairs = [math.log1p(math.exp(a[b, j] - a[b, i])) for b in range(B) for i, j in itertools.combinations(range(4), 2)]
    assert number(alignment.reward_model_loss(r)) == pytest.approx(np.mean(pairs), rel=1e-9)


@pytest.mark.parametrize(
    ("function", "key", "args", "value"),
    [
        ("reward_model_loss", "T8.4/order", ([[1.2, 0.4]],), 1.171101),
        ("reward_model_loss", "T8.4/no_pairs_norm", ([[2, 1, 0.5, -1.0]],), 1.365681),
        ("rlhf_reward", "T8.4/kl_sign", ([1.5], [-2.0], [-3.5], 0.1), 1.65),
        ("dpo_loss", "T8.9/no_reference", ([-10.0], [-11.0], [-12.0], [-10.0], 0.1), 0.644397),
        ("dpo_loss", "T8.9/swapped", ([-10.0], [-11.0], [-12.0], [-10.0], 0.1), 0.854355),
    ],
)
def test_mistakes_give_their_published_numbers(xp, function, key, args, value):
    (m,) = misconceptions_of(getattr(alignment, function), key)
    got = m.mutant(*(xp.asarray(a) if isinstance(a, list) else a for a in args))
    assert np.ravel(xp.to_numpy(got))[0] == pytest.approx(value, abs=5e-6)


def test_the_worked_reward(xp):
    got = alignment.rlhf_reward(vector(xp, 1.5), vector(xp, -2.0), vector(xp, -3.5), 0.1)
    assert number(got[0]) == pytest.approx(1.35, rel=1e-9)


@pytest.mark.parametrize(("kind", "value"), [("k1", 0.5), ("k2", 0.125), ("k3", 0.106531)])
def test_the_worked_estimates(xp, kind, value):
    assert number(alignment.kl_estimate(vector(xp, -1.0), vector(xp, -1.5), kind)[0]) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize("kind", ["k1", "k3"])
def test_the_mean_estimate_is_the_divergence(xp, kind):
    p, ref = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.2, 0.6])
    each = xp.to_numpy(alignment.kl_estimate(xp.asarray(np.log(p)), xp.asarray(np.log(ref)), kind))
    assert (p * each).sum() == pytest.approx((p * np.log(p / ref)).sum(), rel=1e-9)
    assert kind == "k1" or (each >= 0).all()


def test_the_worked_preference_loss_and_its_slope():
    w, ll, rw, rl = (torch.tensor([v], dtype=torch.float64) for v in (-10.0, -11.0, -12.0, -10.0))
    w.requires_grad_()
    loss = alignment.dpo_loss(w, ll, rw, rl, 0.1)
    loss.backward()
    assert (loss.item(), w.grad.item()) == pytest.approx((0.554355, -0.0425557), abs=5e-7)


def test_the_worked_advantages(xp):
    r = xp.asarray([[1.0, 0, 0, 1], [2, 2, 2, 2]])
    got = xp.to_numpy(alignment.group_advantages(r))
    np.testing.assert_allclose(got, [[0.866025, -0.866025, -0.866025, 0.866025], [0, 0, 0, 0]], atol=5e-6)
    (m,) = misconceptions_of(alignment.group_advantages, "T8.9/population_std")
    np.testing.assert_allclose(xp.to_numpy(m.mutant(r))[0], [1, -1, -1, 1], atol=5e-6)
    np.testing.assert_allclose(xp.to_numpy(alignment.group_advantages(r, scale="none"))[0], [0.5, -0.5, -0.5, 0.5])


def answers(xp):
    """Answers of 1 and 3 tokens."""
    mask = xp.asarray([[True, False, False], [True, True, True]], dtype="bool")
    logp, old = draw(xp, (2, 3), (2, 3))
    return logp / 3, old / 3, vector(xp, 1.0, -1.0), mask


def test_the_worked_averages(xp):
    logp, _, adv, mask = answers(xp)
    assert number(alignment.grpo_loss(logp, logp, adv, mask)) == pytest.approx(0, abs=1e-12)
    assert number(alignment.grpo_loss(logp, logp, adv, mask, average="token")) == pytest.approx(0.5, rel=1e-9)


def test_each_token_takes_the_smaller_of_two(xp):
    logp, old, adv, mask = answers(xp)
    total, n = [], xp.to_numpy(mask).sum(axis=1)
    for r in range(2):
        for t in range(n[r]):
            rho = math.exp(xp.to_numpy(logp)[r, t] - xp.to_numpy(old)[r, t])
            a = xp.to_numpy(adv)[r]
            total.append((-min(rho * a, min(max(rho, 0.8), 1.2) * a), n[r]))
    assert number(alignment.grpo_loss(logp, old, adv, mask)) == pytest.approx(
        sum(v / k for v, k in total) / 2, rel=1e-9
    )


def test_padding_of_any_value_does_not_count(xp):
    logp, old, adv, mask = answers(xp)
    wild = xp.asarray([[0.0, np.inf, np.nan], [0.0, 0, 0]])
    assert number(alignment.grpo_loss(logp + wild, old, adv, mask)) == number(alignment.grpo_loss(logp, old, adv, mask))


def test_extreme_differences_stay_finite(xp):
    far = vector(xp, -1e3)
    near = vector(xp, 0.0)
    assert number(alignment.dpo_loss(far, near, near, far, 1.0)) == pytest.approx(2000, rel=1e-9)
    assert number(alignment.reward_model_loss(xp.asarray([[-1e3, 1e3]]))) == pytest.approx(2000, rel=1e-9)


def test_float32_stays_float32(xp):
    r, logp, ref = draw(xp, (B, G), (B,), (B,), dtype="float32")
    out = [
        alignment.reward_model_loss(r),
        alignment.group_advantages(r),
        alignment.rlhf_reward(logp, ref, ref, 0.1),
        alignment.kl_estimate(logp, ref),
        alignment.dpo_loss(logp, ref, ref, logp, 0.1),
    ]
    assert {a.dtype for a in out} == {r.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda r, a, m: alignment.reward_model_loss(r[:, :1]), "K: expected a number of at least 2, got 1"),
        (lambda r, a, m: alignment.reward_model_loss(r[:0, :]), "B: expected a number of at least 1, got 0"),
        (lambda r, a, m: alignment.rlhf_reward(a, a[:1], a, 0.1), "logp: expected shape the shape of the first"),
        (lambda r, a, m: alignment.rlhf_reward(a, a, a, -0.1), "beta: expected a number of at least 0"),
        (lambda r, a, m: alignment.dpo_loss(a, a, a, a, 0.0), "beta: expected a number above 0, got 0.0"),
        (lambda r, a, m: alignment.kl_estimate(a, a, "k4"), "kind: expected one of 'k1', 'k2', 'k3'"),
        (lambda r, a, m: alignment.group_advantages(r[:, :1]), "G: expected a number of at least 2, got 1"),
        (lambda r, a, m: alignment.grpo_loss(r, r, a, m & ~m), "mask: expected a token that counts in each answer"),
        (lambda r, a, m: alignment.grpo_loss(r, r, a, m & ~m, average="token"), "mask: expected a token that counts"),
        (lambda r, a, m: alignment.ppo_ptx_loss(1.0, 1.0, -1.0), "gamma: expected a number of at least 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    r, a = draw(xp, (B, G), (B,))
    with pytest.raises(ValueError, match=message):
        call(r, a, r > -9)


def test_masks_of_numbers_are_refused(xp):
    logits, ids, _ = dialogue(xp)
    with pytest.raises(TypeError, match="prompt_mask: expected booleans"):
        alignment.sft_loss(logits, ids, ids)


NP = Backend("numpy")
LOGPS = draw(NP, (B,), (B,), (B,), (B,))
ANSWERS = answers(NP)
CASES = {
    "sft_loss": [dialogue(NP)],
    "reward_model_loss": [(np.array([[2, 1, 0.5, -1.0], [0.3, 0.1, 0.7, 0.2]]),)],
    "rlhf_reward": [(*LOGPS[:3], 0.3)],
    "ppo_ptx_loss": [(2.0, 3.0, 0.4)],
    "kl_estimate": [(*LOGPS[:2], kind) for kind in alignment.KINDS],
    "dpo_loss": [(*LOGPS, 0.3)],
    "group_advantages": [(np.array([[1.0, 0, 0, 1], [3, 2, 0, 0]]),), (np.array([[1.0, 0], [3, 2]]), 0.0, "none")],
    "grpo_loss": [(3 * ANSWERS[0], *ANSWERS[1:], 0.2, average) for average in alignment.AVERAGES],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(alignment, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(alignment)
    assert {m.function for m in mine} == set(CASES)
    listed = [f"T8.4/{k}" for k in ("order", "no_pairs_norm", "kl_sign", "prompt_loss")]  # ref_trained: a concept
    listed += [f"T8.9/{k}" for k in ("no_reference", "swapped", "population_std", "length_average")]
    assert set(listed) <= {m.key for m in mine}
