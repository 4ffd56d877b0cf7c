# /// solution
# why = "Leaves out the 1."
# scores = { q4 = 1.75 }
# fails = { q4 = ["one positive, two negatives", "pull and push", "nobody, and large scales"] }
# misconception = { q4 = "T12.2/no_plus1" }
# [[change]]
# question = "q4"
# old = "pull = np.log(1 + np.exp(-alpha * (s_pos - lam)).sum()) / alpha"
# new = "pull = np.log(np.exp(-alpha * (s_pos - lam)).sum()) / alpha if len(s_pos) else 0.0"
# [[change]]
# question = "q4"
# old = "np.log(1 + np.exp(beta * (s_neg - lam)).sum()) / beta"
# new = "np.log(np.exp(beta * (s_neg - lam)).sum()) / beta if len(s_neg) else 0.0"
# ///
