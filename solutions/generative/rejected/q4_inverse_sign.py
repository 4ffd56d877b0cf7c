# /// solution
# why = "Gives the determinant of the way back."
# scores = { q4 = 2 }
# fails = { q4 = ["a push, and a mixture of channels", "planar flows", "one dimension, no push, pushes that squeeze, points far away"] }
# [[change]]
# question = "q4"
# old = "np.log(np.abs(1 + (1 - h**2) * (u @ w)))"
# new = "-np.log(np.abs(1 + (1 - h**2) * (u @ w)))"
# ///
