# /// solution
# why = "Divides by the variances."
# scores = { q3 = 0 }
# fails = { q3 = ["a tilted cloud", "wherever it lies", "tilted clouds", "one column, clouds far away, as few samples as may be"] }
# misconception = { q3 = "T14.1/variance_for_deviation" }
# [[change]]
# question = "q3"
# old = "np.sqrt(v)"
# new = "v"
# ///
