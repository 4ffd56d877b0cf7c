# /// solution
# why = "The last fold takes all that is left."
# scores = { q5 = 1.5 }
# fails = { q5 = ["seven samples in three folds", "every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/remainder_last" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    size = n // k
    cuts = [i * size for i in range(k)] + [n]
    return [(np.concatenate([perm[:a], perm[b:]]), perm[a:b]) for a, b in zip(cuts, cuts[1:])]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
