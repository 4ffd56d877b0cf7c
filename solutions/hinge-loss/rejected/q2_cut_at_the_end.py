# /// solution
# why = "Cuts the mean at 0, not each margin."
# scores = { q2 = 1 }
# misconception = { q2 = "T2.2/cut_at_the_end" }
# ///
# %% q2
def multiclass_hinge(scores, y, delta):
    n = len(y)
    right = scores[np.arange(n), y][:, None]
    margins = scores - right + delta
    margins[np.arange(n), y] = 0
    return max(0, margins.sum() / n)
