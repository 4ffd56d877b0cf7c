# /// solution
# why = "Returns the tensor."
# scores = { q3 = 2.5 }
# misconception = { q3 = "T0.3/graph_kept" }
# [[change]]
# question = "q3"
# old = "return loss.item()"
# new = "return loss"
# ///
