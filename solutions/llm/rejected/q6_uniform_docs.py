# /// solution
# why = "Averages over the documents."
# scores = { q6 = 2 }
# fails = { q6 = ["one document for the whole answer", "any document for each token", "two documents, two tokens"] }
# misconception = { q6 = "T8.6/uniform_docs" }
# [[change]]
# question = "q6"
# old = "np.sum(p_z * np.prod(p_y, axis=1))"
# new = "np.mean(np.prod(p_y, axis=1))"
# [[change]]
# question = "q6"
# old = "np.prod(p_z @ p_y)"
# new = "np.prod(p_y.mean(axis=0))"
# ///
