# %% [raw]
# # BEGIN QUESTION
# name: training_diagnosis
# type: choice
# points: 2
# title: Reading loss curves
# topics: [T4.7]
# %% tags=["variant"]
import numpy as np

from reference.training.diagnostics import diagnose_run

TOL = 0.03
WORDS = {
    "diverging": ("It diverges; lower the learning rate.", "Is the training loss larger at the end than at the start?"),
    "overfitting": ("It overfits; stop earlier or regularise.", "Does the validation loss rise while the training loss falls?"),
    "underfitting": ("It is stuck near its start; it underfits.", "Is the training loss still near where it began?"),
    "converged": ("It has converged to a good fit.", "Is the validation loss low, and has it stopped changing?"),
    "still_improving": ("It is still improving; train longer.", "Do both losses still fall in the last epochs?"),
}


def variant(rng):
    kind, t = str(rng.choice(list(WORDS))), np.arange(9)
    start, noise = 1.5 + rng.random(), lambda size: size * rng.standard_normal(9)
    fast, slow = start * np.exp(-t * rng.uniform(0.7, 1.1)) + 0.15, start * np.exp(-t * rng.uniform(0.1, 0.2))
    train = {
        "diverging": start * np.exp(t * rng.uniform(0.1, 0.4)),
        "overfitting": start * np.exp(-t * rng.uniform(0.3, 0.5)),
        "underfitting": start * (1 - 0.05 * (1 - np.exp(-t))),
        "converged": fast,
        "still_improving": slow,
    }[kind]
    val = train + rng.uniform(0.05, 0.15) + noise(0.004)
    if kind == "overfitting":
        val = train + 0.1 + rng.uniform(0.12, 0.2) * np.maximum(t - 2, 0)
    return {"train": np.round(train + noise(0.003), 2), "val": np.round(val, 2)}


def verdict(v):
    return diagnose_run(np.array(v["train"]), np.array(v["val"]), TOL)


def options(v):
    word = verdict(v)
    return {"right": [WORDS[word][0]], "wrong": {text: note for key, (text, note) in WORDS.items() if key != word}}


def accept(v):
    """Far from every border between two verdicts."""
    train, val = np.array(v["train"]), np.array(v["val"])
    words = {diagnose_run(train, val, tol) for tol in (0.5 * TOL, TOL, 2 * TOL)}
    return min(train.min(), val.min()) > 0 and len(words) == 1


# %% [markdown]
# A network was trained for nine epochs. Its losses after each epoch were
#
# | epoch | {% for x in train %}{{ loop.index0 }} | {% endfor %}
# |---|{% for x in train %}---|{% endfor %}
# | training | {% for x in train %}{{ "%.2f" | format(x) }} | {% endfor %}
# | validation | {% for x in val %}{{ "%.2f" | format(x) }} | {% endfor %}
#
# Which description fits best?
# %% [raw]
# # END QUESTION
