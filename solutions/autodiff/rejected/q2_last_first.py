# /// solution
# why = "Returns the lists as they were filled, last layer first."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/last_first" }
# [[change]]
# question = "q2"
# old = "return dWs[::-1], dbs[::-1], flowing"
# new = "return dWs, dbs, flowing"
# ///
