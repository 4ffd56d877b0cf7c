# /// solution
# why = "A logarithm for each pair."
# scores = { q4 = 1.75 }
# fails = { q4 = ["one positive, two negatives", "pull and push", "nobody, and large scales"] }
# misconception = { q4 = "T12.2/no_inner_sum" }
# [[change]]
# question = "q4"
# old = "pull = np.log(1 + np.exp(-alpha * (s_pos - lam)).sum()) / alpha"
# new = "pull = np.log(1 + np.exp(-alpha * (s_pos - lam))).sum() / alpha"
# [[change]]
# question = "q4"
# old = "np.log(1 + np.exp(beta * (s_neg - lam)).sum()) / beta"
# new = "np.log(1 + np.exp(beta * (s_neg - lam))).sum() / beta"
# ///
