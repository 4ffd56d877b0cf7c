# /// solution
# why = "No warm-up and no ValueError; no scale_splits; dropout without its gradient; early stopping that ignores min_delta and takes a first nan for the best loss, and no diagnosis."
# scores = { q1 = 3, q2 = 2.5, q4 = 2, q5 = 2 }
# fails = { q1 = ["warm-up, then cosine", "a kind that does not exist"], q2 = ["three parts, three arrays", "training, validation, test"], q4 = ["gradient of four units", "the way back"], q5 = ["two plain cases", "gains that are too small", "a loss that is nan", "five kinds of runs", "which rule comes first"] }
# ///
# %% q1
def lr_schedule(kind, t, lr0, **kw):
    if kind == "inverse":
        return lr0 / (1 + kw["k"] * t)
    if kind == "exponential":
        return lr0 * kw["gamma"] ** t
    if kind == "step":
        return lr0 * kw["gamma"] ** (t // kw["s"])
    if kind == "cosine":
        return lr0 * (1 + np.cos(np.pi * t / kw["T"])) / 2
    return lr0

# %% q2
def standardize(X, mean=None, std=None):
    if mean is None and std is None:
        mean, std = X.mean(axis=0), X.std(axis=0)
    safe = std.copy()
    safe[safe == 0] = 1
    return (X - mean) / safe, mean, std

# %% q4
def dropout(x, mask, p_drop, train):
    return x * mask * (1 / (1 - p_drop)) if train else x

# %% q5
def early_stopping(val, patience, min_delta=0.0):
    best_epoch = 0
    for epoch in range(len(val)):
        if val[epoch] < val[best_epoch]:
            best_epoch = epoch
        if epoch - best_epoch == patience:
            break
    return best_epoch, epoch
