# /// solution
# why = "Takes the first value of the next episode for what comes after the end."
# scores = { q6 = 2 }
# fails = { q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q6 = "T13.4/done_ignored" }
# [[change]]
# question = "q6"
# old = "delta = r + gamma * going_on * v[1:] - v[:-1]"
# new = "delta = r + gamma * v[1:] - v[:-1]"
# ///
