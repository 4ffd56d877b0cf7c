# /// solution
# why = "One maximum for the whole batch."
# scores = { q2 = 3 }
# fails = { q2 = ["large logits", "logarithms of large logits"] }
# misconception = { q2 = "T2.6/overflow" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=axis, keepdims=True)

def log_softmax(z, axis=-1):
    d = z - np.max(z)
    return d - np.log(np.exp(d).sum(axis=axis, keepdims=True))
