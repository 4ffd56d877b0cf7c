r"""From instructions and preferences: supervised finetuning, reward models, RLHF, DPO and GRPO.

The reference model is frozen; drifting from it is penalised. Log-probabilities are in nats.

Sources: `001_93c4fdc1f7522504.txt` (InstructGPT); Ouyang et al. 2022, Rafailov et al. 2023 (DPO), Shao et al. 2024
(GRPO), Schulman 2020 (estimators of the KL divergence).
"""

from itertools import combinations

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_shape,
    namespace,
)
from reference.llm.causal import mean_loss, token_losses
from reference.neurons.activations import softplus

SCALES = ("std", "none")
AVERAGES = ("sequence", "token")
KINDS = ("k1", "k2", "k3")


def _check_mask(name: str, mask: Array, symbols: str, *shape: int) -> None:
    check_shape(name, mask, symbols, *shape)
    if not namespace(mask).isdtype(mask.dtype, "bool"):
        raise TypeError(f"{name}: expected booleans, got dtype {mask.dtype}")


def _same(first: Array, **others: Array) -> None:
    for name, x in others.items():
        check_shape(name, x, "the shape of the first argument", *first.shape)


def sft_loss(logits: Array, ids: Array, prompt_mask: Array) -> Array:
    r"""$-\overline{\log p(id_{t+1} \mid id_{\le t})}$ over the tokens of the response: prompt tokens carry no loss.

    Args:
        logits: (B, T, V) float. ids: (B, T) int. prompt_mask: (B, T) bool, True where a token is the prompt's.

    Returns:
        a scalar, in nats.

    Raises:
        TypeError: ids that are no integers, a mask that is not bool.
        ValueError: shapes that do not fit, a token outside the vocabulary, no token of a response.

    Source: `001_93c4fdc1f7522504.txt`, InstructGPT.
    """
    check_ndim("logits", logits, "(B, T, V)", 3)
    check_shape("ids", ids, "(B, T)", *logits.shape[:2])
    _check_mask("prompt_mask", prompt_mask, "(B, T)", *logits.shape[:2])
    losses, _ = token_losses(logits[:, :-1, :], ids[:, 1:], None)
    counts = ~prompt_mask[:, 1:]
    return mean_loss(namespace(losses).where(counts, losses, 0 * losses), counts)


def reward_model_loss(r: Array) -> Array:
    r"""$-\frac{1}{\binom K2}\sum_{i<j} \log\sigma(r_i - r_j)$, the mean over the batch; answers stand best first.

    Args:
        r: (B, K) float, K ≥ 2.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, fewer than two answers, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, InstructGPT; Ouyang et al. 2022.

    >>> import numpy as np
    >>> round(float(reward_model_loss(np.array([[1.2, 0.4]]))), 6)
    0.371101
    """
    r = as_float(r)
    check_ndim("r", r, "(B, K)", 2)
    B, K = r.shape
    check_at_least(1, B=B)
    check_at_least(2, K=K)
    pairs = [softplus(r[:, j] - r[:, i]) for i, j in combinations(range(K), 2)]
    return namespace(r).mean(sum(pairs) / len(pairs))


def rlhf_reward(r: Array, logp: Array, logp_ref: Array, beta: float) -> Array:
    r"""$r - \beta (\log\pi - \log\pi_{ref})$.

    Args:
        r, logp, logp_ref: (B,) float. beta: 0 or more.

    Returns:
        (B,) float.

    Raises:
        ValueError: shapes that do not fit, a negative beta.

    Source: `001_93c4fdc1f7522504.txt`, InstructGPT; Ouyang et al. 2022.
    """
    r, logp, logp_ref = as_floats(r, logp, logp_ref)
    check_at_least(0, beta=beta)
    _same(r, logp=logp, logp_ref=logp_ref)
    return r - beta * (logp - logp_ref)


def ppo_ptx_loss(l_ppo: float | Array, l_lm: float | Array, gamma: float) -> float | Array:
    r"""$L_{ppo} + \gamma L_{lm}$: the pretraining loss keeps the model from forgetting.

    Raises:
        ValueError: a negative gamma.

    Source: `001_93c4fdc1f7522504.txt`, InstructGPT; Ouyang et al. 2022.
    """
    check_at_least(0, gamma=gamma)
    return l_ppo + gamma * l_lm


def kl_estimate(logp: Array, logp_ref: Array, kind: str = "k3") -> Array:
    r"""With δ = log π_ref − log π: k1 = −δ, k2 = δ²/2, k3 = e^δ − δ − 1 ≥ 0, with the mean KL(π‖π_ref), as k1.

    Args:
        logp, logp_ref: (…) float, of tokens drawn from π. kind: k1, k2 or k3.

    Returns:
        (…) float.

    Raises:
        ValueError: shapes that do not fit, another kind.

    Source: Schulman 2020; `001_93c4fdc1f7522504.txt`, InstructGPT.
    """
    check_option("kind", kind, KINDS)
    logp, logp_ref = as_floats(logp, logp_ref)
    _same(logp, logp_ref=logp_ref)
    delta = logp_ref - logp
    if kind == "k1":
        return -delta
    return delta * delta / 2 if kind == "k2" else namespace(delta).expm1(delta) - delta


