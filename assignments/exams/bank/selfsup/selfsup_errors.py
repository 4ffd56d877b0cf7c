# %% [raw]
# # BEGIN QUESTION
# name: selfsup_errors
# type: text
# points: 6
# title: Find the error (self-supervision)
# topics: [T12.1, T12.3, T12.4, T12.5, T12.6, T12.9]
# lines: 6
# %% tags=["variant"]
CASES = {
    "stop": (
        "They train SimSiam on {n}0 thousand images and leave out the stop-gradient, because gradients through both branches should teach more.",
        "The loss reaches −1.000 within {k} steps; a linear probe is right in {low} % of the cases, as often as guessing.",
        "Without the stop-gradient the constant representation is the quickest minimum: collapse. Detach z in both terms.",
    ),
    "self": (
        "Their NT-Xent loss divides by the sum over **all** 2N views of the batch; N = {n}, the temperature is 0.0{low}.",
        "The loss does not fall below 0.69, even where both views are the same picture ({k} such pairs were tried).",
        "The similarity of a view with itself, the largest there is, stands in the denominator: even a perfect pair has to share, which costs ln 2. Leave out k = i.",
    ),
    "keys": (
        "In their MoCo, the key encoder is a copy of the query encoder at each step (m = 0); the queue holds {n}00 keys.",
        "The loss jumps up and down, and after {k} epochs the probe is {low} points worse than with a slow encoder.",
        "Keys of the queue were made by very different encoders and cannot be compared. Let the key encoder follow slowly, m near 1.",
    ),
    "hard": (
        "They train an untrained network with the triplet loss on the **hardest** triplets of batches of {n}0 images, with distances that are not squared, from the "
        "first step on.",
        "Within {k} steps all distances are near 0 and the loss stands at the margin.",
        "With the hardest negatives from the start, pulling all points together lowers the loss best, to α exactly. Begin with semi-hard (or all) "
        "triplets.",
    ),
    "loss": (
        "They compare {n} settings of BYOL and keep the one with the lowest loss.",
        "The winner has a loss of 0.000{low}; its features have a standard deviation of 0.000{low} (on the unit sphere) and the probe is at chance.",
        "A collapsed network has a perfect loss. Compare by a probe, or watch the deviation, the rank or the uniformity.",
    ),
    "same": (
        "For SimCLR, they make **one** random crop of each image and pass it twice through the network, which has neither dropout nor batch norm.",
        "The loss is {low}/100 after {k} steps already; the probe is hardly better than on random weights.",
        "Both views are the same picture: to find the positive nothing has to be learned. Draw two augmentations for each image.",
    ),
}


def variant(rng):
    case, low = str(rng.choice(list(CASES))), int(rng.integers(2, 10))
    values = {"n": int(rng.integers(4, 20)), "k": int(rng.integers(10, 90)), "low": low}
    told, seen, _ = CASES[case]
    return {"case": case, "told": told.format(**values), "seen": seen.format(**values)}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
