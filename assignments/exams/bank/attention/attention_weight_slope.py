# %% [raw]
# # BEGIN QUESTION
# name: attention_weight_slope
# type: symbolic
# points: 3
# title: Slope of attention
# topics: [T7.7]
# symbols: {p: [0.1, 0.9], v1: [-2, 2], v2: [-2, 2], t: [-2, 2]}
# %% tags=["variant"]
LOSSES = {"output": "o", "square": "(o - t)^2", "half": r"\tfrac12 (o - t)^2", "product": "t\\,o"}


def variant(rng):
    of = str(rng.choice(list(LOSSES)))
    return {"of": of, "formula": LOSSES[of], "j": int(rng.integers(1, 3)), "first": bool(rng.integers(2))}


def parts(v):
    """Slope of the loss; weight, its rest, own and other value of the score that is asked for."""
    own, other = ("p", "(1 - p)") if (v["j"] == 1) == v["first"] else ("(1 - p)", "p")
    out = "(p*v1 + (1 - p)*v2)" if v["first"] else "((1 - p)*v1 + p*v2)"
    outer = {"output": "1", "square": f"2*({out} - t)", "half": f"({out} - t)", "product": "t"}[v["of"]]
    return outer, own, other, f"v{v['j']}", f"v{3 - v['j']}"


def answer(v):
    outer, own, other, mine, yours = parts(v)
    return f"{outer}*{own}*{other}*({mine} - {yours})"


def mistakes(v):
    outer, own, other, mine, yours = parts(v)
    named = {
        "T7.7/no_row_term": ("Softmax couples a row: the other weight falls.", f"{outer}*{own}*{mine}"),
        "T7.7/own_only": ("A score changes all weights, not only its own.", f"{outer}*{own}*{other}*{mine}"),
        "T7.7/by_weight": ("The weight itself depends on the score.", f"{outer}*{mine}"),
    }
    if v["of"] != "output":
        named["T7.7/outer"] = ("The slope of the loss is missing.", f"{own}*{other}*({mine} - {yours})")
    return named


# %% [markdown]
# A query has two keys with the scores $s_1, s_2$ and the values $v_1, v_2$ (numbers). Softmax gives the {{ "first" if first else "second" }} key the weight $p$ and the other the
# weight $1 - p$; the output $o$ is the weighted sum of the values. What is the derivative of ${{ formula }}$ with respect to the score $s_{{ j }}$? Write it with `p`, `v1`, `v2`{{ "" if of == "output" else " and `t`" }}.
# %% [raw]
# # END QUESTION
