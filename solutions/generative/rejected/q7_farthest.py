# /// solution
# why = "Takes the farthest code."
# scores = { q7 = 2.5 }
# fails = { q7 = ["three vectors, three codes", "books of codes", "equally near codes, one code, codes twice"] }
# misconception = { q7 = "T10.5/farthest" }
# [[change]]
# question = "q7"
# old = "distances.argmin"
# new = "distances.argmax"
# ///
