# /// solution
# why = "Takes the last of equal actions."
# scores = { q2 = 5 }
# fails = { q2 = ["few rounds, equal actions"] }
# misconception = { q2 = "T13.1/last_of_ties" }
# [[change]]
# question = "q2"
# old = "return V, Q, Q.argmax(axis=1)"
# new = "return V, Q, Q.shape[1] - 1 - Q[:, ::-1].argmax(axis=1)"
# ///
