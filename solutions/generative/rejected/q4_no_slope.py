# /// solution
# why = "Forgets the slope of tanh."
# scores = { q4 = 2 }
# fails = { q4 = ["a push, and a mixture of channels", "planar flows", "one dimension, no push, pushes that squeeze, points far away"] }
# misconception = { q4 = "T10.3/no_slope" }
# [[change]]
# question = "q4"
# old = "1 + (1 - h**2) * (u @ w)"
# new = "1 + (1 - 0 * h) * (u @ w)"
# ///
