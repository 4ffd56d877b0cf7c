# /// solution
# why = "A softmax before the softmax."
# scores = { q3 = 0 }
# fails = { q3 = ["one sample, two labels", "said minus true", "random logits", "sure, right or wrong", "gradients", "single precision stays single"] }
# misconception = { q3 = "T2.6/double_softmax" }
# ///
# %% q3
def cross_entropy(logits, y):
    return -np.mean(log_softmax(softmax(logits))[np.arange(len(y)), y])

def cross_entropy_grad(logits, y):
    p = softmax(softmax(logits))
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
