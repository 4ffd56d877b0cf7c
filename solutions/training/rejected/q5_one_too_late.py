# /// solution
# why = "Stops in the epoch after the one in which patience ran out."
# scores = { q5 = 2.5 }
# fails = { q5 = ["patience of two", "curves that rest and fall again", "gains that are too small", "a loss that is nan"] }
# misconception = { q5 = "T4.6/one_too_late" }
# [[change]]
# question = "q5"
# old = "if bad == patience:"
# new = "if bad > patience:"
# ///
