# /// solution
# why = "The true class is charged once a sample."
# scores = { q3 = 1 }
# fails = { q3 = ["random scores", "exactly at the kink", "whole numbers"] }
# misconception = { q3 = "T2.3/true_row_once" }
# ///
# %% q3
def hinge_grad_scores(scores, y, delta):
    rows = np.arange(len(y))
    hits = (scores - scores[rows, y][:, None] + delta > 0).astype(scores.dtype)
    hits[rows, y] = 0
    hits[rows, y] = -hits.max(axis=1)
    return hits
