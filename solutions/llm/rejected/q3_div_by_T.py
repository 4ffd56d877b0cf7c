# /// solution
# why = "Divides by the number of all tokens."
# scores = { q3 = 2 }
# fails = { q3 = ["random losses", "one position, all positions, large logits", "one of two positions"] }
# misconception = { q3 = "T8.3/div_by_T" }
# [[change]]
# question = "q3"
# old = "-np.mean(logp[np.arange(len(logp)), labels[selected]])"
# new = "-np.sum(logp[np.arange(len(logp)), labels[selected]]) / labels.size"
# ///
