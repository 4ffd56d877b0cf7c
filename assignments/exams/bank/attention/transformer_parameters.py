# %% [raw]
# # BEGIN QUESTION
# name: transformer_parameters
# type: number
# points: 2
# title: Parameters of a transformer layer
# topics: [T7.5]
# integer: true
# low: 100
# %% tags=["variant"]
from reference.attention import layers
from reference.misconceptions import misconceptions_of


def variant(rng):
    d = 8 * int(rng.integers(2, 97))
    return {"d": d, "ff": d * int(rng.choice([1, 2, 3, 4, 8])), "decoder": bool(rng.integers(2))}


def answer(v):
    return layers.transformer_param_count(**v)


def mistakes(v):
    keys = ["T7.5/no_biases", "T7.5/no_norms"] + ["T7.5/no_cross"] * v["decoder"]
    named = {m.key: (m.message, m.mutant(**v)) for m in misconceptions_of(layers.transformer_param_count, *keys)}
    no_out = layers.transformer_param_count(**v) - (2 if v["decoder"] else 1) * (v["d"] ** 2 + v["d"])
    return named | {"T7.5/no_out_proj": ("Attention has four projections: of q, k, v, and of what the heads give.", no_out)}


# %% [markdown]
# How many parameters has a layer of a transformer's **{{ "decoder" if decoder else "encoder" }}** of width $d = {{ d }}$ with {{ ff }} units in its feed-forward part? It has
# {% if decoder %}self-attention, cross-attention, the feed-forward part and three layer norms{% else %}self-attention, the feed-forward part and two layer norms{% endif %};
# all projections and linear layers have biases, the norms scale and shift.
# %% [raw]
# # END QUESTION
