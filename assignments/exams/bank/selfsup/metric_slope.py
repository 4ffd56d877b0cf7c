# %% [raw]
# # BEGIN QUESTION
# name: metric_slope
# type: symbolic
# points: 3
# title: Slopes of metric losses
# topics: [T12.1, T12.2, T12.3, T12.5]
# symbols: {a: [0.5, 2], p: [-2, 2], n: [0.5, 2], m: [0.5, 2], s: [-1, 1], t: [0.2, 2]}
# %% tags=["variant"]
LOSSES = {  # name → loss in TeX, by what, answer, mistakes
    "triplet_a": (r"(a - p)^2 - (a - n)^2 + m", "a", "2*(n - p)", {
        "T12.1/anchor_by_positive_only": ("The anchor is pulled to the positive and pushed from the negative.", "2*(a - p)"),
        "T12.1/no_factor_2": ("The derivative of a square has a factor of 2.", "n - p"),
        "T12.1/swapped": ("Positive minus negative.", "2*(p - n)"),
    }),
    "triplet_p": (r"(a - p)^2 - (a - n)^2 + m", "p", "-2*(a - p)", {
        "T12.1/inner": ("p stands in it with a minus.", "2*(a - p)"),
        "T12.1/no_factor_2": ("The derivative of a square has a factor of 2.", "p - a"),
    }),
    "triplet_n": (r"(a - p)^2 - (a - n)^2 + m", "n", "2*(a - n)", {
        "T12.1/inner": ("n stands in it with a minus.", "-2*(a - n)"),
        "T12.1/no_factor_2": ("The derivative of a square has a factor of 2.", "a - n"),
    }),
    "far": (r"\tfrac12 (m - (a - n))^2", "n", "m - a + n", {
        "T12.1/inner": ("The distance a − n falls when n grows.", "-(m - a + n)"),
        "T12.1/no_clip": ("The margin belongs to it.", "n - a"),
    }),
    "deviance": (r"\ln(1 + e^{a (m - s)})", "s", "-a*sigma(a*(m - s))", {
        "T12.2/exp_sign": ("Positives −α: more similarity costs less.", "a*sigma(a*(m - s))"),
        "T12.2/scales_left": ("α is an inner derivative and stays here.", "-sigma(a*(m - s))"),
    }),
    "scaled": (r"\tfrac1a \ln(1 + e^{a (s - m)})", "s", "sigma(a*(s - m))", {
        "T12.2/exp_sign": ("Negatives +β: more similarity costs more.", "-sigma(a*(s - m))"),
        "T12.2/scales_left": ("The inner derivative cancels 1/a.", "a*sigma(a*(s - m))"),
    }),
    "contrast_p": (r"-\ln\frac{e^{p/t}}{e^{p/t} + e^{n/t}}", "p", "(sigma((p - n)/t) - 1)/t", {
        "T12.3/times_tau": ("Divide by τ.", "(sigma((p - n)/t) - 1)*t"),
        "T12.3/own_only": ("The positive stands in the denominator, too.", "-1/t"),
        "T12.3/temperature_outside": ("τ is an inner derivative, too.", "sigma((p - n)/t) - 1"),
    }),
    "contrast_n": (r"-\ln\frac{e^{p/t}}{e^{p/t} + e^{n/t}}", "n", "sigma((n - p)/t)/t", {
        "T12.3/times_tau": ("Divide by τ.", "sigma((n - p)/t)*t"),
        "T12.3/pushes_away": ("More similarity to a negative costs more.", "-sigma((n - p)/t)/t"),
        "T12.3/temperature_outside": ("τ is an inner derivative, too.", "sigma((n - p)/t)"),
    }),
    "cosine": (r"2 - \frac{2 (p a + n m)}{\sqrt{p^2 + n^2}\,\sqrt{a^2 + m^2}}", "p", "-2*n*(a*n - m*p)/((p^2 + n^2)^(3/2)*sqrt(a^2 + m^2))", {
        "T12.5/length_constant": ("The length of the prediction depends on p, too.", "-2*a/(sqrt(p^2 + n^2)*sqrt(a^2 + m^2))"),
        "T12.5/no_norm": ("Normalise both vectors.", "-2*a"),
    }),
}  # fmt: skip
SYMBOLS = {"triplet_a": "apn", "triplet_p": "ap", "triplet_n": "an", "far": "man", "deviance": "ams", "scaled": "ams", "contrast_p": "pnt", "contrast_n": "pnt", "cosine": "panm"}


def variant(rng):
    kind = str(rng.choice(list(LOSSES)))
    return {"kind": kind, "loss": LOSSES[kind][0], "wrt": LOSSES[kind][1], "symbols": list(SYMBOLS[kind])}


def answer(v):
    return LOSSES[v["kind"]][2]


def mistakes(v):
    return LOSSES[v["kind"]][3]


# %% [markdown]
# {% if kind.startswith("triplet") %}On a line, an anchor is at $a$, its positive at $p$, its negative at $n$. Their triplet loss, which is above 0, is{% elif kind == "far" %}On a line, an image is at $a$, one of another class at $n$, nearer than the margin $m$. Their contrastive loss is{% elif kind == "deviance" %}The
# binomial deviance of a positive pair with the similarity $s$ is{% elif kind == "scaled" %}An anchor with one negative, at the similarity $s$, has in the multi-similarity loss the term{% elif kind == "cosine" %}BYOL's prediction is $(p, n)$, its target $(a, m)$. The loss is{% else %}An anchor has the similarity $p$ to its positive and $n$ to its one negative. Its
# contrastive loss at the temperature $t$ is{% endif %}
#
# $${{ loss }}.$$
#
# What is its derivative with respect to ${{ wrt }}$? Write it with {% for s in symbols %}`{{ s }}`{{ ", " if not loop.last }}{% endfor %}, as far as you need them.
# %% [raw]
# # END QUESTION
