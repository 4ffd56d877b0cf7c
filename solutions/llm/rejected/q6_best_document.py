# /// solution
# why = "Believes the likeliest document."
# scores = { q6 = 2.75 }
# fails = { q6 = ["one document for the whole answer", "two documents, two tokens"] }
# misconception = { q6 = "T8.6/best_document" }
# [[change]]
# question = "q6"
# old = "np.sum(p_z * np.prod(p_y, axis=1))"
# new = "np.max(p_z * np.prod(p_y, axis=1))"
# ///
