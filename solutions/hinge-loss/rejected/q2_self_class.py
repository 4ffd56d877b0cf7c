# /// solution
# why = "Counts the true class as its own competitor."
# scores = { q2 = 0 }
# fails = { q2 = ["the slide", "random scores", "a wide margin", "easy samples cost nothing"] }
# misconception = { q2 = "T2.2/self_class" }
# [[change]]
# question = "q2"
# old = "margins[rows, y] = 0"
# new = "pass"
# ///
