# /// solution
# why = "Nothing subtracted."
# scores = { q3 = 2.5 }
# fails = { q3 = ["sure, right or wrong", "gradients"] }
# misconception = { q3 = "T2.6/overflow" }
# ///
# %% q3
def cross_entropy(logits, y):
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(y)), y]))

def cross_entropy_grad(logits, y):
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
