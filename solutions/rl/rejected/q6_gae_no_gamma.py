# /// solution
# why = "Lets later errors fade with λ alone."
# scores = { q6 = 2 }
# fails = { q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q6 = "T13.4/gae_no_gamma" }
# [[change]]
# question = "q6"
# old = "after = delta[t] + gamma * lam * going_on[t] * after"
# new = "after = delta[t] + lam * going_on[t] * after"
# ///
