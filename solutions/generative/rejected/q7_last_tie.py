# /// solution
# why = "Takes the last of equally near codes."
# scores = { q7 = 3 }
# fails = { q7 = ["three vectors, three codes", "equally near codes, one code, codes twice"] }
# misconception = { q7 = "T10.5/last_tie" }
# [[change]]
# question = "q7"
# old = "distances.argmin(axis=1)"
# new = "len(E) - 1 - distances[:, ::-1].argmin(axis=1)"
# ///
