# /// solution
# why = "One maximum for the whole batch."
# scores = { q3 = 2.5 }
# fails = { q3 = ["sure, right or wrong", "gradients"] }
# misconception = { q3 = "T2.6/overflow" }
# ///
# %% q3
def cross_entropy(logits, y):
    d = logits - logits.max()
    return np.mean(np.log(np.exp(d).sum(axis=1)) - d[np.arange(len(y)), y])

def cross_entropy_grad(logits, y):
    e = np.exp(logits - logits.max())
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