def dpo_loss(logp_w: Array, logp_l: Array, ref_w: Array, ref_l: Array, beta: float) -> Array:
    r"""$-\overline{\log\sigma(\beta[(\log\pi_w - \log ref_w) - (\log\pi_l - \log ref_l)])}$, w preferred to l.

    Args:
        logp_w, logp_l, ref_w, ref_l: (B,) float, log-probabilities of whole answers. beta: above 0.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a beta that is not above 0.

    Source: Rafailov et al. 2023; `001_93c4fdc1f7522504.txt`, InstructGPT.

    >>> import numpy as np
    >>> round(float(dpo_loss(*(np.array([v]) for v in (-10.0, -11.0, -12.0, -10.0)), 0.1)), 6)
    0.554355
    """
    logp_w, logp_l, ref_w, ref_l = as_floats(logp_w, logp_l, ref_w, ref_l)
    check_ndim("logp_w", logp_w, "(B,)", 1)
    check_at_least(1, B=logp_w.shape[0])
    if not beta > 0:
        raise ValueError(f"beta: expected a number above 0, got {beta}")
    _same(logp_w, logp_l=logp_l, ref_w=ref_w, ref_l=ref_l)
    return namespace(logp_w).mean(softplus(-beta * ((logp_w - ref_w) - (logp_l - ref_l))))


def group_advantages(r: Array, eps: float = 1e-6, scale: str = "std") -> Array:
    r"""$(r - \bar r) / (s + \epsilon)$ in each group of answers to one prompt; s divides by G − 1.

    Args:
        r: (B, G) float, G ≥ 2 for "std". eps: 0 or more. scale: "std", or "none" for r − mean alone.

    Returns:
        (B, G) float.

    Raises:
        ValueError: other axes, a group of fewer than 2 ("none": 1), a negative eps, another scale.

    Source: Shao et al. 2024 (GRPO); Liu et al. 2025 ("none").
    """
    check_option("scale", scale, SCALES)
    check_at_least(0, eps=eps)
    r = as_float(r)
    check_ndim("r", r, "(B, G)", 2)
    check_at_least(2 if scale == "std" else 1, G=r.shape[1])
    xp = namespace(r)
    centred = r - xp.mean(r, axis=1, keepdims=True)
    if scale == "none":
        return centred
    return centred / (xp.std(r, axis=1, correction=1, keepdims=True) + eps)


def grpo_loss(logp: Array, old: Array, adv: Array, mask: Array, clip: float = 0.2, average: str = "sequence") -> Array:
    r"""The mean of $-\min(\rho A, \mathrm{clip}(\rho, 1 - c, 1 + c) A)$ with $\rho = e^{\log\pi - \log\pi_{old}}$.

    Args:
        logp, old: (R, T) float. adv: (R,) float, one for each answer. mask: (R, T) bool, True where a token counts.
        clip: c ≥ 0. average: "sequence": the mean of each answer's mean; "token": every token weighs the same.

    Returns:
        a scalar.

    Raises:
        TypeError: a mask that is not bool.
        ValueError: shapes that do not fit, an answer ("token": all) without a token, a negative clip, another average.

    Source: Shao et al. 2024 (sequence), Yu et al. 2025 (token).
    """
    check_option("average", average, AVERAGES)
    check_at_least(0, clip=clip)
    logp, old, adv = as_floats(logp, old, adv)
    check_ndim("logp", logp, "(R, T)", 2)
    _same(logp, old=old)
    check_shape("adv", adv, "(R,)", logp.shape[0])
    _check_mask("mask", mask, "(R, T)", *logp.shape)
    xp = namespace(logp)
    rho = xp.exp(xp.where(mask, logp - old, xp.zeros_like(logp)))
    a = adv[:, None]
    plain, cut = rho * a, xp.clip(rho, 1 - clip, 1 + clip) * a
    losses = xp.where(mask, -xp.where(plain < cut, plain, cut), xp.zeros_like(logp))
    counts = xp.sum(xp.astype(mask, logp.dtype), axis=1)
    if not bool(xp.all(counts > 0) if average == "sequence" else xp.any(counts > 0)):
        raise ValueError("mask: expected a token that counts in each answer, got none")
    if average == "token":
        return xp.sum(losses) / xp.sum(counts)
    return xp.mean(xp.sum(losses, axis=1) / counts)
