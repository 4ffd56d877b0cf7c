# %% [raw]
# # BEGIN QUESTION
# name: gan_slope
# type: symbolic
# points: 3
# title: Slopes of a GAN
# topics: [T10.4]
# symbols: {w: [-2, 2], x: [-2, 2], b: [-2, 2]}
# %% tags=["variant"]
LOGITS = {"wx": ("w x", "w*x"), "wxb": ("w x + b", "(w*x + b)"), "wx2": ("w x^2", "w*x^2")}
LOSSES = {  # what the image is, loss of its logit s in TeX, its slope
    "real": ("a real image", r"-\ln\sigma(s)", "(sigma({s}) - 1)"),
    "fake": ("a generated image", r"-\ln(1 - \sigma(s))", "sigma({s})"),
    "fool": ("a generated image, when the **generator** learns", r"-\ln\sigma(s)", "(sigma({s}) - 1)"),
    "minimax": ("a generated image, when the **generator** learns by the minimax loss", r"\ln(1 - \sigma(s))", "-sigma({s})"),
}
INNER = {("wx", "w"): "x", ("wx", "x"): "w", ("wxb", "w"): "x", ("wxb", "x"): "w", ("wx2", "w"): "x^2", ("wx2", "x"): "2*w*x"}


def variant(rng):
    logit, loss = str(rng.choice(list(LOGITS))), str(rng.choice(list(LOSSES)))
    wrt = "w" if loss in ("real", "fake") else "x"
    return {"logit": logit, "formula": LOGITS[logit][0], "loss": loss, "image": LOSSES[loss][0], "term": LOSSES[loss][1], "wrt": wrt}


def parts(v):
    s = LOGITS[v["logit"]][1]
    return s, LOSSES[v["loss"]][2].format(s=s), INNER[v["logit"], v["wrt"]]


def answer(v):
    _, outer, inner = parts(v)
    return f"{outer}*{inner}"


def mistakes(v):
    s, outer, inner = parts(v)
    other = {"real": f"sigma({s})", "fake": f"(sigma({s}) - 1)", "fool": f"-sigma({s})", "minimax": f"(sigma({s}) - 1)"}[v["loss"]]
    return {
        "T10.4/no_inner": ("The logit has a slope, too.", outer),
        "T10.4/other_loss": ("That is the slope of the other logarithm.", f"{other}*{inner}"),
        "T10.4/log_slope": ("ln σ has the slope 1 − σ: the logarithm divides by σ.", f"{outer}*{inner}*sigma({s})*(1 - sigma({s}))"),
    }


# %% [markdown]
# A discriminator gives an image, here a number $x$, the logit $s = {{ formula }}$. The loss of {{ image }}{{ "," if loss in ("fool", "minimax") }} is ${{ term }}$. What is its derivative with respect to
# ${{ wrt }}$, as an expression in `w`{{ ", `x` and `b`" if "b" in formula else " and `x`" }}?
# %% [raw]
# # END QUESTION
