# /// solution
# why = "Trains on one fold, validates on the others."
# scores = { q5 = 1.5 }
# fails = { q5 = ["seven samples in three folds", "every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/swapped" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    folds = np.array_split(perm, k)
    return [(fold, np.setdiff1d(perm, fold)) for fold in folds]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
