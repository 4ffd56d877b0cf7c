# /// solution
# why = "The biases as a column: with as many samples as classes it fits, and adds b_i to sample i."
# scores = { q1 = 1 }
# fails = { q1 = ["as many classes as features", "random shapes"] }
# ///
# %% q1
def linear_scores(X, W, b):
    S = X @ W.T
    return S + (b[:, None] if len(b) == len(X) else b)
