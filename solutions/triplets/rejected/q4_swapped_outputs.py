# /// solution
# why = "Push before pull."
# scores = { q4 = 1.75 }
# fails = { q4 = ["one positive, two negatives", "pull and push", "nobody, and large scales"] }
# [[change]]
# question = "q4"
# old = "return pull, np.log(1 + np.exp(beta * (s_neg - lam)).sum()) / beta"
# new = "return np.log(1 + np.exp(beta * (s_neg - lam)).sum()) / beta, pull"
# ///
