# /// solution
# why = "High and low confused."
# scores = { q5 = 2.5 }
# fails = { q5 = ["two models", "the highest accuracy wins", "the lowest loss wins"] }
# misconception = { q5 = "T2.8/sort_best" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    folds = np.array_split(perm, k)
    return [(np.setdiff1d(perm, val), val) for val in folds]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmin(means) if higher_is_better else np.argmax(means))
