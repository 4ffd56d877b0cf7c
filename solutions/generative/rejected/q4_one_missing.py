# /// solution
# why = "Forgets the identity in the determinant."
# scores = { q4 = 2 }
# fails = { q4 = ["a push, and a mixture of channels", "planar flows", "one dimension, no push, pushes that squeeze, points far away"] }
# misconception = { q4 = "T10.3/one_missing" }
# [[change]]
# question = "q4"
# old = "np.abs(1 + (1 - h**2) * (u @ w))"
# new = "np.abs((1 - h**2) * (u @ w))"
# ///
