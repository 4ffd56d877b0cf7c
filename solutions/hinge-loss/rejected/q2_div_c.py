# /// solution
# why = "Averages over the classes, too."
# scores = { q2 = 0 }
# fails = { q2 = ["the slide", "random scores", "a wide margin", "easy samples cost nothing"] }
# misconception = { q2 = "T2.2/div_c" }
# [[change]]
# question = "q2"
# old = "return margins.sum() / len(y)"
# new = "return margins.mean()"
# ///
