# /// solution
# why = "Averages over the classes, too."
# scores = { q2 = 0 }
# fails = { q2 = ["the slide", "random scores", "a wide margin", "easy samples cost nothing"] }
# misconception = { q2 = "T2.2/div_c" }
# ///
# %% q2
def multiclass_hinge(scores, y, delta):
    rows = np.arange(len(y))
    margins = np.maximum(0, scores - scores[rows, y][:, None] + delta)
    margins[rows, y] = 0
    return margins.mean()
