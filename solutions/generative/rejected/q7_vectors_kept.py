# /// solution
# why = "Returns the vectors."
# scores = { q7 = 2.5 }
# fails = { q7 = ["three vectors, three codes", "books of codes", "equally near codes, one code, codes twice"] }
# [[change]]
# question = "q7"
# old = "return idx, E[idx]"
# new = "return idx, z"
# ///
