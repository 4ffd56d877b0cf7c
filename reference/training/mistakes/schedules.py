"""Wrong versions of the functions in `reference.training.schedules`, with the message that names each mistake."""

from collections.abc import Callable
from math import cos, pi

from reference.misconceptions import misconception
from reference.training.schedules import _cosine, lr_schedule


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


for _key, _text, _kinds, _formula in (
    ("off_by_one", "Epoch 0 uses η₀ unchanged.", ("inverse", "exponential", "step", "cosine"), _late),
    ("compound", "The inverse decay divides η₀, not the previous η.", ("inverse",), _compound),
    ("degrees", "cos takes radians.", ("cosine",), _degrees),
    ("half", "Cosine needs the factor ½.", ("cosine",), _whole),
    ("floor", "Step decay uses integer division.", ("step",), _smooth),
    ("warmup_zero", "The first warm-up step uses η₀/w; at 0 nothing is learned.", ("warmup_cosine",),
     _from_zero),
    ("warmup_not_subtracted", "After the warm-up the cosine starts afresh at η₀: subtract w from t and T.",
     ("warmup_cosine",), _warm_twice),
):  # fmt: skip
    misconception(lr_schedule, f"T4.4/{_key}", _text)(_mutant(_kinds, _formula))
