# /// solution
# why = "Takes the last of equal actions."
# scores = { q3 = 4.5 }
# fails = { q3 = ["equal actions, no curiosity, nothing else, one action"] }
# [[change]]
# question = "q3"
# old = "probs[np.argmax(q)] += 1 - eps"
# new = "probs[len(q) - 1 - np.argmax(q[::-1])] += 1 - eps"
# ///
