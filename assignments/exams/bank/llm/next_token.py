# %% [raw]
# # BEGIN QUESTION
# name: next_token
# type: matrix
# points: 3
# title: How the next token is drawn
# topics: [T8.5]
# %% tags=["variant"]
import numpy as np

from reference.linear.softmax import softmax
from reference.llm import decoding
from reference.misconceptions import misconceptions_of


def variant(rng):
    how = str(rng.choice(["temperature", "top-k", "top-p"]))
    value = {"temperature": [0.5, 2, 4], "top-k": [2, 3], "top-p": [0.5, 0.6, 0.7, 0.8, 0.9]}[how]
    z = rng.choice(np.arange(-2, 7) / 2, size=4, replace=False)
    return {"z": z, "how": how, "value": float(rng.choice(value))}


FILTERS = {"temperature": decoding.apply_temperature, "top-k": decoding.top_k_filter, "top-p": decoding.top_p_filter}


def law(function, v):
    value = int(v["value"]) if v["how"] == "top-k" else v["value"]
    return softmax(function(np.array(v["z"], dtype=float), value))


def answer(v):
    return law(FILTERS[v["how"]], v)


def mistakes(v):
    keys = {
        "temperature": ("T8.5/times_T", "T8.5/on_probabilities"), "top-k": ("T8.5/zero_outside",),
        "top-p": ("T8.5/nucleus_short",),
    }[v["how"]]  # fmt: skip
    named = {m.key: (m.message, law(m.mutant, v)) for m in misconceptions_of(FILTERS[v["how"]], *keys)}
    if v["how"] != "temperature":
        p = softmax(np.array(v["z"], dtype=float))
        cut = np.where(law(FILTERS[v["how"]], v) > 0, p, 0)
        named["T8.5/filter_probs_no_renorm"] = ("Renormalise after filtering.", cut)
    return named


def accept(v):
    if v["how"] != "top-p":
        return True
    reached = np.cumsum(np.sort(softmax(np.array(v["z"], dtype=float)))[::-1])
    return np.abs(reached - v["value"]).min() > 0.02 and reached[0] < v["value"]  # clear, and two tokens at least


# %% [markdown]
# A language model gives four tokens the logits ${{ z | tex }}$. With which probabilities is each of them drawn next
# {% if how == "temperature" %}at the temperature {{ value | neat }}{% elif how == "top-k" %}with top-k sampling, $k = {{ value | neat }}$ (temperature 1){% else %}with nucleus (top-p) sampling, $p = {{ value | neat }}$ (temperature 1){% endif %}?
# %% [raw]
# # END QUESTION
