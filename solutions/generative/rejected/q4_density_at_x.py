# /// solution
# why = "Takes the density of the noise at x."
# scores = { q4 = 3 }
# fails = { q4 = ["the exponential of noise", "densities of stretched noise"] }
# misconception = { q4 = "T10.3/density_at_x" }
# [[change]]
# question = "q4"
# old = "base_log_prob(inverse_fn(x))"
# new = "base_log_prob(x)"
# ///
