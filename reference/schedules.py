"""Learning-rate decay: the rate η of step (or epoch) t, counted from 0.

Source: `001_93c4fdc1f7522504.txt` (only that η may fall slowly during training); the formulas are the usual ones.
"""

from collections.abc import Callable
from math import cos, pi
from operator import index

from reference._array import check_option
from reference._misconceptions import misconception

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


# -- misconceptions ----------------------------------------------------------------------------------------------------


def _mutant(kinds: tuple[str, ...], formula: Callable[..., float]) -> Callable[..., float]:
    """The schedule with one formula wrong, at the kinds that the mistake can touch."""

    def schedule(kind, t, lr0, **kw):
        return formula(t, lr0, kind=kind, **kw) if kind in kinds else lr_schedule(kind, t, lr0, **kw)

    return schedule


def _late(t, lr0, kind, **kw):
    return lr_schedule(kind, t + 1, lr0, **kw)


def _compound(t, lr0, kind, k):
    return lr0 if t == 0 else _compound(t - 1, lr0, kind, k) / (1 + k * t)


def _degrees(t, lr0, kind, T):
    return lr0 * (1 + cos(180 * t / T)) / 2


def _whole(t, lr0, kind, T):
    return lr0 * (1 + cos(pi * t / T))


def _smooth(t, lr0, kind, gamma, s):
    return lr0 * gamma ** (t / s)


def _from_zero(t, lr0, kind, T, w):
    return lr0 * t / w if t < w else lr_schedule(kind, t, lr0, T=T, w=w)


def _warm_twice(t, lr0, kind, T, w):
    return lr_schedule(kind, t, lr0, T=T, w=w) if t < w else _cosine(t, lr0, T)


for _key, _text, _kind, _kinds, _formula in (
    ("off_by_one", "Epoch 0 uses η₀ unchanged.", "slip", ("inverse", "exponential", "step", "cosine"), _late),
    ("compound", "The inverse decay divides η₀, not the previous η.", "concept", ("inverse",), _compound),
    ("degrees", "cos takes radians.", "slip", ("cosine",), _degrees),
    ("half", "Cosine needs the factor ½.", "slip", ("cosine",), _whole),
    ("floor", "Step decay uses integer division.", "concept", ("step",), _smooth),
    ("warmup_zero", "The first warm-up step uses η₀/w; at 0 nothing is learned.", "slip", ("warmup_cosine",),
     _from_zero),
    ("warmup_not_subtracted", "After the warm-up the cosine starts afresh at η₀: subtract w from t and T.", "concept",
     ("warmup_cosine",), _warm_twice),
):  # fmt: skip
    misconception(lr_schedule, f"T4.4/{_key}", _text, _kind)(_mutant(_kinds, _formula))
