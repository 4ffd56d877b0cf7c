# /// solution
# why = "Subtracts the other way round."
# scores = { q2 = 0 }
# fails = { q2 = ["the slide", "random scores", "a wide margin", "easy samples cost nothing"] }
# misconception = { q2 = "T2.2/swapped" }
# ///
# %% q2
def multiclass_hinge(scores, y, delta):
    rows = np.arange(len(y))
    margins = np.maximum(0, scores[rows, y][:, None] - scores + delta)
    margins[rows, y] = 0
    return margins.sum() / len(y)
