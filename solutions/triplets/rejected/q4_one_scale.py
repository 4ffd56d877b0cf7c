# /// solution
# why = "alpha in both places."
# scores = { q4 = 0 }
# fails = { q4 = ["one positive, two negatives", "pair by pair", "pull and push", "deviances", "nobody, and large scales"] }
# misconception = { q4 = "T12.2/one_scale" }
# [[change]]
# question = "q4"
# old = "np.log(1 + np.exp(beta * (s_neg - lam)).sum()) / beta"
# new = "np.log(1 + np.exp(alpha * (s_neg - lam)).sum()) / alpha"
# [[change]]
# question = "q4"
# old = "1 + np.exp(beta * (s_neg - lam)))\n"
# new = "1 + np.exp(alpha * (s_neg - lam)))\n"
# ///
