"""Learning-rate decay: the rate η of step (or epoch) t, counted from 0.

Source: `001_93c4fdc1f7522504.txt` (only that η may fall slowly during training); the formulas are the usual ones.
"""

from math import cos, pi
from operator import index

from reference._array import check_option

KEYWORDS = {
    "constant": (),
    "inverse": ("k",),
    "exponential": ("gamma",),
    "step": ("gamma", "s"),
    "cosine": ("T",),
    "warmup_cosine": ("T", "w"),
}
SMALLEST = {"k": 0, "gamma": 0, "s": 1, "T": 1, "w": 1}


def _check(kind: str, t: int, lr0: float, kw: dict[str, float]) -> None:
    check_option("kind", kind, tuple(KEYWORDS))
    if sorted(kw) != sorted(KEYWORDS[kind]):
        wanted, got = (", ".join(names) or "no keywords" for names in (KEYWORDS[kind], kw))
        raise TypeError(f"{kind}: expected {wanted}, got {got}")
    for name, value, smallest in [("t", index(t), 0), ("lr0", lr0, 0), *((n, kw[n], SMALLEST[n]) for n in kw)]:
        if not value >= smallest:
            raise ValueError(f"{name}: expected a number of at least {smallest}, got {value}")
    for name in {"s", "T", "w"} & set(kw):
        index(kw[name])  # a count of steps: TypeError otherwise
    if kind == "warmup_cosine" and kw["w"] >= kw["T"]:
        raise ValueError(f"w: expected fewer warm-up steps than T = {kw['T']}, got {kw['w']}")


def _cosine(t: int, lr0: float, T: int) -> float:
    return lr0 * (1 + cos(pi * t / T)) / 2


def lr_schedule(kind: str, t: int, lr0: float, **kw: float) -> float:
    r"""The learning rate $\eta_t$, a function of $t$ alone, not of the rate before.

    Args:
        kind: with its keywords,
            "constant": $\eta_0$;
            "inverse" (k): $\eta_0 / (1 + kt)$;
            "exponential" (gamma): $\eta_0 \gamma^t$;
            "step" (gamma, s): $\eta_0 \gamma^{\lfloor t/s \rfloor}$;
            "cosine" (T): $\frac12 \eta_0 (1 + \cos(\pi t/T))$, 0 at t = T and, as in torch, rising again after it;
            "warmup_cosine" (T, w): $\eta_0 (t+1)/w$ for t < w, then the cosine over the T − w steps that are left.
        t: step or epoch, an int from 0. lr0: η₀ ≥ 0. k, gamma ≥ 0. s, T, w: counts of steps, ints from 1; w < T.

    Raises:
        TypeError: the keywords are not those of `kind`, or t, s, T, w is not an int.
        ValueError: an unknown kind or a number out of its range.

    Source: `001_93c4fdc1f7522504.txt`, perceptron learning ("η can be slowly decreased"); Loshchilov & Hutter 2017.

    >>> [round(lr_schedule("inverse", t, 0.1, k=0.5), 4) for t in range(4)]
    [0.1, 0.0667, 0.05, 0.04]
    """
    _check(kind, t, lr0, kw)
    if kind == "constant":
        return lr0
    if kind == "inverse":
        return lr0 / (1 + kw["k"] * t)
    if kind == "exponential":
        return lr0 * kw["gamma"] ** t
    if kind == "step":
        return lr0 * kw["gamma"] ** (t // kw["s"])
    if kind == "cosine":
        return _cosine(t, lr0, kw["T"])
    T, w = kw["T"], kw["w"]
    return lr0 * (t + 1) / w if t < w else _cosine(t - w, lr0, T - w)
