# %% [raw]
# # BEGIN QUESTION
# name: gate_slope
# type: symbolic
# points: 3
# title: Slope of a gate
# topics: [T9.7]
# symbols: {x: [-2, 2], a: [-2, 2], alpha: [-2, 2], t: [-2, 2]}
# %% tags=["variant"]
LOSSES = {"square": r"(t - y)^2", "half": r"\tfrac12 (t - y)^2", "exp": r"e^{t y}"}
NAMES = {"alpha": r"\alpha", "a": "a", "x": "x"}


def variant(rng):
    loss, wrt = str(rng.choice(list(LOSSES))), str(rng.choice(list(NAMES)))
    return {"loss": loss, "formula": LOSSES[loss], "wrt": wrt, "symbol": NAMES[wrt]}


def slopes(v, y="(x + tanh(alpha)*a)"):
    """dL/dy, and dy by the symbol that is asked for."""
    outer = {"square": f"2*({y} - t)", "half": f"({y} - t)", "exp": f"t*exp(t*{y})"}[v["loss"]]
    return outer, {"alpha": "(1 - tanh(alpha)^2)*a", "a": "tanh(alpha)", "x": "1"}[v["wrt"]]


def answer(v):
    return "*".join(f for f in slopes(v) if f != "1")


def mistakes(v):
    outer, inner = slopes(v)
    wrong = slopes(v, "(tanh(alpha)*x + a)")[0] + {"alpha": "*(1 - tanh(alpha)^2)*x", "a": "", "x": "*tanh(alpha)"}[v["wrt"]]
    named = {
        "T9.7/gate_x": ("Gate the new branch, not x.", wrong),
        "T9.7/outer": ("The slope of the loss is missing.", inner),
    }
    if v["wrt"] == "alpha":
        named["T9.7/no_slope"] = ("The gate has a slope, too: 1 − tanh² α.", f"{outer}*a")
    if v["wrt"] == "a":
        named["T9.7/no_tanh"] = ("Gate with tanh(α).", f"{outer}*alpha")
    if v["wrt"] == "x":
        named["T9.7/no_skip"] = ("The skip connection hands on the whole slope.", f"{outer}*tanh(alpha)")
    return named


# %% [markdown]
# A gated layer of Flamingo adds what its cross-attention found, a number $a$, to its input $x$: $y = x + \tanh(\alpha)\, a$. Its
# loss is $L = {{ formula }}$. What is $\partial L / \partial {{ symbol }}$, if $a$ does not depend on $x$?
#
# Write `alpha` for $\alpha$.
# %% [raw]
# # END QUESTION
