# /// solution
# why = "Does not divide."
# scores = { q3 = 2.5 }
# misconception = { q3 = "T0.3/sum_of_losses" }
# [[change]]
# question = "q3"
# old = "return total / samples"
# new = "return total"
# ///
