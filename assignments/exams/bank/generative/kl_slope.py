# %% [raw]
# # BEGIN QUESTION
# name: kl_slope
# type: symbolic
# points: 3
# title: Slopes of a VAE's loss
# topics: [T10.2]
# symbols: {m: [-2, 2], l: [-1, 1], e: [-2, 2], w: [-2, 2], x: [-2, 2]}
# %% tags=["variant"]
DECODERS = {"square": r"(x - w z)^2", "half": r"\tfrac12 (x - w z)^2"}
NAMES = {"m": r"\mu", "l": r"\ell", "w": "w"}


def variant(rng):
    loss, wrt = str(rng.choice(list(DECODERS))), str(rng.choice(list(NAMES)))
    beta = int(rng.integers(1, 5))
    return {"loss": loss, "formula": DECODERS[loss], "wrt": wrt, "symbol": NAMES[wrt], "beta": beta}


Z = "(m + exp(l/2)*e)"


def parts(v, z=Z):
    """Slope of the reconstruction by z (or w), of z and of the divergence by the symbol that is asked for."""
    outer = {"square": f"2*(w*{z} - x)", "half": f"(w*{z} - x)"}[v["loss"]]
    if v["wrt"] == "w":
        return f"{outer}*{z}", "1", "0"
    dz, kl = {"m": ("1", "m"), "l": ("(exp(l/2)*e/2)", "((exp(l) - 1)/2)")}[v["wrt"]]
    return f"{outer}*w", dz, kl


def answer(v):
    outer, dz, kl = parts(v)
    return f"{outer}*{dz} + {v['beta']}*{kl}"


def mistakes(v):
    outer, dz, kl = parts(v)
    swapped = parts(v, "(m + exp(l)*e)")
    named = {"T10.2/logvar_as_std": ("σ = exp(½·ℓ).", f"{swapped[0]}*{dz.replace('l/2', 'l').replace('/2', '')} + {v['beta']}*{kl}")}
    if v["wrt"] == "w":
        return named | {"T10.2/kl_for_decoder": ("The divergence does not depend on the decoder.", f"{outer} + {v['beta']}*m")}
    named["T10.2/no_kl"] = ("The divergence has a slope, too.", f"{outer}*{dz}")
    named["T10.2/kl_sign"] = ("The loss adds the divergence.", f"{outer}*{dz} - {v['beta']}*{kl}")
    named["T10.2/no_path"] = ("The draw depends on μ and ℓ: gradients pass through z.", f"{v['beta']}*{kl}")
    return named


# %% [markdown]
# A VAE with one latent number has the loss
#
# $$L = {{ formula }} + \tfrac{ {{- beta -}} }{2}\big(e^{\ell} + \mu^2 - 1 - \ell\big), \qquad z = \mu + e^{\ell/2}\,\varepsilon,$$
#
# where $\ell = \log\sigma^2$ and $\varepsilon$ was drawn. What is $\partial L/\partial {{ symbol }}$? Write `m` for $\mu$, `l` for $\ell$, `e` for $\varepsilon$, and use `w` and `x`.
# %% [raw]
# # END QUESTION
