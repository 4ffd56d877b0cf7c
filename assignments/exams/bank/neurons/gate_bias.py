# %% [raw]
# # BEGIN QUESTION
# name: gate_bias
# type: number
# points: 2
# title: Bias of a gate
# topics: [T1.3]
# integer: true
# low: -6
# high: 1
# %% tags=["variant"]
def variant(rng):
    m = int(rng.integers(2, 7))
    return {"m": m, "k": int(rng.integers(1, m + 1)), "strict": bool(rng.integers(2))}


def answer(v):
    from reference.neurons.perceptron import k_of_m_gate

    return k_of_m_gate(v["m"], v["k"], "gt" if v["strict"] else "ge")[1]


def mistakes(v):
    other = -v["k"] if v["strict"] else 1 - v["k"]
    return {
        "T1.3/strict": ("That is the bias for the other rule: look at what happens at a net input of exactly 0.", other),
        "T1.3/bias_sign": ("A threshold of t is a bias of −t.", v["k"]),
    }


def accept(v):
    return v["k"] >= 1


def difficulty(v):
    return 1 + 0.5 * v["strict"]


# %% [markdown]
# A McCulloch–Pitts neuron has {{ m }} binary inputs, all with weight 1, and a bias $b$. It fires when its net input is
# {{ "**greater than 0**" if strict else "**at least 0**" }}.
#
# Which **whole number** $b$ makes it fire exactly when at least {{ k }} of its {{ m }} inputs are on?
# %% [raw]
# # END QUESTION
