# /// solution
# why = "Forgets the determinant."
# scores = { q4 = 3 }
# fails = { q4 = ["the exponential of noise", "densities of stretched noise"] }
# misconception = { q4 = "T10.3/no_jacobian" }
# [[change]]
# question = "q4"
# old = "base_log_prob(inverse_fn(x)) + logdet_fn(x)"
# new = "base_log_prob(inverse_fn(x))"
# ///
