# /// solution
# why = "Mixes up the two forms."
# scores = { q5 = 0 }
# fails = { q5 = ["one layer", "several layers, both forms"] }
# misconception = { q5 = "T2.4/other_form" }
# ///
# %% q5
def l2_penalty(Ws, lam, form):
    return sum(np.sum(W**2) for W in Ws) * (lam if form == 'half' else lam / 2)
