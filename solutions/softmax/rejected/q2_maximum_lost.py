# /// solution
# why = "Subtracts the maximum inside and not outside."
# scores = { q2 = 1.5 }
# misconception = { q2 = "T2.6/maximum_lost" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(z, axis=-1):
    s = z - z.max(axis=axis, keepdims=True)
    return z - np.log(np.exp(s).sum(axis=axis, keepdims=True))
