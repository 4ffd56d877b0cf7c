# /// solution
# why = "α weighs the certainty."
# scores = { q6 = 1.5 }
# fails = { q6 = ["the row of the text", "soft targets", "no trust, full trust, large similarities"] }
# misconception = { q6 = "T9.6/alpha_swapped" }
# [[change]]
# question = "q6"
# old = "alpha * np.exp(log_softmax(sim_m)) + (1 - alpha) * np.eye(len(sim_m))"
# new = "(1 - alpha) * np.exp(log_softmax(sim_m)) + alpha * np.eye(len(sim_m))"
# ///
