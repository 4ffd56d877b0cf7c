# %% [raw]
# # BEGIN QUESTION
# name: gate_weights
# type: choice
# points: 1
# title: A gate as a neuron
# topics: [T1.3]
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.neurons import perceptron


def variant(rng):
    return {
        "gate": str(rng.choice(["and", "or", "nand", "nor"])),
        "safe": bool(rng.integers(2)),
        "scale": int(rng.integers(1, 21)),
    }


def text(v, function=perceptron.mcp_gate):
    """Weights and bias times `scale`, which leaves the gate as it is."""
    w, b = function(v["gate"], None if v["safe"] else "ge")
    (w1, w2), b = (v["scale"] * x for x in w), v["scale"] * b
    return f"$w = ({w1:g}, {w2:g})$, $b = {b:g}$"


def table(function, v):
    """The outputs that a pair of weights and bias gives."""
    w, b = function(v["gate"], None if v["safe"] else "ge")
    return tuple(w[0] * x + w[1] * y + b >= 0 for x in (0, 1) for y in (0, 1))


def options(v):
    notes = {}
    right = text(v)
    for m in misconceptions_of(perceptron.mcp_gate):
        if table(m.mutant, v) != table(perceptron.mcp_gate, v):  # some biases more give the same gate
            notes.setdefault(text(v, m.mutant), m.message)
    return {"right": [right], "wrong": notes}


def accept(v):
    return len(options(v)["wrong"]) >= 2


# %% [markdown]
# Inputs are 0 or 1, and a neuron fires where $w \cdot x + b \ge 0$. Which one computes {{ gate | upper }}
# ($x_1$ {{ gate | upper }} $x_2$)?
# %% [raw]
# # END QUESTION
