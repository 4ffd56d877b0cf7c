# /// solution
# why = "Takes the value of a state earlier."
# scores = { q6 = 2 }
# fails = { q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q6 = "T13.4/v_index" }
# [[change]]
# question = "q6"
# old = "delta = r + gamma * going_on * v[1:] - v[:-1]"
# new = "v = np.concatenate([v[:1], v[:-1]])\n    delta = r + gamma * going_on * v[1:] - v[:-1]"
# ///
