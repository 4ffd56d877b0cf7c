# /// solution
# why = "Measures on all samples that there are."
# scores = { q2 = 2.5 }
# fails = { q2 = ["three parts, three arrays", "training, validation, test"] }
# misconception = { q2 = "T4.5/leak" }
# ///
# %% q2
def standardize(X, mean=None, std=None):
    if mean is None:
        mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / np.where(std == 0, np.ones_like(std), std), mean, std


def scale_splits(train, val, test):
    _, mean, std = standardize(np.concatenate([train, val, test]))
    return tuple(standardize(part, mean, std)[0] for part in (train, val, test))
