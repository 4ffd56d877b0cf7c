# %% [raw]
# # BEGIN QUESTION
# name: lora_slope
# type: symbolic
# points: 3
# title: Slope of a low-rank update
# topics: [T8.7]
# symbols: {w: [-2, 2], a: [-2, 2], b: [-2, 2], x: [-2, 2], t: [-2, 2], c: [0.5, 2]}
# %% tags=["variant"]
LOSSES = {"square": "(y - t)^2", "half": r"\tfrac12 (y - t)^2", "product": r"t\,y"}


def variant(rng):
    loss, wrt = str(rng.choice(list(LOSSES))), str(rng.choice(["a", "b", "x"]))
    return {"loss": loss, "formula": LOSSES[loss], "wrt": wrt}


def parts(v):
    out = "(w*x + c*b*a*x)"
    outer = {"square": f"2*({out} - t)", "half": f"({out} - t)", "product": "t"}[v["loss"]]
    return outer, {"a": "c*b*x", "b": "c*a*x", "x": "(w + c*b*a)"}[v["wrt"]]


def answer(v):
    return "*".join(parts(v))


def mistakes(v):
    outer, inner = parts(v)
    named = {
        "T8.7/no_scaling": ("The update has its factor.", f"{outer}*{inner.replace('c*', '')}"),
        "T8.7/outer": ("The slope of the loss is missing.", inner),
    }
    if v["wrt"] == "x":
        named["T8.7/update_alone"] = ("The frozen weight passes its part of the slope on.", f"{outer}*c*b*a")
    else:
        named["T8.7/no_input"] = ("The update multiplies the input.", f"{outer}*{inner.replace('*x', '')}")
    return named


# %% [markdown]
# A layer with one input and one output has a frozen weight $w$ and a LoRA update of rank 1 with the factor $c = \alpha / r$: $y = w\,x + c\,b\,a\,x$. Its loss is $L = {{ formula }}$. What is $\partial L / \partial {{ wrt }}$?
# %% [raw]
# # END QUESTION
