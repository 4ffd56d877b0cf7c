# /// solution
# why = "Adds epsilon inside the root."
# scores = { q4 = 2 }
# fails = { q4 = ["lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/eps_inside" }
# [[change]]
# question = "q4"
# old = "(np.sqrt(v_hat) + self.eps)"
# new = "np.sqrt(v_hat + self.eps)"
# ///
