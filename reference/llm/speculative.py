r"""Speculative decoding: a small model drafts, the large one checks all drafts in one pass, and the law stays its own.

Accept x ~ q with probability min(1, p/q); after the first rejection draw from max(0, p − q) / Σ; where all are accepted
one more comes from p.

Sources: `001_93c4fdc1f7522504.txt` (using pretrained LLMs); Leviathan et al. 2023, Chen et al. 2023.
"""

from collections.abc import Sequence

from reference._array import Array, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference.llm.decoding import sample_from


def _pair(p: Array, q: Array) -> tuple[Array, Array]:
    p, q = as_floats(p, q)
    check_ndim("p", p, "(V,)", 1)
    check_at_least(1, V=p.shape[0])
    check_shape("q", q, "(V,)", p.shape[0])
    return p, q


def accept_probability(p: Array, q: Array) -> Array:
    r"""$\min(1, p/q)$ for each token; 1 where q is 0, which never drafts it.

    Args:
        p: (V,) float, of the large model. q: (V,) float, of the draft.

    Returns:
        (V,) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: Leviathan et al. 2023.

    >>> import numpy as np
    >>> accept_probability(np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.6, 0.2])).tolist()
    [1.0, 0.5, 1.0]
    """
    p, q = _pair(p, q)
    xp = namespace(p)
    ratio = p / xp.where(q > 0, q, xp.ones_like(q))
    return xp.where((q > 0) & (ratio < 1), ratio, xp.ones_like(p))


def residual_distribution(p: Array, q: Array) -> Array:
    r"""$\max(0, p - q) / \sum$; p itself where both are equal, as nothing is rejected then.

    Args:
        p, q: (V,) float.

    Returns:
        (V,) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: Leviathan et al. 2023.
    """
    p, q = _pair(p, q)
    xp = namespace(p)
    rest = xp.where(p > q, p - q, xp.zeros_like(p))
    total = xp.sum(rest)
    return rest / total if float(total) > 0 else p


def speculative_step(
    p: Array, q: Array, drafted: Sequence[int], u: Sequence[float] | Array, u_last: float
) -> list[int]:
    r"""The accepted drafts and one more token: of the residual after a rejection, of p after the last acceptance.

    Args:
        p: (γ+1, V) float, the large model's after 0…γ drafts. q: (γ, V) float, the draft's. drafted: γ tokens.
        u: γ numbers in [0, 1): draft i is accepted iff u_i < min(1, p/q). u_last: of the last draw.

    Returns:
        1 to γ + 1 tokens.

    Raises:
        ValueError: shapes that do not fit.

    Source: Leviathan et al. 2023.
    """
    p, q = as_floats(p, q)
    check_ndim("q", q, "(γ, V)", 2)
    check_shape("p", p, "(γ+1, V)", q.shape[0] + 1, q.shape[1])
    for name, x in (("drafted", drafted), ("u", u)):
        if len(x) != q.shape[0]:
            raise ValueError(f"{name}: expected γ = {q.shape[0]} entries, got {len(x)}")
    out: list[int] = []
    for i in range(q.shape[0]):
        token = int(drafted[i])
        if not float(u[i]) < float(accept_probability(p[i, :], q[i, :])[token]):
            return [*out, sample_from(residual_distribution(p[i, :], q[i, :]), u_last)]
        out.append(token)
    return [*out, sample_from(p[-1, :], u_last)]


def expected_tokens(alpha: float, gamma: int) -> float:
    r"""$(1 - \alpha^{\gamma+1}) / (1 - \alpha)$ tokens a pass; γ + 1 for α = 1.

    Args:
        alpha: the chance to accept a draft, $\sum\min(p, q)$, in [0, 1]. gamma: drafts, 0 or more.

    Raises:
        ValueError: an alpha outside [0, 1], a negative gamma.

    Source: Leviathan et al. 2023.

    >>> round(expected_tokens(0.7, 4), 4)
    2.7731
    """
    if not 0 <= alpha <= 1:
        raise ValueError(f"alpha: expected a probability, got {alpha}")
    check_at_least(0, gamma=gamma)
    return float(sum(alpha**i for i in range(gamma + 1)))
