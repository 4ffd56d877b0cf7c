# /// solution
# why = "Writes each patch column by column."
# scores = { q1 = 0.5 }
# fails = { q1 = ["two rows of three patches", "images of several sizes", "one pixel, one patch, one channel", "tokens of a batch", "tokens of small patches"] }
# [[change]]
# question = "q1"
# old = "parts.transpose(0, 2, 4, 1, 3, 5)"
# new = "parts.transpose(0, 2, 4, 1, 5, 3)"
# ///
