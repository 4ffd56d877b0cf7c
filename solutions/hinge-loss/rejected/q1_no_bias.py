# /// solution
# why = "Leaves the bias out."
# scores = { q1 = 0 }
# fails = { q1 = ["the cat picture", "as many classes as features", "random shapes"] }
# misconception = { q1 = "T2.1/no_bias" }
# ///
# %% q1
def linear_scores(X, W, b):
    return X @ W.T
