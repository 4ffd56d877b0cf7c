# /// solution
# why = "Measures every array by itself, whatever is given."
# scores = { q2 = 1 }
# fails = { q2 = ["two samples, then a new one", "three parts, three arrays", "new data, old numbers", "a feature that never changes", "training, validation, test"] }
# misconception = { q2 = "T4.5/test_stats" }
# ///
# %% q2
def standardize(X, mean=None, std=None):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / np.where(std == 0, 1, std), mean, std


def scale_splits(train, val, test):
    Z, mean, std = standardize(train)
    return Z, standardize(val, mean, std)[0], standardize(test, mean, std)[0]
