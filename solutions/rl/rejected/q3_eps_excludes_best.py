# /// solution
# why = "Explores among the other actions only."
# scores = { q3 = 3 }
# fails = { q3 = ["a tenth of curiosity", "chances of actions", "equal actions, no curiosity, nothing else, one action"] }
# misconception = { q3 = "T13.2/eps_excludes_best" }
# [[change]]
# question = "q3"
# old = "probs = np.full(len(q), eps / len(q))"
# new = "probs = np.full(len(q), eps / max(len(q) - 1, 1))"
# [[change]]
# question = "q3"
# old = "probs[np.argmax(q)] += 1 - eps"
# new = "probs[np.argmax(q)] = 1 - eps"
# ///
