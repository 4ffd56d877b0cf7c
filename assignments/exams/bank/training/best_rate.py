# %% [raw]
# # BEGIN QUESTION
# name: best_rate
# type: number
# points: 2
# title: The fastest constant step
# topics: [T4.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import diagnostics


def variant(rng):
    a, b = (int(n) for n in rng.choice([1, 2, 3, 4, 5, 6, 8, 9, 10, 12], size=2, replace=False))
    turned = bool(rng.integers(2))
    H = [[a + b, a - b], [a - b, a + b]] if turned else [[2 * a, 0], [0, 2 * b]]  # eigenvalues 2a, 2b
    return {"H": H, "ask": str(rng.choice(["lr", "contraction"]))}


def value(function, v):
    return float(getattr(function(np.array(v["H"], dtype=float)), v["ask"]))


def answer(v):
    return value(diagnostics.best_constant_step, v)


def mistakes(v):
    if v["ask"] == "lr":
        found = misconceptions_of(diagnostics.best_constant_step, "T4.7/largest_step", "T4.7/newton_step")
        return {m.key: (m.message, value(m.mutant, v)) for m in found}
    low, high = np.linalg.eigvalsh(np.array(v["H"], dtype=float))
    return {
        "T4.7/newton_step": ("1/λmax is too small a step.", 1 - low / high),
        "T4.7/upside_down": ("The contraction is (κ − 1)/(κ + 1), below 1.", (high + low) / (high - low)),
    }


# %% [markdown]
# Gradient descent with a constant learning rate minimises $\frac12 \theta^\top H \theta$ with
#
# $$H = {{ H | tex }}.$$
#
# {% if ask == "lr" %}Which learning rate converges fastest in the worst case?{% else %}By which factor does the error shrink **at least** in each step with the learning rate that is best in the worst case (what is the new error over the old one)?{% endif %}
# %% [raw]
# # END QUESTION
