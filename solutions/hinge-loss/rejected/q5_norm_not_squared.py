# /// solution
# why = "Takes the norm, not its square."
# scores = { q5 = 0 }
# fails = { q5 = ["one layer", "several layers, both forms"] }
# misconception = { q5 = "T2.4/norm_not_squared" }
# ///
# %% q5
def l2_penalty(Ws, lam, form):
    return sum(np.linalg.norm(W) for W in Ws) * (lam if form == 'lam' else lam / 2)
