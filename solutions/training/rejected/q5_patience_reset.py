# /// solution
# why = "Counts all epochs without improvement, in a row or not."
# scores = { q5 = 2.5 }
# fails = { q5 = ["patience of two", "curves that rest and fall again", "gains that are too small", "a loss that is nan"] }
# misconception = { q5 = "T4.6/patience_reset" }
# [[change]]
# question = "q5"
# old = "best, best_epoch, bad = loss, epoch, 0"
# new = "best, best_epoch = loss, epoch"
# ///
