# /// solution
# why = "Forgets the samples that fill no fold."
# scores = { q5 = 1.5 }
# fails = { q5 = ["seven samples in three folds", "every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/drops_rest" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    table = perm[: n // k * k].reshape(k, n // k)
    return [(np.delete(table, i, axis=0).ravel(), table[i]) for i in range(k)]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
