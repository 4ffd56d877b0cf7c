# /// solution
# why = "The best single fold wins."
# scores = { q5 = 3 }
# fails = { q5 = ["the highest accuracy wins", "the lowest loss wins"] }
# misconception = { q5 = "T2.8/best_fold" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    folds = np.array_split(perm, k)
    return [(np.setdiff1d(perm, val), val) for val in folds]

def select_model(cv_scores, higher_is_better):
    return int(cv_scores.max(axis=1).argmax() if higher_is_better else cv_scores.min(axis=1).argmin())
