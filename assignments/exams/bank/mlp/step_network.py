# %% [raw]
# # BEGIN QUESTION
# name: step_network
# type: number
# points: 2
# title: Approximating with steps
# topics: [T3.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.mlp import approximation

FUNCTIONS = {"square": "x^2", "cube": "x^3", "line": "3x - 1", "wave": "x^2 - 2x"}
CODE = {"square": lambda x: x**2, "cube": lambda x: x**3, "line": lambda x: 3 * x - 1, "wave": lambda x: x**2 - 2 * x}


def variant(rng):
    f, a, n = str(rng.choice(list(FUNCTIONS))), int(rng.integers(-1, 2)), int(rng.integers(3, 6))
    return {"f": f, "formula": FUNCTIONS[f], "a": a, "b": a + n, "n": n, "x": a + int(rng.integers(1, n)) + float(rng.choice([0.25, 0.75]))}


def value(v, build=approximation.step_approximator, run=approximation.eval_step_net):
    net = build(CODE[v["f"]], float(v["a"]), float(v["b"]), v["n"])
    return float(np.asarray(run(np.array([v["x"]]), *net)).item())


def answer(v):
    return value(v)


def mistakes(v):
    found = misconceptions_of(approximation.step_approximator, "T3.8/value_not_jump", "T3.8/no_offset", "T3.8/steps_at_points")
    keep = [m for m in found if m.key != "T3.8/steps_at_points" or v["x"] % 1 > 0.5]
    keep = [m for m in keep if m.key != "T3.8/no_offset" or CODE[v["f"]](v["a"])]
    named = {m.key: (m.message, value(v, build=m.mutant)) for m in keep}
    reverse = misconceptions_of(approximation.eval_step_net, "T3.8/reversed")
    return named | {m.key: (m.message, value(v, run=m.mutant)) for m in reverse}


# %% [markdown]
# A network with {{ n }} threshold units approximates $f(x) = {{ formula }}$ on [{{ a }}, {{ b }}]. Its output starts at $f({{ a }})$; unit $k$ jumps half-way between the whole numbers $x_{k-1}$ and $x_k$, by $f(x_k) - f(x_{k-1})$. What does it answer at $x = {{ x }}$?
# %% [raw]
# # END QUESTION
