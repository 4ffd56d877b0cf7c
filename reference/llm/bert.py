r"""BERT: masked tokens and next sentences; it attends in both directions.

15 % of the tokens are selected, never [CLS], [SEP] or padding; of these 80 % become the mask, 10 % another token, 10 %
stay. Class 0 of the second task means "is next", as in the published code.

Sources: `001_93c4fdc1f7522504.txt` (BERT); Devlin et al. 2019.
"""

from typing import NamedTuple

from reference._array import Array, as_float, check_at_least, check_ndim, check_shape, namespace
from reference.linear.softmax import cross_entropy
from reference.llm.causal import IGNORED, mean_loss, token_losses

MASKED, REPLACED = 0.8, 0.9  # u below the first becomes the mask, below the second another token


class Corrupted(NamedTuple):
    """The corrupted tokens, and their labels: the original token where it was selected, else −100."""

    ids: Array
    labels: Array


def mlm_corrupt(ids: Array, select: Array, u: Array, random_ids: Array, mask_id: int) -> Corrupted:
    """Selected tokens: the mask for u < 0.8, `random_ids` for 0.8 ≤ u < 0.9, unchanged above.

    Args:
        ids: (B, T) int. select: (B, T) bool. u: (B, T) float in [0, 1). random_ids: (B, T) int. mask_id: of the mask.

    Returns:
        (ids, labels): (B, T) int each.

    Raises:
        TypeError: a select that is not bool, ids that are no integers.
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, BERT; Devlin et al. 2019.

    >>> import numpy as np
    >>> out = mlm_corrupt(np.array([[5, 6, 7]]), np.array([[True, True, False]]), np.array([[0.1, 0.95, 0.1]]),
    ...                   np.array([[8, 8, 8]]), 3)
    >>> out.ids.tolist(), out.labels.tolist()
    ([[3, 6, 7]], [[5, 6, -100]])
    """
    xp = namespace(ids, select, u, random_ids)
    check_ndim("ids", ids, "(B, T)", 2)
    if not xp.isdtype(ids.dtype, "integral"):
        raise TypeError(f"ids: expected integers, got dtype {ids.dtype}")
    if not xp.isdtype(select.dtype, "bool"):
        raise TypeError(f"select: expected booleans, got dtype {select.dtype}")
    for name, x in (("select", select), ("u", u), ("random_ids", random_ids)):
        check_shape(name, x, "(B, T)", *ids.shape)
    changed = xp.where(u < MASKED, xp.full_like(ids, mask_id), xp.where(u < REPLACED, random_ids, ids))
    return Corrupted(xp.where(select, changed, ids), xp.where(select, ids, xp.full_like(ids, IGNORED)))


def masked_lm_loss(logits: Array, labels: Array) -> Array:
    r"""$-\overline{\log p(label)}$ over the selected tokens, those with a label other than −100; not shifted.

    Args:
        logits: (B, T, V) float. labels: (B, T) int.

    Returns:
        a scalar, in nats.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, a label outside the vocabulary, no selected token.

    Source: `001_93c4fdc1f7522504.txt`, BERT.
    """
    check_ndim("logits", logits, "(B, T, V)", 3)
    return mean_loss(*token_losses(logits, labels, IGNORED))


def nsp_loss(logits: Array, is_next: Array) -> Array:
    """The mean cross-entropy of two classes; class 0 is "is next".

    Args:
        logits: (B, 2) float. is_next: (B,) int or bool, 1 where the second sentence follows the first.

    Returns:
        a scalar, in nats.

    Raises:
        ValueError: shapes that do not fit, other values than 0 and 1.

    Source: `001_93c4fdc1f7522504.txt`, BERT; Devlin et al. 2019.
    """
    logits = as_float(logits)
    check_shape("logits", logits, "(B, 2)", logits.shape[0], 2)
    xp = namespace(logits, is_next)
    check_shape("is_next", is_next, "(B,)", logits.shape[0])
    whole = xp.astype(is_next, xp.int64)
    if not bool(xp.all((whole == 0) | (whole == 1))):
        raise ValueError("is_next: expected 0 and 1, got another value")
    return cross_entropy(logits, 1 - whole)


def bert_param_count(n_layer: int, d: int, vocab: int = 30522, ctx: int = 512) -> int:
    """Vd + Ld + 2d + 2d + n(12d² + 13d) + d² + d: three embeddings, their norm, blocks, pooler; without heads.

    Raises:
        ValueError: a size below 1.

    Source: `001_93c4fdc1f7522504.txt`, BERT.

    >>> bert_param_count(12, 768), bert_param_count(24, 1024)
    (109482240, 335141888)
    """
    check_at_least(1, n_layer=n_layer, d=d, vocab=vocab, ctx=ctx)
    return vocab * d + ctx * d + 2 * d + 2 * d + n_layer * (12 * d * d + 13 * d) + d * d + d
