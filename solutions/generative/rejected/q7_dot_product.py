# /// solution
# why = "Takes the largest product."
# scores = { q7 = 2.5 }
# fails = { q7 = ["three vectors, three codes", "books of codes", "equally near codes, one code, codes twice"] }
# misconception = { q7 = "T10.5/dot_product" }
# [[change]]
# question = "q7"
# old = "distances = ((z[:, None] - E) ** 2).sum(axis=2)"
# new = "distances = -(z @ E.T)"
# ///
