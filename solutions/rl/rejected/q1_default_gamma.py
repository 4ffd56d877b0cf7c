# /// solution
# why = "Discounts with 0.9 whatever is asked."
# scores = { q1 = 1 }
# fails = { q1 = ["episodes", "cut off, one reward, none, and γ = 0 and 1"] }
# [[change]]
# question = "q1"
# old = "after = r[t] + gamma * after"
# new = "after = r[t] + 0.9 * after"
# ///
