# /// solution
# why = "Takes ε for the share of the best action."
# scores = { q3 = 3 }
# fails = { q3 = ["a tenth of curiosity", "chances of actions", "equal actions, no curiosity, nothing else, one action"] }
# misconception = { q3 = "T13.2/eps_swapped" }
# [[change]]
# question = "q3"
# old = "probs = np.full(len(q), eps / len(q))"
# new = "eps = 1 - eps\n    probs = np.full(len(q), eps / len(q))"
# ///
