# /// solution
# why = "Takes the worst competitor only."
# scores = { q2 = 2 }
# fails = { q2 = ["random scores", "a wide margin"] }
# misconception = { q2 = "T2.2/max_only" }
# ///
# %% q2
def multiclass_hinge(scores, y, delta):
    rows = np.arange(len(y))
    margins = np.maximum(0, scores - scores[rows, y][:, None] + delta)
    margins[rows, y] = 0
    return margins.max(axis=1).mean()
