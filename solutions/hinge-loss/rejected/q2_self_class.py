# /// solution
# why = "Counts the true class as its own competitor."
# scores = { q2 = 0 }
# fails = { q2 = ["the slide", "random scores", "a wide margin", "easy samples cost nothing"] }
# misconception = { q2 = "T2.2/self_class" }
# ///
# %% q2
def multiclass_hinge(scores, y, delta):
    rows = np.arange(len(y))
    margins = np.maximum(0, scores - scores[rows, y][:, None] + delta)
    pass
    return margins.sum() / len(y)
