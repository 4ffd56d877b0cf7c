# /// solution
# why = "The probability of the true class is rounded to 0 first."
# scores = { q3 = 3.5 }
# fails = { q3 = ["sure, right or wrong"] }
# misconception = { q3 = "T2.6/log_of_softmax" }
# ///
# %% q3
def cross_entropy(logits, y):
    return -np.log(softmax(logits)[np.arange(len(y)), y]).mean()

def cross_entropy_grad(logits, y):
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
