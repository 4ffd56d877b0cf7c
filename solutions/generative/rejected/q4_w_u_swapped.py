# /// solution
# why = "Takes u for w."
# scores = { q4 = 2 }
# fails = { q4 = ["a push, and a mixture of channels", "planar flows", "one dimension, no push, pushes that squeeze, points far away"] }
# [[change]]
# question = "q4"
# old = "np.tanh(z @ w + b)"
# new = "np.tanh(z @ u + b)"
# [[change]]
# question = "q4"
# old = "h[:, None] * u"
# new = "h[:, None] * w"
# ///
