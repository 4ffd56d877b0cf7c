# /// solution
# why = "The logarithm of the unprotected ratio."
# scores = { q2 = 3 }
# fails = { q2 = ["large logits", "logarithms of large logits"] }
# misconception = { q2 = "T2.6/overflow" }
# ///
# %% q2
def softmax(z, axis=-1):
    return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)

def log_softmax(z, axis=-1):
    return np.log(softmax(z, axis))
