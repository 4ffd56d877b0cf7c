# /// solution
# why = "log Σ exp, unprotected."
# scores = { q3 = 3.5 }
# fails = { q3 = ["sure, right or wrong"] }
# misconception = { q3 = "T2.6/overflow" }
# ///
# %% q3
def cross_entropy(logits, y):
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y])

def cross_entropy_grad(logits, y):
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
