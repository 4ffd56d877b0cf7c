# /// solution
# why = "Always goes back to training."
# scores = { q3 = 3.5 }
# misconception = { q3 = "T0.3/ends_in_train" }
# [[change]]
# question = "q3"
# old = "model.train(mode)"
# new = "model.train()"
# ///
