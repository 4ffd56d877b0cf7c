# /// solution
# why = "log2 of a sum of powers of e."
# scores = { q3 = 2 }
# fails = { q3 = ["one sample, two labels", "random logits", "sure, right or wrong"] }
# misconception = { q3 = "T2.6/log2" }
# ///
# %% q3
def cross_entropy(logits, y):
    d = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log2(np.exp(d).sum(axis=1)) - d[np.arange(len(y)), y])

def cross_entropy_grad(logits, y):
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
