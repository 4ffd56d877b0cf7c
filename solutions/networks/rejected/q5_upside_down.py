# /// solution
# why = "The fractions stand on their heads."
# scores = { q5 = 2.5 }
# fails = { q5 = ["from the loss to a weight", "a long path", "short paths"] }
# misconception = { q5 = "T3.6/upside_down" }
# [[change]]
# question = "q5"
# old = "zip(path, path[1:])"
# new = "zip(path[1:], path)"
# ///
