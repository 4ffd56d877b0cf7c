# /// solution
# why = "The wrong signs in all exponents."
# scores = { q4 = 0 }
# fails = { q4 = ["one positive, two negatives", "pair by pair", "pull and push", "deviances", "nobody, and large scales"] }
# misconception = { q4 = "T12.2/exp_sign" }
# [[change]]
# question = "q4"
# old = "pull = np.log(1 + np.exp(-alpha * (s_pos - lam)).sum()) / alpha"
# new = "pull = np.log(1 + np.exp(alpha * (s_pos - lam)).sum()) / alpha"
# [[change]]
# question = "q4"
# old = "np.log(1 + np.exp(beta * (s_neg - lam)).sum()) / beta"
# new = "np.log(1 + np.exp(-beta * (s_neg - lam)).sum()) / beta"
# [[change]]
# question = "q4"
# old = "alpha * (lam - s_pos)"
# new = "alpha * (s_pos - lam)"
# [[change]]
# question = "q4"
# old = "1 + np.exp(beta * (s_neg - lam)))\n"
# new = "1 + np.exp(beta * (lam - s_neg)))\n"
# ///
