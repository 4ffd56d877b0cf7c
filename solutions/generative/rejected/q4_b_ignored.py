# /// solution
# why = "Forgets b."
# scores = { q4 = 2 }
# fails = { q4 = ["a push, and a mixture of channels", "planar flows", "one dimension, no push, pushes that squeeze, points far away"] }
# [[change]]
# question = "q4"
# old = "z @ w + b"
# new = "z @ w"
# ///
