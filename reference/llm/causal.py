r"""Causal language models: the loss of the next token, perplexity, and the sizes of GPT-1 to GPT-3.

GPT-1 normalises after the residual and is finetuned with the language model's loss beside the task's; GPT-2 normalises
before it and needs no finetuning; GPT-3 learns from examples in its context, without any change of weights. Input and
output embeddings are one matrix.

Sources: `001_93c4fdc1f7522504.txt` (GPT-1/2/3), `002_3f85b5039545d858.txt`; Radford et al. 2018, 2019; Brown et al.
"""

import math
from collections.abc import Sequence

from reference._array import Array, as_float, check_at_least, check_ndim, check_shape, namespace
from reference.linear.softmax import log_softmax

IGNORED = -100  # as in torch and Hugging Face


def token_losses(logits: Array, labels: Array, ignore_index: int | None) -> tuple[Array, Array]:
    """−log p of each label, 0 where it is ignored, and whether it counts; of the shape of the labels.

    Args:
        logits: (…, V) float. labels: (…,) int. ignore_index: a label without a loss; None: each has one.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, a label outside 0…V−1 that is not ignored.
    """
    logits = as_float(logits)
    xp = namespace(logits, labels)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels: expected integers, got dtype {labels.dtype}")
    check_shape("labels", labels, "the shape of the logits without V", *logits.shape[:-1])
    counts = xp.ones_like(labels, dtype=xp.bool) if ignore_index is None else labels != ignore_index
    safe = xp.where(counts, labels, xp.zeros_like(labels))
    if not bool(xp.all((safe >= 0) & (safe < logits.shape[-1]))):
        raise ValueError(f"labels: expected tokens from 0 to {logits.shape[-1] - 1}, got one outside")
    if 0 in logits.shape:
        return xp.zeros(labels.shape, dtype=logits.dtype, device=getattr(logits, "device", None)), counts
    classes = xp.arange(logits.shape[-1], dtype=labels.dtype, device=getattr(logits, "device", None))
    hit = (safe[..., None] == classes) & counts[..., None]
    logp = log_softmax(logits)
    return -xp.sum(xp.where(hit, logp, xp.zeros_like(logp)), axis=-1), counts


def mean_loss(losses: Array, counts: Array) -> Array:
    """The mean over what counts.

    Raises:
        ValueError: nothing counts.
    """
    xp = namespace(losses)
    n = int(xp.sum(xp.astype(counts, xp.int64)))
    if n == 0:
        raise ValueError("labels: expected at least one token with a loss, got none")
    return xp.sum(losses) / n


def causal_lm_loss(logits: Array, labels: Array, ignore_index: int = IGNORED) -> Array:
    r"""$-\overline{\log p(id_{t+1} \mid id_{\le t})}$: position t predicts the label at t + 1, not yet shifted.

    Args:
        logits: (B, T, V) float. labels: (B, T) int, ignore_index where a token has no loss.

    Returns:
        a scalar, in nats: the mean over all tokens with a loss.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, a token outside the vocabulary, no token with a loss (T < 2, too).

    Source: `001_93c4fdc1f7522504.txt`, GPT.
    """
    check_ndim("logits", logits, "(B, T, V)", 3)
    check_shape("labels", labels, "(B, T)", *logits.shape[:2])
    return mean_loss(*token_losses(logits[:, :-1, :], labels[:, 1:], ignore_index))


def perplexity(nll: Array) -> Array:
    r"""$e^{\overline{nll}}$ of losses in nats.

    Args:
        nll: (n,) float, at least one.

    Raises:
        ValueError: no loss.

    Source: `001_93c4fdc1f7522504.txt`, GPT.

    >>> import numpy as np
    >>> round(float(perplexity(-np.log([0.5, 0.25, 0.125]))), 6)
    4.0
    """
    nll = as_float(nll)
    check_ndim("nll", nll, "(n,)", 1)
    if nll.shape[0] == 0:
        raise ValueError("nll: expected at least one loss, got none")
    xp = namespace(nll)
    return xp.exp(xp.mean(nll))


def sequence_log_prob(logits: Array, ids: Array) -> Array:
    r"""$\sum_t \log p(id_{t+1} \mid id_{\le t})$ of each sequence; its first token is given.

    Args:
        logits: (B, T, V) float. ids: (B, T) int.

    Returns:
        (B,) float, in nats; 0 for T = 1.

    Raises:
        TypeError, ValueError: as `causal_lm_loss`.

    Source: `001_93c4fdc1f7522504.txt`, GPT.
    """
    check_ndim("logits", logits, "(B, T, V)", 3)
    check_shape("ids", ids, "(B, T)", *logits.shape[:2])
    losses, _ = token_losses(logits[:, :-1, :], ids[:, 1:], None)
    return -namespace(losses).sum(losses, axis=1)


def gpt_param_count(n_layer: int, d: int, vocab: int, ctx: int, final_ln: bool = True) -> int:
    """Vd + Td + n(12d² + 13d) + 2d: tied embeddings, positions, blocks, last norm (GPT-1 has none).

    Raises:
        ValueError: a size below 1.

    Source: `001_93c4fdc1f7522504.txt`, GPT-1/2/3.

    >>> gpt_param_count(12, 768, 50257, 1024), gpt_param_count(12, 768, 40478, 512, final_ln=False)
    (124439808, 116534784)
    """
    check_at_least(1, n_layer=n_layer, d=d, vocab=vocab, ctx=ctx)
    return vocab * d + ctx * d + n_layer * (12 * d * d + 13 * d) + (2 * d if final_ln else 0)


def gpt1_finetune_loss(l_task: float | Array, l_lm: float | Array, lam: float = 0.5) -> float | Array:
    r"""$L_{task} + \lambda L_{lm}$.

    Raises:
        ValueError: a negative lam.

    Source: `001_93c4fdc1f7522504.txt`, GPT-1; Radford et al. 2018.
    """
    check_at_least(0, lam=lam)
    return l_task + lam * l_lm


def gpt2_residual_init_std(n_layer: int, base: float = 0.02) -> float:
    r"""$base / \sqrt{2n}$: each of the n blocks adds twice to the residual stream.

    Raises:
        ValueError: fewer than 1 layer.

    Source: `001_93c4fdc1f7522504.txt`, GPT-2; Radford et al. 2019.

    >>> round(gpt2_residual_init_std(12), 8)
    0.00408248
    """
    check_at_least(1, n_layer=n_layer)
    return base / math.sqrt(2 * n_layer)


def few_shot_prompt(instruction: str, examples: Sequence[tuple[str, str]], query: str) -> str:
    r"""The instruction, each example as `Input: …` and `Output: …`, then the query with an open `Output:`.

    Parts are separated by an empty line; an empty instruction is left out.

    Source: `001_93c4fdc1f7522504.txt`, GPT-3; Brown et al. 2020.

    >>> few_shot_prompt("Add.", [("1+1", "2")], "2+3")
    'Add.\n\nInput: 1+1\nOutput: 2\n\nInput: 2+3\nOutput:'
    """
    shots = [f"Input: {x}\nOutput: {y}" for x, y in examples]
    return "\n\n".join([*([instruction] if instruction else []), *shots, f"Input: {query}\nOutput:"])
