# /// solution
# why = "Divides by a deviation of 0."
# scores = { q2 = 3.5 }
# fails = { q2 = ["a feature that never changes"] }
# misconception = { q2 = "T4.5/zero_division" }
# ///
# %% q2
def standardize(X, mean=None, std=None):
    if mean is None:
        mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / std, mean, std


def scale_splits(train, val, test):
    Z, mean, std = standardize(train)
    return Z, standardize(val, mean, std)[0], standardize(test, mean, std)[0]
