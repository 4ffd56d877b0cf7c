# /// solution
# why = "Does not look for nan."
# scores = { q5 = 5 }
# misconception = { q5 = "T4.6/nan_unchecked" }
# [[change]]
# question = "q5"
# old = "not (np.isfinite(train).all() and np.isfinite(val).all()) or train[-1]"
# new = "train[-1]"
# ///
