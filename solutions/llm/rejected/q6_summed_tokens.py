# /// solution
# why = "Adds the probabilities of the tokens."
# scores = { q6 = 2.75 }
# fails = { q6 = ["any document for each token", "two documents, two tokens"] }
# misconception = { q6 = "T8.6/summed_tokens" }
# [[change]]
# question = "q6"
# old = "np.prod(p_z @ p_y)"
# new = "np.sum(p_z @ p_y)"
# ///
