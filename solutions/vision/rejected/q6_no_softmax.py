# /// solution
# why = "Mixes similarities as they are."
# scores = { q6 = 1.5 }
# fails = { q6 = ["the row of the text", "soft targets", "no trust, full trust, large similarities"] }
# misconception = { q6 = "T9.6/no_softmax" }
# [[change]]
# question = "q6"
# old = "np.exp(log_softmax(sim_m))"
# new = "sim_m"
# ///
