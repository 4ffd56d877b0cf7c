# /// solution
# why = "Discounts the reward that comes at once."
# scores = { q1 = 0 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"] }
# misconception = { q1 = "T13.1/gamma_on_r" }
# [[change]]
# question = "q1"
# old = "after = r[t] + gamma * after"
# new = "after = gamma * (r[t] + after)"
# ///
