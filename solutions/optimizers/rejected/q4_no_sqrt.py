# /// solution
# why = "Forgets the root."
# scores = { q4 = 2 }
# fails = { q4 = ["lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/no_sqrt" }
# [[change]]
# question = "q4"
# old = "np.sqrt(v_hat)"
# new = "v_hat"
# ///
