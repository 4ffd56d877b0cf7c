# /// solution
# why = "Clips the probability in front of the logarithm."
# scores = { q3 = 3.5 }
# misconception = { q3 = "T2.6/epsilon" }
# ///
# %% q3
def cross_entropy(logits, y):
    lp = log_softmax(logits)
    return -np.log(np.clip(softmax(logits)[np.arange(len(y)), y], 1e-15, 1)).mean()


def cross_entropy_grad(logits, y):
    p = softmax(logits)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
