r"""Efficient finetuning: LoRA, adapters, prefixes and prompts, biases alone, and weights in few bits.

Sources: `001_93c4fdc1f7522504.txt` (efficient finetuning); Hu et al. 2021 (LoRA), Houlsby et al. 2019 (adapters), Li
and Liang 2021 (prefixes), Lester et al. 2021 (prompts), Ben Zaken et al. 2022 (BitFit), Dettmers et al. 2023 (QLoRA).
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_shape,
    namespace,
    transpose,
)
from reference.linear.softmax import softmax
from reference.neurons.activations import gelu, relu

ACTS = {"relu": relu, "gelu": gelu}
NF4 = (  # quantiles of the normal distribution, scaled to [−1, 1]; 0 is one of them
    *(-1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635),
    *(-0.18477343022823334, -0.09105003625154495, 0.0, 0.07958029955625534, 0.16093020141124725),
    *(0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0),
)


class Quantized(NamedTuple):
    """Whole numbers or levels, and the scale that takes them back."""

    q: Array
    scale: Array


def _check_lora(W0: Array, A: Array, B: Array) -> None:
    check_ndim("W0", W0, "(d, k)", 2)
    check_ndim("A", A, "(r, k)", 2)
    check_at_least(1, r=A.shape[0])
    check_shape("A", A, "(r, k)", A.shape[0], W0.shape[1])
    check_shape("B", B, "(d, r)", W0.shape[0], A.shape[0])


def lora_forward(x: Array, W0: Array, A: Array, B: Array, alpha: float) -> Array:
    r"""$x W_0^\top + \frac{\alpha}{r} x A^\top B^\top$; only A and B are trained, and B starts at 0.

    Args:
        x: (N, k) float. W0: (d, k), frozen. A: (r, k). B: (d, r). alpha: α.

    Returns:
        (N, d) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Hu et al. 2021.
    """
    x, W0, A, B = as_floats(x, W0, A, B)
    _check_lora(W0, A, B)
    check_shape("x", x, "(N, k)", x.shape[0], W0.shape[1])
    return x @ transpose(W0) + alpha / A.shape[0] * (x @ transpose(A)) @ transpose(B)


def lora_merge(W0: Array, A: Array, B: Array, alpha: float) -> Array:
    r"""$W_0 + \frac{\alpha}{r} B A$: a merged model costs nothing more.

    Args:
        W0: (d, k) float. A: (r, k). B: (d, r). alpha: α.

    Returns:
        (d, k) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Hu et al. 2021.
    """
    W0, A, B = as_floats(W0, A, B)
    _check_lora(W0, A, B)
    return W0 + alpha / A.shape[0] * B @ A


def lora_param_count(d: int, k: int, r: int) -> int:
    """r(d + k) trained weights instead of dk.

    Raises:
        ValueError: a size below 1.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Hu et al. 2021.

    >>> lora_param_count(768, 768, 8)
    12288
    """
    check_at_least(1, d=d, k=k, r=r)
    return r * (d + k)


def adapter_forward(h: Array, Wd: Array, bd: Array, Wu: Array, bu: Array, act: str = "relu") -> Array:
    r"""$h + W_u\,act(W_d h + b_d) + b_u$: a narrow layer beside the residual.

    Args:
        h: (N, d) float. Wd: (m, d). bd: (m,). Wu: (d, m). bu: (d,). act: "relu" or "gelu".

    Returns:
        (N, d) float.

    Raises:
        ValueError: shapes that do not fit, another act.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Houlsby et al. 2019.
    """
    check_option("act", act, tuple(ACTS))
    h, Wd, bd, Wu, bu = as_floats(h, Wd, bd, Wu, bu)
    check_ndim("h", h, "(N, d)", 2)
    check_ndim("Wd", Wd, "(m, d)", 2)
    m, d = Wd.shape[0], h.shape[1]
    check_shape("Wd", Wd, "(m, d)", m, d)
    check_shape("bd", bd, "(m,)", m)
    check_shape("Wu", Wu, "(d, m)", d, m)
    check_shape("bu", bu, "(d,)", d)
    return h + ACTS[act](h @ transpose(Wd) + bd) @ transpose(Wu) + bu


def prefix_attention(q: Array, K: Array, V: Array, Pk: Array, Pv: Array) -> Array:
    r"""Attention, $\mathrm{softmax}(QK^\top/\sqrt d)V$, over p trained keys and values before those of the input.

    Args:
        q: (Tq, d) float. K: (Tk, d). V: (Tk, dv). Pk: (p, d). Pv: (p, dv). p + Tk ≥ 1.

    Returns:
        (Tq, dv) float.

    Raises:
        ValueError: shapes that do not fit, no key.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Li and Liang 2021.
    """
    q, K, V, Pk, Pv = as_floats(q, K, V, Pk, Pv)
    for name, x in (("q", q), ("K", K), ("V", V), ("Pk", Pk)):
        check_ndim(name, x, "(T, d)", 2)
    check_shape("K", K, "(Tk, d)", K.shape[0], q.shape[1])
    check_shape("V", V, "(Tk, dv)", K.shape[0], V.shape[1])
    check_shape("Pk", Pk, "(p, d)", Pk.shape[0], q.shape[1])
    check_shape("Pv", Pv, "(p, dv)", Pk.shape[0], V.shape[1])
    check_at_least(1, keys=K.shape[0] + Pk.shape[0])
    xp = namespace(q)
    return softmax(q @ transpose(xp.concat([Pk, K])) / math.sqrt(q.shape[1])) @ xp.concat([Pv, V])


def prompt_tuning_concat(prompt: Array, x: Array) -> Array:
    """p trained vectors before the embeddings of each sequence.

    Args:
        prompt: (p, E) float. x: (B, T, E) float.

    Returns:
        (B, p + T, E) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Lester et al. 2021.
    """
    prompt, x = as_floats(prompt, x)
    check_ndim("x", x, "(B, T, E)", 3)
    check_ndim("prompt", prompt, "(p, E)", 2)
    check_shape("prompt", prompt, "(p, E)", prompt.shape[0], x.shape[2])
    xp = namespace(x)
    return xp.concat([xp.broadcast_to(prompt[None, :, :], (x.shape[0], *prompt.shape)), x], axis=1)


def bitfit_mask(names: Iterable[str]) -> dict[str, bool]:
    """Which parameters are trained when only biases are: those named `bias` or `….bias`, or ending in `_bias`.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning; Ben Zaken et al. 2022.

    >>> bitfit_mask(["linear1.weight", "linear1.bias", "self_attn.in_proj_bias"])
    {'linear1.weight': False, 'linear1.bias': True, 'self_attn.in_proj_bias': True}
    """
    return {name: name.split(".")[-1] == "bias" or name.endswith("_bias") for name in names}


def quantize_absmax_int8(x: Array) -> Quantized:
    r"""$q = \mathrm{round}(x / s)$ with $s = \max|x| / 127$, half to even; x ≈ q·s. An x of zeros has s = 1.

    Args:
        x: float, any shape, at least one entry, all finite.

    Returns:
        (q, scale): int8 of the shape of x, and a scalar.

    Raises:
        ValueError: no entry, an entry that is not finite.

    Source: `001_93c4fdc1f7522504.txt`, efficient finetuning.

    >>> import numpy as np
    >>> quantize_absmax_int8(np.array([0.5, -1.2, 0.03, 0.9])).q.tolist()
    [53, -127, 3, 95]
    """
    x = _finite(x)
    xp = namespace(x)
    top = xp.max(xp.abs(x))
    scale = xp.where(top > 0, top / 127, xp.ones_like(top))
    return Quantized(xp.astype(xp.round(x / scale), xp.int8), scale)


def _finite(x: Array) -> Array:
    x = as_float(x)
    xp = namespace(x)
    if 0 in x.shape or not bool(xp.all(xp.isfinite(x))):
        raise ValueError("x: expected finite entries, at least one, got others")
    return x


def nf4_quantize(x: Array, block: int) -> Quantized:
    """The nearest of 16 levels of x / max|x| in each block; of two equally near ones the smaller.

    Args:
        x: (n,) float, finite, n a multiple of the block. block: 1 or more.

    Returns:
        (q, scale): (n,) int8, indices 0…15 into `NF4`, and (n / block,) the maxima (1 for a block of zeros).

    Raises:
        ValueError: other axes, an n that is no multiple, an entry that is not finite, a block below 1.

    Source: Dettmers et al. 2023 (QLoRA); `001_93c4fdc1f7522504.txt`, efficient finetuning.
    """
    check_at_least(1, block=block)
    check_ndim("x", x, "(n,)", 1)
    x = _finite(x)
    if x.shape[0] % block:
        raise ValueError(f"x: expected a multiple of block = {block} entries, got {x.shape[0]}")
    xp = namespace(x)
    rows = xp.reshape(x, (-1, block))
    top = xp.max(xp.abs(rows), axis=1)
    scale = xp.where(top > 0, top, xp.ones_like(top))
    levels = xp.asarray(NF4, dtype=x.dtype, device=getattr(x, "device", None))
    distance = xp.abs((rows / scale[:, None])[:, :, None] - levels)
    return Quantized(xp.astype(xp.reshape(xp.argmin(distance, axis=2), x.shape), xp.int8), scale)
