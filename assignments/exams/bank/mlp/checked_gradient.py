# %% [raw]
# # BEGIN QUESTION
# name: checked_gradient
# type: choice
# points: 1
# title: Which gradient passes the check?
# topics: [T3.7]
# %% tags=["variant"]
import numpy as np

from reference.mlp import gradcheck

NOTES = {
    "factor": "The slope of a square has a factor 2.",
    "partial": "b is in both terms: add both slopes.",
    "swapped": "The entries are in the order of the parameters, a first.",
}


def variant(rng):
    c, d = (int(n) for n in rng.choice([2, 3, 4, 5, 6, 7], size=2, replace=False))
    return {"c": c, "d": d, "a": float(rng.choice([-1.5, 0.7, 1.2])), "b": float(rng.choice([-1.3, 0.4, 1.1]))}


def candidates(v):
    """Gradients of c·a²·b + d·b² by (a, b): name → text and function."""
    c, d = v["c"], v["d"]
    return {
        "right": (f"$({2 * c} a b,\\; {c} a^2 + {2 * d} b)$", lambda a, b: (2 * c * a * b, c * a**2 + 2 * d * b)),
        "factor": (f"$({c} a b,\\; {c} a^2 + {d} b)$", lambda a, b: (c * a * b, c * a**2 + d * b)),
        "partial": (f"$({2 * c} a b,\\; {2 * d} b)$", lambda a, b: (2 * c * a * b, 2 * d * b)),
        "swapped": (f"$({c} a^2 + {2 * d} b,\\; {2 * c} a b)$", lambda a, b: (c * a**2 + 2 * d * b, 2 * c * a * b)),
    }


def passes(v, slope):
    function = lambda theta: v["c"] * theta[0] ** 2 * theta[1] + v["d"] * theta[1] ** 2  # noqa: E731
    return bool(gradcheck.check_gradient(function, lambda theta: np.array(slope(*theta)), np.array([v["a"], v["b"]])))


def options(v):
    found = candidates(v)
    right = [text for text, slope in found.values() if passes(v, slope)]
    return {"right": right, "wrong": {text: NOTES[name] for name, (text, _) in found.items() if text not in right}}


# %% [markdown]
# A gradient check compares four gradients of $f(a, b) = {{ c }} a^2 b + {{ d }} b^2$ by $(a, b)$ with central differences, at $a = {{ a }}$, $b = {{ b }}$. Which one passes?
# %% [raw]
# # END QUESTION
