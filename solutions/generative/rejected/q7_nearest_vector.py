# /// solution
# why = "Looks for the nearest vector of each code."
# scores = { q7 = 3 }
# fails = { q7 = ["books of codes", "equally near codes, one code, codes twice"] }
# [[change]]
# question = "q7"
# old = "distances.argmin(axis=1)"
# new = "distances.argmin(axis=0)"
# ///
