# /// solution
# why = "Adds the factors of a path."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the numbers of the text", "other numbers", "other activations"] }
# misconception = { q5 = "T3.6/sum_factors" }
# [[change]]
# question = "q5"
# old = "error * w2 * dg(z1) * x"
# new = "error + w2 * dg(z1) + x"
# [[change]]
# question = "q5"
# old = "error * h"
# new = "error + h"
# ///
