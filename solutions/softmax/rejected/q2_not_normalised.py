# /// solution
# why = "Never divides."
# scores = { q2 = 1.5 }
# fails = { q2 = ["one two five", "random rows", "an axis of your choice", "large logits"] }
# misconception = { q2 = "T2.6/not_normalised" }
# ///
# %% q2
def softmax(z, axis=-1):
    return np.exp(z - z.max(axis=axis, keepdims=True))

def log_softmax(z, axis=-1):
    d = z - np.max(z, axis=axis, keepdims=True)
    return d - np.log(np.sum(np.exp(d), axis=axis, keepdims=True))
