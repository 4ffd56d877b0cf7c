"""Hidden tests of q4: a class, driven over a sequence of gradients."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, agree, as_like, close, require
from reference.misconceptions import misconceptions_of
from reference.training.optimizers import adam_step

HYPER = {"lr": 0.1, "beta1": 0.8, "beta2": 0.99, "eps": 1e-3}


def by_class(cls, theta, grads, settings):
    """The path of an optimizer object."""
    optimizer = cls(**settings)
    path = []
    for grad in grads:
        theta = as_like(optimizer.step(theta, grad.copy()), grad)
        path.append(theta)
    return path


def by_step(step, theta, grads, settings):
    """The same path from a pure step function."""
    settings = {"bias_correction": True, **settings}
    m, v, path = np.zeros_like(theta), np.zeros_like(theta), []
    for t, grad in enumerate(grads, 1):
        theta, m, v = step(theta, m, v, grad, t, **settings)
        path.append(theta)
    return path


def by_rule(rule):
    """The path of another rule: (m, v, g, t, settings) → (m, v, step)."""

    def path(theta, grads, settings):
        s = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "bias_correction": True, **settings}
        m, v, found = np.zeros_like(theta), np.zeros_like(theta), []
        for t, g in enumerate(grads, 1):
            m, v, step = rule(m, v, g, t, s)
            theta = theta - step
            found.append(theta)
        return found

    return path


def adam(**mistake):
    """The path of Adam with a mistake."""
    return by_rule(adam_rule(**mistake))


def adam_rule(*, add=lambda s: 1 - s["beta1"], square=np.square, late=0, corrected="mv", kept=False, always=False):
    """Adam's rule with a mistake."""

    def rule(m, v, g, t, s):
        m, v = s["beta1"] * m + add(s) * g, s["beta2"] * v + (1 - s["beta2"]) * square(g)
        hat = {"m": m, "v": v}
        for name in corrected if s["bias_correction"] or always else "":
            hat[name] = hat[name] / (1 - s["beta1" if name == "m" else "beta2"] ** (t + late))
        with np.errstate(invalid="ignore"):
            step = s["lr"] * hat["m"] / (np.sqrt(hat["v"]) + s["eps"])
        return (hat["m"], hat["v"], step) if kept else (m, v, step)

    return rule


def other_default(name, value):
    """Adam with another default; a setting that is given counts."""
    return lambda theta, grads, settings: by_step(adam_step, theta, grads, {name: value, **settings})


PAPER = adam_rule()


def uphill(m, v, g, t, s):
    m, v, step = PAPER(m, v, g, t, s)
    return m, v, -step


def without_power(m, v, g, t, s):
    m, v = s["beta1"] * m + (1 - s["beta1"]) * g, s["beta2"] * v + (1 - s["beta2"]) * g * g
    c, d = (1 - s["beta1"], 1 - s["beta2"]) if s["bias_correction"] else (1, 1)
    return m, v, s["lr"] * (m / c) / (np.sqrt(v / d) + s["eps"])


def fixed(**means):
    return lambda theta, grads, settings: by_step(adam_step, theta, grads, {**settings, **means})


def fixed_mean(m, v, g, t, s):
    """0.9 in the mean of the gradient, β₁ in its correction."""
    m, v = 0.9 * m + 0.1 * g, s["beta2"] * v + (1 - s["beta2"]) * g * g
    c, d = (1 - s["beta1"] ** t, 1 - s["beta2"] ** t) if s["bias_correction"] else (1, 1)
    return m, v, s["lr"] * (m / c) / (np.sqrt(v / d) + s["eps"])


