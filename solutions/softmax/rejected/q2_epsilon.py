# /// solution
# why = "The logarithm of p + 1e-12."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T2.6/epsilon" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(z, axis=-1):
    return np.log(softmax(z, axis) + 1e-12)
