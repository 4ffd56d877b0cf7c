# /// solution
# why = "Takes the weight for its own slope."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the numbers of the text", "other numbers", "other activations"] }
# misconception = { q5 = "T3.6/dz_dW_is_W" }
# [[change]]
# question = "q5"
# old = "dg(z1) * x"
# new = "dg(z1) * w1"
# [[change]]
# question = "q5"
# old = "error * h"
# new = "error * w2"
# ///
