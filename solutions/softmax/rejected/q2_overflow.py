# /// solution
# why = "Straight from the formula."
# scores = { q2 = 3 }
# fails = { q2 = ["large logits", "logarithms of large logits"] }
# misconception = { q2 = "T2.6/overflow" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z)
    return e / e.sum(axis=axis, keepdims=True)

def log_softmax(z, axis=-1):
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))
