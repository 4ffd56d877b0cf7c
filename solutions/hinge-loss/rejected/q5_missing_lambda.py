# /// solution
# why = "Leaves λ out."
# scores = { q5 = 0 }
# fails = { q5 = ["one layer", "several layers, both forms"] }
# misconception = { q5 = "T2.4/missing_lambda" }
# ///
# %% q5
def l2_penalty(Ws, lam, form):
    return sum(np.sum(W**2) for W in Ws) * (1 if form == 'lam' else 0.5)
