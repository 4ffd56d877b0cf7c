# /// solution
# why = "Keeps the weights of the last epoch."
# scores = { q5 = 2.5 }
# fails = { q5 = ["patience of two", "curves that rest and fall again", "gains that are too small", "a loss that is nan"] }
# misconception = { q5 = "T4.6/keeps_last" }
# [[change]]
# question = "q5"
# old = "return best_epoch, epoch"
# new = "return epoch, epoch"
# ///
