# /// solution
# why = "Forgets to subtract the truth."
# scores = { q3 = 2 }
# fails = { q3 = ["said minus true", "gradients", "single precision stays single"] }
# misconception = { q3 = "T2.6/grad_p" }
# ///
# %% q3
def cross_entropy(logits, y):
    d = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(d).sum(axis=1)) - d[np.arange(len(y)), y])

def cross_entropy_grad(logits, y):
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True) / len(y)
