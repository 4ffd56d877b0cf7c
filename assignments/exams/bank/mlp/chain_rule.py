# %% [raw]
# # BEGIN QUESTION
# name: chain_rule
# type: symbolic
# points: 3
# title: Chain rule
# topics: [T3.6]
# symbols: {w1: [-2, 2], w2: [-2, 2], x: [-2, 2], y: [0, 1]}
# %% tags=["variant"]
# The key is put together from the factors of the chain, so that a mistake can leave one out; tests/exam/test_bank.py
# compares it with reference.mlp.chainrule.symbolic_gradient.
LOSSES = {"square": r"(y - \hat y)^2", "half": r"\tfrac12 (y - \hat y)^2", "log": r"-y \ln \hat y - (1 - y) \ln(1 - \hat y)"}


def variant(rng):
    loss = str(rng.choice(list(LOSSES)))
    return {
        "loss": loss,
        "formula": LOSSES[loss],
        "g": str(rng.choice(["sigmoid", "tanh"])),
        "out": "sigmoid" if loss == "log" else str(rng.choice(["linear", "sigmoid"])),
        "wrt": str(rng.choice(["w1", "w2", "x"])),
    }


def factors(v):
    """name → factor of the derivative, from the loss to the parameter."""
    H = f"{v['g']}(w1*x)"
    u = f"w2*{H}"
    y_hat = f"sigmoid({u})" if v["out"] == "sigmoid" else u
    found = {"loss": f"({y_hat} - y)", "two": "2" if v["loss"] == "square" else "1"}
    if v["out"] == "sigmoid" and v["loss"] != "log":  # with the log loss this factor cancels
        found["out"] = f"{y_hat}*(1 - {y_hat})"
    if v["wrt"] == "w2":
        return found | {"inner": H}
    return found | {
        "w2": "w2",
        "slope": f"{H}*(1 - {H})" if v["g"] == "sigmoid" else f"(1 - {H}^2)",
        "inner": "x" if v["wrt"] == "w1" else "w1",
    }


def product(found, **changed):
    return "*".join(f for f in (found | changed).values() if f != "1")


def answer(v):
    return product(factors(v))


def mistakes(v):
    found = factors(v)
    named = {
        "T3.6/missing_inner": ("The innermost derivative is missing.", product(found, inner="1")),
        "T3.6/sign": ("The error enters with the other sign.", product(found, loss=f"(-1)*{found['loss']}")),
    }
    if "slope" in found:
        named["T3.6/missing_gprime"] = ("The slope of the hidden unit is missing.", product(found, slope="1"))
    if v["loss"] == "square":
        named["T3.6/no_two"] = ("Differentiate the square: factor 2.", product(found, two="1"))
    return named


def difficulty(v):
    return 0.9 + 0.1 * len(factors(v)) / 4


# %% [markdown]
# A network with one hidden unit computes
#
# $$\hat y = {{ "\\sigma(" if out == "sigmoid" }} w_2\, {{ "\\sigma" if g == "sigmoid" else "\\tanh" }}(w_1 x) {{ ")" if out == "sigmoid" }},
# \qquad L = {{ formula }},$$
#
# where $\sigma(z) = 1 / (1 + e^{-z})$. Give $\partial L / \partial {{ {"w1": "w_1", "w2": "w_2", "x": "x"}[wrt] }}$ as an
# expression in `w1`, `w2`, `x` and `y`; write $\sigma$ as `sigmoid(...)` and $\tanh$ as `tanh(...)`. It need not be simplified.
# %% [raw]
# # END QUESTION
