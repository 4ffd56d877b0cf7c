# /// solution
# why = "Divides by N - 1."
# scores = { q2 = 0.5 }
# fails = { q2 = ["two samples, then a new one", "three parts, three arrays", "random training data", "a feature that never changes", "training, validation, test"] }
# misconception = { q2 = "T4.5/ddof1" }
# ///
# %% q2
def standardize(X, mean=None, std=None):
    if mean is None:
        mean, std = X.mean(axis=0), X.std(axis=0, ddof=1)
    return (X - mean) / np.where(std == 0, np.ones_like(std), std), mean, std


def scale_splits(train, val, test):
    Z, mean, std = standardize(train)
    return Z, standardize(val, mean, std)[0], standardize(test, mean, std)[0]
