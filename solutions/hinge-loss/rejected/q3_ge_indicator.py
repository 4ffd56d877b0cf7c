# /// solution
# why = "Counts a margin of exactly zero."
# scores = { q3 = 2 }
# fails = { q3 = ["exactly at the kink", "whole numbers"] }
# misconception = { q3 = "T2.3/ge_indicator" }
# ///
# %% q3
def hinge_grad_scores(scores, y, delta):
    rows = np.arange(len(y))
    hits = (scores - scores[rows, y][:, None] + delta >= 0).astype(scores.dtype)
    hits[rows, y] = 0
    hits[rows, y] = -hits.sum(axis=1)
    return hits
