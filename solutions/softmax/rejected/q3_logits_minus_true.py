# /// solution
# why = "The logits minus the truth, no softmax."
# scores = { q3 = 2 }
# misconception = { q3 = "T2.6/logits_minus_true" }
# ///
# %% q3
def cross_entropy(logits, y):
    lp = log_softmax(logits)
    return -lp[np.arange(len(y)), y].mean()


def cross_entropy_grad(logits, y):
    p = logits.copy()
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
