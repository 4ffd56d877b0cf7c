# /// solution
# why = "Weighs the reward instead of the penalty."
# scores = { q4 = 1.5 }
# fails = { q4 = ["random rewards", "a price for leaving"] }
# misconception = { q4 = "T8.4/beta_on_reward" }
# [[change]]
# question = "q4"
# old = "r - beta * (logp - logp_ref)"
# new = "beta * r - (logp - logp_ref)"
# ///
