# /// solution
# why = "Ignores the shuffled order."
# scores = { q5 = 1.5 }
# fails = { q5 = ["seven samples in three folds", "every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/no_perm" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    folds = np.array_split(np.arange(n), k)
    return [(np.setdiff1d(np.arange(n), fold), fold) for fold in folds]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
