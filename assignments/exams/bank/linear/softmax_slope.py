# %% [raw]
# # BEGIN QUESTION
# name: softmax_slope
# type: symbolic
# points: 2
# title: Derivative of the softmax
# topics: [T2.6]
# symbols: {p1: [0.05, 0.3], p2: [0.05, 0.3], p3: [0.05, 0.3]}
# %% tags=["variant"]
def variant(rng):
    return {"of": str(rng.choice(["p", "ln", "loss"])), "i": int(rng.integers(1, 4)), "j": int(rng.integers(1, 4))}


def answer(v):
    pi, pj, same = f"p{v['i']}", f"p{v['j']}", v["i"] == v["j"]
    if v["of"] == "p":
        return f"{pi}*(1 - {pj})" if same else f"-{pi}*{pj}"
    if v["of"] == "ln":
        return f"1 - {pj}" if same else f"-{pj}"
    return f"{pj} - 1" if same else pj


def mistakes(v):
    pi, pj, same = f"p{v['i']}", f"p{v['j']}", v["i"] == v["j"]
    other = {
        "p": f"-{pi}*{pj}" if same else f"{pi}*(1 - {pj})",
        "ln": f"-{pj}" if same else f"1 - {pj}",
        "loss": pj if same else f"{pj} - 1",
    }[v["of"]]
    return {
        "T2.6/grad_p": ("Look at whether the two indices are equal.", other),
        "T2.6/sign": ("Raising one logit: which probabilities rise, which fall?", f"-({answer(v)})"),
    }


# %% [markdown]
# Three logits $z_1, z_2, z_3$ have the softmax probabilities $p_1, p_2, p_3$. Give
#
# $$\frac{\partial}{\partial z_{{ j }}} {{ {"p": "p_", "ln": "\\ln p_", "loss": "(-\\ln p_"}[of] }}{{ i }}{{ ")" if of == "loss" }}$$
#
# as an expression in `p1`, `p2` and `p3`. Treat these as three free symbols: do not use that they sum to 1.
# %% [raw]
# # END QUESTION
