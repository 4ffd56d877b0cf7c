# /// solution
# why = "Another default of the learning rate."
# scores = { q4 = 5.5 }
# misconception = { q4 = "T4.3/default" }
# [[change]]
# question = "q4"
# old = "lr=1e-3"
# new = "lr=0.01"
# ///
