# %% [raw]
# # BEGIN QUESTION
# name: beam_probability
# type: number
# points: 3
# title: Greedy or beam
# topics: [T8.5]
# low: 0.001
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.llm import decoding

END = 3


def variant(rng):
    first = 10 * rng.permutation([5, 3, 2]) if rng.integers(2) else 5 * rng.permutation([9, 7, 4])
    second = [[int(n) for n in 5 * (1 + rng.multinomial(17, [1 / 3] * 3))] for _ in range(3)]  # hundredths
    return {"first": [int(n) for n in first], "second": second, "width": int(rng.choice([1, 2]))}


def step(v):
    """The model as a function of the tokens so far; 9 is the start."""
    laws = {9: v["first"], **dict(enumerate(v["second"]))}

    def logits(ids):
        if len(ids) == 3:
            return np.array([-50.0, -50, -50, 0])  # after two tokens comes the end
        return np.log([*(n / 100 for n in laws[ids[-1]]), 1e-30])

    return logits


def best(v, width):
    """Probability of the best sequence that a beam of this width finds."""
    return float(np.exp(decoding.beam_search(step(v), [9], width, 4, END)[0].score))


def answer(v):
    if v["width"] == 1:
        ids = decoding.greedy_decode(step(v), [9], 4, END)
        return v["first"][ids[1]] * v["second"][ids[1]][ids[2]] / 1e4
    return best(v, 2)


def mistakes(v):
    greedy, beam, all_of = best(v, 1), best(v, 2), best(v, 3)
    named = {"T8.5/mean_of_steps": ("The probabilities of the steps are multiplied.", (max(v["first"]) + max(v["second"][int(np.argmax(v["first"]))])) / 200)}
    if v["width"] == 2:
        named["T8.5/beam_greedy"] = ("Compare whole sequences.", greedy)
        if abs(all_of - beam) > 1e-6:
            named["T8.5/exhaustive"] = ("A beam of width 2 keeps two beginnings, not all.", all_of)
    else:
        named["T8.5/greedy_looks_ahead"] = ("Greedy search takes the likeliest token in each step, and does not look ahead.", all_of)
    return named


def accept(v):
    rows = [v["first"], *v["second"]]
    return all(len(set(row)) == 3 for row in rows)


# %% [markdown]
# A model writes two words. The probabilities of the first word A, B or C, and of the second after each of them, are
#
# | first word | probability | then a | then b | then c |
# |---|---|---|---|---|
# {% for name in "ABC" %}| {{ name }} | {{ (first[loop.index0] / 100) | neat }} | {{ (second[loop.index0][0] / 100) | neat }} | {{ (second[loop.index0][1] / 100) | neat }} | {{ (second[loop.index0][2] / 100) | neat }} |
# {% endfor %}
# What is the probability of the **text of two words** that {% if width == 1 %}**greedy** decoding{% else %}**beam search** with a beam of 2{% endif %} finds?
# %% [raw]
# # END QUESTION
