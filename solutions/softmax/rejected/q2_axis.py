# /// solution
# why = "Normalises over the batch, whatever the axis."
# scores = { q2 = 0 }
# fails = { q2 = ["one two five", "random rows", "an axis of your choice", "large logits", "logarithms", "logarithms of large logits"] }
# misconception = { q2 = "T2.6/axis" }
# ///
# %% q2
def softmax(z, axis=-1):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)

def log_softmax(z, axis=-1):
    d = z - z.max(axis=0)
    return d - np.log(np.exp(d).sum(axis=0))
