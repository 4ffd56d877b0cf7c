# %% [raw]
# # BEGIN QUESTION
# name: separable
# type: multiple
# points: 2
# title: What one neuron can compute
# topics: [T1.5]
# %% tags=["variant"]
import itertools

import numpy as np

from reference.neurons.boolean import is_linearly_separable

INPUTS = np.array(list(itertools.product((0.0, 1.0), repeat=3)))
FUNCTIONS = {
    "all three inputs are on": lambda a, b, c: a and b and c,
    "at least one input is on": lambda a, b, c: a or b or c,
    "at least two inputs are on": lambda a, b, c: a + b + c >= 2,
    "at most one input is on": lambda a, b, c: a + b + c <= 1,
    "not all three inputs are on": lambda a, b, c: a + b + c < 3,
    "$x_1$ is off": lambda a, b, c: not a,
    "$x_1$ is on, and $x_2$ or $x_3$ (or both) as well": lambda a, b, c: a and (b or c),
    "$x_1$ is on, or both $x_2$ and $x_3$ are": lambda a, b, c: a or (b and c),
    "$x_1$ is on and $x_2$ is off": lambda a, b, c: a and not b,
    "exactly one input is on": lambda a, b, c: a + b + c == 1,
    "exactly two inputs are on": lambda a, b, c: a + b + c == 2,
    "an odd number of inputs is on": lambda a, b, c: (a + b + c) % 2 == 1,
    "all three inputs are equal": lambda a, b, c: a == b == c,
    "$x_1$ and $x_2$ are equal": lambda a, b, c: a == b,
    "$x_1$ and $x_2$ differ": lambda a, b, c: a != b,
    "$x_2$ is on if $x_1$ is on, and $x_3$ is on if $x_1$ is off": lambda a, b, c: b if a else c,
}
NOTES = {
    "$x_1$ and $x_2$ are equal": "XNOR is not separable either: 14 of the 16 functions are, not 15.",
    "$x_1$ and $x_2$ differ": "No single threshold unit computes XOR.",
}
CUBE = "Draw the cube of the eight inputs: no plane has all corners of this function, and only those, on one side."
SEPARABLE = {
    text: is_linearly_separable(INPUTS, np.array([int(bool(f(*x))) for x in INPUTS])) for text, f in FUNCTIONS.items()
}


def variant(rng):
    return {"chosen": [int(i) for i in rng.choice(len(FUNCTIONS), size=5, replace=False)]}


def options(v):
    texts = [list(FUNCTIONS)[i] for i in v["chosen"]]
    wrong = {text: NOTES.get(text, CUBE) for text in texts if not SEPARABLE[text]}
    return {"right": [text for text in texts if SEPARABLE[text]], "wrong": wrong}


def accept(v):
    return 2 <= len(options(v)["right"]) <= 3


# %% [markdown]
# A single threshold unit has three binary inputs $x_1, x_2, x_3$ and real weights and bias. Which of these functions can it
# compute? It is to fire exactly when …
# %% [raw]
# # END QUESTION
