# /// solution
# why = "One mean for each sample."
# scores = { q2 = 0.5 }
# fails = { q2 = ["two samples, then a new one", "three parts, three arrays", "random training data", "a feature that never changes", "training, validation, test"] }
# misconception = { q2 = "T4.5/axis" }
# ///
# %% q2
def standardize(X, mean=None, std=None):
    if mean is None:
        mean, std = X.mean(axis=1), X.std(axis=1)
        Z = (X - mean[:, None]) / np.where(std == 0, 1, std).astype(X.dtype)[:, None]
        return Z, mean, std
    return (X - mean) / np.where(std == 0, 1, std), mean, std


def scale_splits(train, val, test):
    Z, mean, std = standardize(train)
    return Z, standardize(val, mean, std)[0], standardize(test, mean, std)[0]
