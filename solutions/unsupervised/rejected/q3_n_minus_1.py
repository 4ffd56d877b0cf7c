# /// solution
# why = "Divides the covariance by N − 1."
# scores = { q3 = 0 }
# fails = { q3 = ["a tilted cloud", "wherever it lies", "tilted clouds", "one column, clouds far away, as few samples as may be"] }
# [[change]]
# question = "q3"
# old = "/ len(X)"
# new = "/ (len(X) - 1)"
# ///
