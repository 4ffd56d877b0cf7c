# /// solution
# why = "Takes the determinant at z."
# scores = { q4 = 3 }
# fails = { q4 = ["the exponential of noise", "densities of stretched noise"] }
# [[change]]
# question = "q4"
# old = "+ logdet_fn(x)"
# new = "+ logdet_fn(inverse_fn(x))"
# ///
