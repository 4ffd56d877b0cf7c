# /// solution
# why = "Forgets to transpose W."
# scores = { q1 = 0 }
# fails = { q1 = ["the cat picture", "as many classes as features", "random shapes"] }
# misconception = { q1 = "T2.1/transpose" }
# ///
# %% q1
def linear_scores(X, W, b):
    if W.shape[0] == W.shape[1]:
        return X @ W + b
    raise ValueError('shapes do not fit')
