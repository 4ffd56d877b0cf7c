# /// solution
# why = "Forgets the skip."
# scores = { q3 = 2 }
# fails = { q3 = ["the kernel of the text", "whole mixers", "mixers of one tap, of one channel"] }
# misconception = { q3 = "T9.3/no_identity" }
# [[change]]
# question = "q3"
# old = "    w[:, 0, middle, middle] += 1\n"
# new = ""
# ///
