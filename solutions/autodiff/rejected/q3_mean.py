# /// solution
# why = "Averages over the copies."
# scores = { q3 = 0 }
# misconception = { q3 = "T3.9/mean_of_uses" }
# [[change]]
# question = "q3"
# old = "np.sum(grad"
# new = "np.mean(grad"
# ///
