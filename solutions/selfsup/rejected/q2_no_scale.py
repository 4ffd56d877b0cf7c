# /// solution
# why = "Forgets to divide by alpha and beta."
# scores = { q2 = 2.25 }
# fails = { q2 = ["three samples of two classes", "losses of batches", "empty sets and large exponents"] }
# misconception = { q2 = "T12.2/no_scale" }
# [[change]]
# question = "q2"
# old = "pull / alpha + push / beta"
# new = "pull + push"
# ///
