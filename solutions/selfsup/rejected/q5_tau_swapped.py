# /// solution
# why = "The rate falls."
# scores = { q5 = 3.5 }
# fails = { q5 = ["rates of three steps", "rates"] }
# misconception = { q5 = "T12.5/tau_swapped" }
# [[change]]
# question = "q5"
# old = "np.cos(np.pi * step / total)"
# new = "np.cos(np.pi * (total - step) / total)"
# ///
