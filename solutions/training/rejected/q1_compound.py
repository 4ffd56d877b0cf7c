# /// solution
# why = "Divides the rate of the step before."
# scores = { q1 = 3 }
# fails = { q1 = ["inverse decay, four steps", "inverse"] }
# misconception = { q1 = "T4.4/compound" }
# ///
# %% q1
def cosine(t, lr0, T):
    return lr0 * (1 + np.cos(np.pi * t / T)) / 2

def lr_schedule(kind, t, lr0, **kw):
    if kind == "constant":
        return lr0
    if kind == "inverse":
        for i in range(1, t + 1):
            lr0 = lr0 / (1 + kw["k"] * i)
        return lr0
    if kind == "exponential":
        return lr0 * kw["gamma"] ** t
    if kind == "step":
        return lr0 * kw["gamma"] ** (t // kw["s"])
    if kind == "cosine":
        return cosine(t, lr0, kw["T"])
    if kind == "warmup_cosine":
        return lr0 * (t + 1) / kw["w"] if t < kw["w"] else cosine(t - kw["w"], lr0, kw["T"] - kw["w"])
    raise ValueError(kind)
