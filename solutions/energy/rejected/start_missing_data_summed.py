# /// solution
# why = "The energy of the start is not reported; sums over the data; log(1 + e^1000); ddim goes one step back, whatever t' is."
# scores = { q1 = 3.5, q2 = 2.5, q3 = 4.5, q7 = 3 }
# fails = { q1 = ["one bit off", "recall"], q2 = ["the table of the text", "day and dream"], q3 = ["sums of a thousand"], q7 = ["leaps and guidance", "leaps of DDIM", "leaps with new noise"] }
# misconception = { q1 = "T11.2/start_missing", q2 = "T11.3/data_summed", q3 = "T11.4/overflow", q7 = "T11.7/always_one_step" }
# [[change]]
# question = "q1"
# old = "energies = [hopfield_energy(W, s)]"
# new = "energies = []"
# [[change]]
# question = "q2"
# old = " / len(data)"
# new = ""
# [[change]]
# question = "q2"
# old = "data.mean(axis=0)"
# new = "data.sum(axis=0)"
# [[change]]
# question = "q3"
# old = "np.logaddexp(0, v @ W + c)"
# new = "np.log(1 + np.exp(v @ W + c))"
# [[change]]
# question = "q7"
# old = "np.asarray(t_prev) + 1"
# new = "np.asarray(t)"
# ///
