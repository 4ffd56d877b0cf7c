# /// solution
# why = "What fills no fold is always trained on."
# scores = { q5 = 1.5 }
# fails = { q5 = ["seven samples in three folds", "every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/drops_rest" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    size = n // k
    vals = [perm[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(perm, val), val) for val in vals]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
