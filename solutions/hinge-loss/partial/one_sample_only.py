# /// solution
# why = "Works for a single sample; a batch breaks it."
# scores = { q2 = 1, q5 = 1 }
# fails = { q2 = ["random scores", "a wide margin", "easy samples cost nothing"], q5 = ["several layers, both forms"] }
# ///
# %% q2
def multiclass_hinge(scores, y, delta):
    s = scores[0]
    margins = np.maximum(0, s - s[y[0]] + delta)
    margins[y[0]] = 0
    return margins.sum()

# %% q5
def l2_penalty(Ws, lam, form):
    return lam * np.sum(Ws[0] ** 2)
