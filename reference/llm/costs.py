r"""What a language model costs: operations, memory, and how to spend a budget.

6ND operations for N parameters and D tokens: 2ND forward, 4ND backward. The constants of the law are those published
for the third approach; its optimum disagrees with the paper's headline, so quote the formula.

Sources: `001_93c4fdc1f7522504.txt` (GPT-1/2/3), `004_c46ddd2f6285f478.txt` (why now); Kaplan et al. 2020, Hoffmann et
al. 2022.
"""

from typing import NamedTuple

from reference._array import check_at_least, check_option

OPTIMISERS = ("adamw", "sgd")


class Budget(NamedTuple):
    """Parameters and tokens."""

    N: float
    D: float


def _positive(**numbers: float) -> None:
    for name, value in numbers.items():
        if not value > 0:
            raise ValueError(f"{name}: expected a number above 0, got {value}")


def training_flops(n_params: float, n_tokens: float) -> float:
    """6ND.

    Raises:
        ValueError: a negative number.

    Source: Kaplan et al. 2020; `001_93c4fdc1f7522504.txt`, GPT-3.
    """
    check_at_least(0, n_params=n_params, n_tokens=n_tokens)
    return 6 * n_params * n_tokens


def chinchilla_loss(
    N: float, D: float, E: float = 1.69, A: float = 406.4, B: float = 410.7, alpha: float = 0.34, beta: float = 0.28
) -> float:
    r"""$E + A/N^\alpha + B/D^\beta$, in nats a token.

    Raises:
        ValueError: an N or D that is not above 0.

    Source: Hoffmann et al. 2022, approach 3.

    >>> round(chinchilla_loss(70e9, 1.4e12), 5)
    1.93665
    """
    _positive(N=N, D=D)
    return E + A / N**alpha + B / D**beta


def compute_optimal(C: float, A: float = 406.4, B: float = 410.7, alpha: float = 0.34, beta: float = 0.28) -> Budget:
    r"""$N^* = G (C/6)^{\beta/(\alpha+\beta)}$ with $G = (\alpha A / \beta B)^{1/(\alpha+\beta)}$, and $D^* = C / 6N^*$.

    Args:
        C: operations, above 0. The others: of `chinchilla_loss`, above 0.

    Returns:
        (N, D): what minimises the loss among all with 6ND = C.

    Raises:
        ValueError: a number that is not above 0.

    Source: Hoffmann et al. 2022, approach 3.
    """
    _positive(C=C, A=A, B=B, alpha=alpha, beta=beta)
    G = (alpha * A / (beta * B)) ** (1 / (alpha + beta))
    N = G * (C / 6) ** (beta / (alpha + beta))
    return Budget(N, C / (6 * N))


def kv_cache_bytes(
    layers: int,
    kv_heads: int,
    head_dim: int,
    tokens: int,
    batch: int = 1,
    bytes: int = 2,  # noqa: A002 - the entry's name
) -> int:
    """2 · layers · kv_heads · head_dim · tokens · batch · bytes: keys and values.

    Raises:
        ValueError: a negative number.

    Source: `001_93c4fdc1f7522504.txt`, GPT; Shazeer 2019.

    >>> kv_cache_bytes(32, 32, 128, 1)
    524288
    """
    check_at_least(0, layers=layers, kv_heads=kv_heads, head_dim=head_dim, tokens=tokens, batch=batch, bytes=bytes)
    return 2 * layers * kv_heads * head_dim * tokens * batch * bytes


def training_bytes(n_params: float, optimiser: str = "adamw", mixed: bool = True) -> float:
    """Weights, gradients and the optimiser's state, without activations.

    Mixed: 2 + 2 bytes for weights and gradients, 4 for the master weights, 8 for AdamW's two moments; else 4 + 4 (+ 8).

    Args:
        n_params: 0 or more. optimiser: "adamw" or "sgd" (without momentum). mixed: 16-bit weights and gradients.

    Raises:
        ValueError: a negative number, another optimiser.

    Source: Rajbhandari et al. 2020; `004_c46ddd2f6285f478.txt`, why now.

    >>> training_bytes(7e9) / 1e9
    112.0
    """
    check_at_least(0, n_params=n_params)
    check_option("optimiser", optimiser, OPTIMISERS)
    return n_params * (8 + (8 if optimiser == "adamw" else 0))
