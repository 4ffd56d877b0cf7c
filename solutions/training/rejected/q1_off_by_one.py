# /// solution
# why = "Counts the steps from 1."
# scores = { q1 = 1 }
# fails = { q1 = ["inverse decay, four steps", "half-way down a cosine", "inverse", "exponential", "a drop every s steps", "cosine from start to end"] }
# misconception = { q1 = "T4.4/off_by_one" }
# ///
# %% q1
def cosine(t, lr0, T):
    return lr0 * (1 + np.cos(np.pi * t / T)) / 2

def lr_schedule(kind, t, lr0, **kw):
    if kind == "constant":
        return lr0
    if kind == "inverse":
        return lr0 / (1 + kw["k"] * (t + 1))
    if kind == "exponential":
        return lr0 * kw["gamma"] ** (t + 1)
    if kind == "step":
        return lr0 * kw["gamma"] ** ((t + 1) // kw["s"])
    if kind == "cosine":
        return cosine(t + 1, lr0, kw["T"])
    if kind == "warmup_cosine":
        return lr0 * (t + 1) / kw["w"] if t < kw["w"] else cosine(t - kw["w"], lr0, kw["T"] - kw["w"])
    raise ValueError(kind)