DEFAULTS = {"lr": (1e-2, 1e-1, 1e-4), "beta1": (0.99, 0.8, 0.999), "beta2": (0.99, 0.9, 0.9999), "eps": (1e-7, 1e-6)}
MUTANTS = [
    *(
        Misconception("T4.3/default", f"`{name}` has another default than the header says.", other_default(name, value))
        for name, values in DEFAULTS.items()
        for value in values
    ),
    Misconception("T4.3/ascent", "The step is subtracted.", by_rule(uphill)),
    Misconception("T4.3/no_power", "The correction divides by 1 − βᵗ: where is t?", by_rule(without_power)),
    Misconception("T4.3/never_corrected", "`bias_correction=True` divides m and v by 1 − βᵗ.", adam(corrected="")),
    Misconception("T4.3/no_square", "v is a mean of squares of the gradient.", adam(square=np.abs)),
    *(
        Misconception("T4.3/fixed_betas", "Use the β₁ and β₂ that the optimizer was made with.", path)
        for path in (by_rule(fixed_mean), fixed(beta1=0.9), fixed(beta2=0.999), fixed(beta1=0.9, beta2=0.999))
    ),
    *(m.through(by_step) for m in misconceptions_of(adam_step)),
    Misconception(
        "T4.3/always_corrected", "Look at `bias_correction`: False takes the means as they are.", adam(always=True)
    ),
    Misconception("T4.3/t_late", "t counts the steps from 1: yours is one ahead.", adam(late=1)),
    Misconception(
        "T4.3/corrected_kept", "Keep m and v as they are; the corrected ones are for this step alone.", adam(kept=True)
    ),
    Misconception("T4.3/only_m_corrected", "Both means are corrected, m and v.", adam(corrected="m")),
    Misconception(
        "T4.3/v_one_number",
        "v has a number for each parameter, the square of its own gradient.",
        adam(square=lambda g: np.sum(g**2) + 0 * g),
    ),
    Misconception("T4.3/m_adds", "m takes (1 − β₁) of the gradient, not all of it.", adam(add=lambda s: 1.0)),
]


def cases(**settings):
    rng = np.random.default_rng(4)
    return [(rng.normal(size=s), [0.3 * rng.normal(size=s) for _ in range(6)], settings) for s in ((3,), (2, 5), (1,))]


def check(Adam, which):
    require(Adam, "Adam")
    agree(lambda *a: by_class(Adam, *a), lambda *a: by_step(adam_step, *a), which, mutants=MUTANTS, name="Adam.step")


# first, so that means that live in the class still have the shape of the public test and get as far as the message
@test_case(
    name="two optimizers share nothing",
    points=1,
    hidden=True,
    failure_message="Where do m, v and t live: in the class or in the object?",
)
def test_hidden_independent(Adam):
    require(Adam, "Adam")
    theta, grad = np.array([1.0, -2.0]), np.array([0.5, 0.25])
    first, second = Adam(**HYPER, bias_correction=True), Adam(**HYPER, bias_correction=True)
    alone = as_like(first.step(theta.copy(), grad.copy()), theta, "Adam.step")
    if not np.all(np.isfinite(alone)) or np.array_equal(alone, theta):
        raise CheckFailure("a step must lead to another theta, of finite numbers")
    first.step(theta.copy(), 10 * grad)
    other = second.step(theta.copy(), grad.copy())
    if not close(as_like(other, theta, "Adam.step"), alone):
        raise CheckFailure(
            "a second optimizer does not start fresh: its first step differs from the first step of another"
        )
    moved = Adam(**HYPER, bias_correction=True).step(theta + 1, grad.copy())
    if not close(as_like(moved, theta, "Adam.step"), alone + 1):
        raise CheckFailure("a step does not go from the theta that it is given")


@test_case(
    name="lecture form", points=2, hidden=True, failure_message="bias_correction=False: the means are used as they are."
)
def test_hidden_lecture(Adam):
    check(Adam, cases(**HYPER, bias_correction=False))


@test_case(
    name="paper form", points=1.5, hidden=True, failure_message="bias_correction=True: divide by 1 − βᵗ, with t from 1."
)
def test_hidden_paper(Adam):
    check(Adam, cases(**HYPER, bias_correction=True))


@test_case(
    name="defaults of the header",
    points=0.5,
    hidden=True,
    failure_message="Does Adam() work, with the numbers of the paper?",
)
def test_hidden_defaults(Adam):
    rng = np.random.default_rng(5)
    sizes = (1.0, 3e-8)  # beside gradients as small as that, 1e-8 counts
    check(Adam, [(np.zeros(3), [size * rng.normal(size=3) for _ in range(6)], {}) for size in sizes])
