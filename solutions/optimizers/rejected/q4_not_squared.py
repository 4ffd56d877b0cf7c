# /// solution
# why = "Averages the gradient twice, never its square."
# scores = { q4 = 2 }
# fails = { q4 = ["lecture form", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/g_not_squared" }
# [[change]]
# question = "q4"
# old = "grad**2"
# new = "grad"
# ///
