# %% [raw]
# # BEGIN QUESTION
# name: slope_in_z
# type: symbolic
# points: 2
# title: Derivative of an activation
# topics: [T3.1]
# symbols: {z: [-2, 2]}
# %% tags=["variant"]
FORMS = {  # f as people read it, f', and f' without the inner derivative or without one term of the product rule
    "scaled": (r"\sigma({k}z)", "{k}*sigmoid({k}*z)*(1 - sigmoid({k}*z))", "sigmoid({k}*z)*(1 - sigmoid({k}*z))"),
    "tanh": (r"\tanh({k}z)", "{k}*(1 - tanh({k}*z)^2)", "1 - tanh({k}*z)^2"),
    "softplus": (r"\ln(1 + e^{{{k}z}})", "{k}*sigmoid({k}*z)", "sigmoid({k}*z)"),
    "swish": (
        r"z\,\sigma({k}z)",
        "sigmoid({k}*z) + {k}*z*sigmoid({k}*z)*(1 - sigmoid({k}*z))",
        "{k}*z*sigmoid({k}*z)*(1 - sigmoid({k}*z))",
    ),
    "gated": (r"z\,\tanh({k}z)", "tanh({k}*z) + {k}*z*(1 - tanh({k}*z)^2)", "{k}*z*(1 - tanh({k}*z)^2)"),
    "square": (
        r"\sigma({k}z)^2",
        "2*sigmoid({k}*z)*{k}*sigmoid({k}*z)*(1 - sigmoid({k}*z))",
        "2*{k}*sigmoid({k}*z)",
    ),
}


def variant(rng):
    form, k = str(rng.choice(list(FORMS))), int(rng.integers(2, 6))
    return {"form": form, "k": k, "formula": FORMS[form][0].format(k=k)}


def answer(v):
    return FORMS[v["form"]][1].format(k=v["k"])


def mistakes(v):
    if v["form"] in ("swish", "gated"):
        note = "A product has two terms in its derivative."
    else:
        note = "The inner derivative is missing."
    return {"T3.1/incomplete": (note, FORMS[v["form"]][2].format(k=v["k"]))}


def difficulty(v):
    return 1.2 if v["form"] in ("swish", "gated", "square") else 1.0


# %% [markdown]
# Give the derivative $f'(z)$ of $f(z) = {{ formula }}$ as an expression in `z`, where $\sigma(z) = 1/(1 + e^{-z})$ is written
# `sigmoid(...)` and $\tanh$ is written `tanh(...)`.
# %% [raw]
# # END QUESTION
