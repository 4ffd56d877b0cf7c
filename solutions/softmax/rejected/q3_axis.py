# /// solution
# why = "Normalises over the batch."
# scores = { q3 = 0 }
# fails = { q3 = ["one sample, two labels", "said minus true", "random logits", "sure, right or wrong", "gradients", "single precision stays single"] }
# misconception = { q3 = "T2.6/axis" }
# ///
# %% q3
def cross_entropy(logits, y):
    d = logits - logits.max(axis=0)
    log_p = d - np.log(np.exp(d).sum(axis=0))
    return -np.mean(log_p[np.arange(len(y)), y])

def cross_entropy_grad(logits, y):
    e = np.exp(logits - logits.max(axis=0))
    p = e / e.sum(axis=0)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
