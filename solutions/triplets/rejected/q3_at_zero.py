# /// solution
# why = "Counts brackets of 0 as active."
# scores = { q3 = 2.25 }
# fails = { q3 = ["brackets of 0, nobody active, no triplets"] }
# misconception = { q3 = "T12.1/at_zero" }
# [[change]]
# question = "q3"
# old = "np.sum(brackets > 0)"
# new = "np.sum(brackets >= 0)"
# ///
