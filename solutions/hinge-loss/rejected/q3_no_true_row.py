# /// solution
# why = "Forgets the true class."
# scores = { q3 = 1 }
# fails = { q3 = ["random scores", "exactly at the kink", "whole numbers"] }
# misconception = { q3 = "T2.3/no_true_row" }
# ///
# %% q3
def hinge_grad_scores(scores, y, delta):
    rows = np.arange(len(y))
    hits = (scores - scores[rows, y][:, None] + delta > 0).astype(scores.dtype)
    hits[rows, y] = 0
    hits[rows, y] = 0
    return hits
