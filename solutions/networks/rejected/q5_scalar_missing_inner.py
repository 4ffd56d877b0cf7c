# /// solution
# why = "Forgets that z1 depends on w1 with slope x."
# scores = { q5 = 2 }
# fails = { q5 = ["other numbers", "other activations"] }
# misconception = { q5 = "T3.6/missing_inner" }
# [[change]]
# question = "q5"
# old = "dg(z1) * x"
# new = "dg(z1)"
# ///
