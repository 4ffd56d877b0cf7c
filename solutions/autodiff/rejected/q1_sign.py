# /// solution
# why = "The error has the wrong sign."
# scores = { q1 = 0 }
# misconception = { q1 = "T3.4/sign" }
# [[change]]
# question = "q1"
# old = "d3 = out - y"
# new = "d3 = y - out"
# ///
