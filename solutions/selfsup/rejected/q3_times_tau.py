# /// solution
# why = "Multiplies by the temperature."
# scores = { q3 = 1 }
# fails = { q3 = ["two pictures", "losses of batches", "one picture, low temperatures, equal views", "gradients"] }
# misconception = { q3 = "T12.3/times_tau" }
# [[change]]
# question = "q3"
# old = "z @ z.T / temperature"
# new = "z @ z.T * temperature"
# ///
