# /// solution
# why = "The logarithm of a probability that was rounded to 0."
# scores = { q2 = 3.5 }
# fails = { q2 = ["logarithms of large logits"] }
# misconception = { q2 = "T2.6/log_of_softmax" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)

def log_softmax(z, axis=-1):
    return np.log(softmax(z, axis=axis))
