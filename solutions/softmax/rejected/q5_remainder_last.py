# /// solution
# why = "The last folds are the larger ones."
# scores = { q5 = 1.5 }
# fails = { q5 = ["seven samples in three folds", "every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/remainder_last" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    sizes = [n // k] * (k - n % k) + [n // k + 1] * (n % k)
    stops = np.cumsum(sizes)
    return [(np.r_[perm[: b - m], perm[b:]], perm[b - m : b]) for m, b in zip(sizes, stops)]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
