# /// solution
# why = "Returns Q before V."
# scores = { q2 = 3.5 }
# fails = { q2 = ["the best of both", "the best policies", "few rounds, equal actions"] }
# [[change]]
# question = "q2"
# old = "return V, Q, Q.argmax(axis=1)"
# new = "return Q, V, Q.argmax(axis=1)"
# ///
