# %% [raw]
# # BEGIN QUESTION
# name: slope_of_output
# type: symbolic
# points: 2
# title: Slope from the stored activation
# topics: [T3.1]
# symbols: {a: [0.05, 0.95]}
# %% tags=["variant"]
FORMS = {  # f, da/dz in terms of a, and what the mistake takes for it
    "sigmoid": (r"\sigma({k}z)", "{k}*a*(1 - a)", "{k}*sigmoid(a)*(1 - sigmoid(a))"),
    "tanh": (r"\tanh({k}z)", "{k}*(1 - a^2)", "{k}*(1 - tanh(a)^2)"),
    "softplus": (r"\ln(1 + e^{{{k}z}})", "{k}*(1 - exp(-a))", "{k}*sigmoid(a)"),
}


def variant(rng):
    name, k = str(rng.choice(list(FORMS))), int(rng.integers(1, 6))
    return {"f": name, "k": k, "formula": FORMS[name][0].format(k="" if k == 1 else k)}


def answer(v):
    return FORMS[v["f"]][1].format(k=v["k"]).removeprefix("1*")


def mistakes(v):
    _, right, wrong = FORMS[v["f"]]
    named = {"T3.1/deriv_of_output": ("a is the activation already: do not apply f to it again.", wrong.format(k=v["k"]))}
    if v["k"] > 1:
        named["T3.1/inner"] = ("The inner derivative is missing.", right.format(k=1))
    return named


def difficulty(v):
    return 1.3 if v["f"] == "softplus" else 1.0


# %% [markdown]
# A network stores the activations $a = {{ formula }}$ and not the pre-activations $z$ ($\sigma(z) = 1/(1 + e^{-z})$). For its
# backward pass it needs $\frac{da}{dz}$. Give it as an expression in `a` alone.
# %% [raw]
# # END QUESTION
