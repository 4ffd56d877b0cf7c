# /// solution
# why = "Subtracts the determinant of the way back."
# scores = { q4 = 3 }
# fails = { q4 = ["the exponential of noise", "densities of stretched noise"] }
# misconception = { q4 = "T10.3/sign" }
# [[change]]
# question = "q4"
# old = "inverse_fn(x)) + logdet_fn(x)"
# new = "inverse_fn(x)) - logdet_fn(x)"
# ///
