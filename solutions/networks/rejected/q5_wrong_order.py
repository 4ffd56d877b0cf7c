# /// solution
# why = "From the weight to the loss."
# scores = { q5 = 2.5 }
# fails = { q5 = ["from the loss to a weight", "a long path", "short paths"] }
# misconception = { q5 = "T3.6/wrong_order" }
# [[change]]
# question = "q5"
# old = "zip(path, path[1:])]"
# new = "zip(path, path[1:])][::-1]"
# ///
