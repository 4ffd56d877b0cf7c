# %% [raw]
# # BEGIN QUESTION
# name: cache_size
# type: number
# points: 2
# title: A cache of keys and values
# topics: [T8.8]
# units: {GiB: 1, MiB: 0.0009765625, KiB: 9.5367431640625e-07, B: 9.313225746154785e-10}
# low: 0.001
# high: 10000
# %% tags=["variant"]
from reference.llm import costs
from reference.misconceptions import misconceptions_of


def variant(rng):
    kv = int(rng.choice([4, 8, 16]))
    return {
        "layers": int(rng.choice([16, 24, 32, 40, 48, 80])), "kv_heads": kv, "heads": kv * int(rng.choice([2, 4, 8])),
        "head_dim": int(rng.choice([64, 128])), "tokens": 1024 * int(rng.choice([2, 4, 8, 16, 32])), "batch": int(rng.choice([1, 2, 4, 8])),
    }  # fmt: skip


def size(v, function=costs.kv_cache_bytes):
    return function(v["layers"], v["kv_heads"], v["head_dim"], v["tokens"], v["batch"]) / 2**30


def answer(v):
    return size(v)


def mistakes(v):
    keys = ["T8.8/one_cache"] + ["T8.8/batch_forgotten"] * (v["batch"] > 1)
    named = {m.key: (m.message, size(v, m.mutant)) for m in misconceptions_of(costs.kv_cache_bytes, *keys)}
    return named | {"T8.8/query_heads": ("The cache holds key–value heads only.", size(v | {"kv_heads": v["heads"]}))}


# %% [markdown]
# A language model has {{ layers }} layers with {{ heads }} query heads and {{ kv_heads }} key–value heads of {{ head_dim }} dimensions. How large is its cache of keys and values in 16-bit numbers, for
# {{ "a sequence" if batch == 1 else "%d sequences at once" | format(batch) }} of {{ tokens }} tokens{{ " each" if batch > 1 }}? (1 GiB = 2³⁰ bytes.)
# %% [raw]
# # END QUESTION
