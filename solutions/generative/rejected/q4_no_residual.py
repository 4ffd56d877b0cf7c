# /// solution
# why = "Forgets to add to z."
# scores = { q4 = 2 }
# fails = { q4 = ["a push, and a mixture of channels", "planar flows", "one dimension, no push, pushes that squeeze, points far away"] }
# misconception = { q4 = "T10.3/no_residual" }
# [[change]]
# question = "q4"
# old = "return z + h[:, None] * u"
# new = "return h[:, None] * u"
# ///
