# /// solution
# why = "Accumulates from the beginning: looks back."
# scores = { q1 = 0 }
# fails = { q1 = ["three rewards", "an episode that was cut off", "episodes", "cut off, one reward, none, and γ = 0 and 1"] }
# misconception = { q1 = "T13.1/forward" }
# [[change]]
# question = "q1"
# old = "for t in reversed(range(len(r))):"
# new = "for t in range(len(r)):"
# ///
