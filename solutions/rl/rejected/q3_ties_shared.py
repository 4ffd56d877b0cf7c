# /// solution
# why = "Shares the rest among equal actions."
# scores = { q3 = 4.5 }
# fails = { q3 = ["equal actions, no curiosity, nothing else, one action"] }
# misconception = { q3 = "T13.2/ties_shared" }
# [[change]]
# question = "q3"
# old = "probs[np.argmax(q)] += 1 - eps"
# new = "probs[q == q.max()] += (1 - eps) / (q == q.max()).sum()"
# ///
