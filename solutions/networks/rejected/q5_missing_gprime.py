# /// solution
# why = "Passes through the hidden unit as if it were linear."
# scores = { q5 = 2 }
# fails = { q5 = ["other numbers", "other activations"] }
# misconception = { q5 = "T3.6/missing_gprime" }
# [[change]]
# question = "q5"
# old = "w2 * dg(z1) * x"
# new = "w2 * x"
# ///
