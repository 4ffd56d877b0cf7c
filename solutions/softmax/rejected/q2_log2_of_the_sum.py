# /// solution
# why = "log2 of a sum of powers of e."
# scores = { q2 = 1.5 }
# fails = { q2 = ["one two five", "an axis of your choice", "logarithms", "logarithms of large logits"] }
# misconception = { q2 = "T2.6/log2" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)

def log_softmax(z, axis=-1):
    d = z - z.max(axis=axis, keepdims=True)
    return d - np.log2(np.exp(d).sum(axis=axis, keepdims=True))
