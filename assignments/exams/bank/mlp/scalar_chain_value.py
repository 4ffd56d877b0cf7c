# %% [raw]
# # BEGIN QUESTION
# name: scalar_chain_value
# type: number
# points: 3
# title: Slope of a loss
# topics: [T3.6]
# digits: 3
# low: -40
# high: 40
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.mlp import chainrule


def variant(rng):
    def choose():
        return float(rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2]))

    return {
        "x": choose(), "w1": choose(), "w2": choose(), "y": int(rng.integers(-1, 3)),
        "g": str(rng.choice(["sigmoid", "tanh"])), "wrt": str(rng.choice(["w1", "w2"])),
    }  # fmt: skip


def slope(function, v):
    return float(function(v["x"], v["w1"], v["w2"], float(v["y"]), v["g"])[f"dJ_d{v['wrt']}"])


def answer(v):
    return slope(chainrule.scalar_chain, v)


def mistakes(v):
    keys = ["T3.6/no_two", "T3.6/sum_factors"] + ["T3.6/missing_inner", "T3.6/missing_gprime"] * (v["wrt"] == "w1")
    return {m.key: (m.message, slope(m.mutant, v)) for m in misconceptions_of(chainrule.scalar_chain, *keys)}


def accept(v):
    return abs(answer(v)) > 0.01


def difficulty(v):
    return 1.2 if v["wrt"] == "w1" else 1.0


# %% [markdown]
# A network with one hidden unit computes $\hat y = w_2\, {{ "\\sigma" if g == "sigmoid" else "\\tanh" }}(w_1 x)$ and has the loss
# $J = (y - \hat y)^2${{ ", where $\\sigma(z) = 1/(1 + e^{-z})$" if g == "sigmoid" }}. At $x = {{ x | neat }}$, $w_1 = {{ w1 | neat }}$,
# $w_2 = {{ w2 | neat }}$ and $y = {{ y }}$, what is $\partial J / \partial w_{{ wrt[1] }}$?
# %% [raw]
# # END QUESTION
