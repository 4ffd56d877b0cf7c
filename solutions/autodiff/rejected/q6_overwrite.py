# /// solution
# why = "Writes a gradient over the one that is there."
# scores = { q6 = 0 }
# misconception = { q6 = "T3.9/overwrite" }
# [[change]]
# question = "q6"
# old = "argument.grad = argument.grad + unbroadcast"
# new = "argument.grad = unbroadcast"
# ///
