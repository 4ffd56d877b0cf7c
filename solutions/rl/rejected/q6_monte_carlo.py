# /// solution
# why = "Does not look at λ."
# scores = { q6 = 2 }
# fails = { q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q6 = "T13.4/monte_carlo" }
# [[change]]
# question = "q6"
# old = "after = delta[t] + gamma * lam * going_on[t] * after"
# new = "after = delta[t] + gamma * going_on[t] * after"
# ///
