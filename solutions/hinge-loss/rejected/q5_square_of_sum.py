# /// solution
# why = "Squares the sum of the weights."
# scores = { q5 = 0 }
# misconception = { q5 = "T2.4/square_of_sum" }
# ///
# %% q5
def l2_penalty(Ws, lam, form):
    total = sum(np.sum(W) ** 2 for W in Ws)
    return lam * total if form == "lam" else lam * total / 2
