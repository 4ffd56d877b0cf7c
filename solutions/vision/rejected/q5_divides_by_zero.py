# /// solution
# why = "Divides by lengths that may be 0."
# scores = { q5 = 4.5 }
# fails = { q5 = ["large scales, rows of zeros"] }
# [[change]]
# question = "q5"
# old = "np.where(lengths > 0, lengths, 1)"
# new = "lengths"
# ///
