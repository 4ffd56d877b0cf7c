# /// solution
# why = "After the warm-up, goes on with the cosine that began at step 0."
# scores = { q1 = 3.5 }
# fails = { q1 = ["warm-up, then cosine"] }
# misconception = { q1 = "T4.4/warmup_not_subtracted" }
# ///
# %% q1
def cosine(t, lr0, T):
    return lr0 * (1 + np.cos(np.pi * t / T)) / 2

def lr_schedule(kind, t, lr0, **kw):
    if kind == "constant":
        return lr0
    if kind == "inverse":
        return lr0 / (1 + kw["k"] * t)
    if kind == "exponential":
        return lr0 * kw["gamma"] ** t
    if kind == "step":
        return lr0 * kw["gamma"] ** (t // kw["s"])
    if kind == "cosine":
        return cosine(t, lr0, kw["T"])
    if kind == "warmup_cosine":
        return lr0 * (t + 1) / kw["w"] if t < kw["w"] else cosine(t, lr0, kw["T"])
    raise ValueError(kind)
