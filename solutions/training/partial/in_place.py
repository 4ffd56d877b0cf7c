# /// solution
# why = "Right values, written into the arrays of the caller."
# scores = { q2 = 2, q4 = 1.5 }
# fails = { q2 = ["random training data", "new data, old numbers", "a feature that never changes"], q4 = ["training", "the way back"] }
# ///
# %% q2
def standardize(X, mean=None, std=None):
    if mean is None:
        mean, std = X.mean(axis=0), X.std(axis=0)
    X -= mean
    X /= np.where(std == 0, 1, std)
    return X, mean, std

def scale_splits(train, val, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (val - mean) / std, (test - mean) / std

# %% q4
def dropout(x, mask, p_drop, train):
    if train:
        x[~mask] = 0
        x /= 1 - p_drop
    return x

def dropout_backward(dout, mask, p_drop):
    dout[~mask] = 0
    dout /= 1 - p_drop
    return dout
