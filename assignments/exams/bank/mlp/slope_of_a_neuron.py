# %% [raw]
# # BEGIN QUESTION
# name: slope_of_a_neuron
# type: symbolic
# points: 2
# title: Slope of a loss
# topics: [T3.6]
# symbols: {w: [-2, 2], a: [-2, 2], b: [-2, 2], y: [-2, 2]}
# %% tags=["variant"]
import sympy

from reference.misconceptions import misconceptions_of
from reference.mlp import chainrule

LOSSES = {"square": "(z - y)**2", "exp": "exp(y*z)", "tanh": "(tanh(z) - y)**2"}
READ = {"square": "(z - y)^2", "exp": "e^{y z}", "tanh": r"(\tanh z - y)^2"}


def variant(rng):
    loss = str(rng.choice(list(LOSSES)))
    wrt, k = str(rng.choice(["w", "a"])), int(rng.integers(2, 10))
    return {"loss": loss, "wrt": wrt, "k": k, "formula": READ[loss]}


def slope(function, v):
    names = dict(zip("waby", sympy.symbols("w a b y"), strict=True))
    z = names["w"] * names["a"] + v["k"] * names["b"]
    expression = sympy.sympify(LOSSES[v["loss"]], locals=names | {"z": z})
    return str(function(expression, names[v["wrt"]])).replace("**", "^")


def answer(v):
    return slope(chainrule.symbolic_gradient, v)


def mistakes(v):
    keys = ["T3.6/missing_inner", "T3.6/dz_dW_is_W"] + ["T3.6/no_two"] * (v["loss"] != "exp")
    return {m.key: (m.message, slope(m.mutant, v)) for m in misconceptions_of(chainrule.symbolic_gradient, *keys)}


# %% [markdown]
# With $z = w a + {{ k }} b$ the loss is $L = {{ formula }}$. Give $\partial L / \partial {{ wrt }}$ as an expression in `w`, `a`, `b` and `y`; it need
# not be simplified. Write $e^x$ as `exp(...)`.
# %% [raw]
# # END QUESTION
