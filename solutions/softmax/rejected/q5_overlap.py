# /// solution
# why = "Rounds the step down and the length up."
# scores = { q5 = 2 }
# fails = { q5 = ["every sample is kept out once", "leave one out"] }
# misconception = { q5 = "T2.8/overlap" }
# ///
# %% q5
def kfold_indices(n, k, perm):
    step, length = n // k, int(np.ceil(n / k))
    spans = [(i * step, i * step + length) for i in range(k)]
    return [(np.r_[perm[:a], perm[b:]], perm[a:b]) for a, b in spans]

def select_model(cv_scores, higher_is_better):
    means = cv_scores.mean(axis=1)
    return int(np.argmax(means) if higher_is_better else np.argmin(means))
