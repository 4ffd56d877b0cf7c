# /// solution
# why = "Adds the skip at the first tap."
# scores = { q3 = 2 }
# fails = { q3 = ["the kernel of the text", "whole mixers", "mixers of one tap, of one channel"] }
# [[change]]
# question = "q3"
# old = "w[:, 0, middle, middle]"
# new = "w[:, 0, 0, 0]"
# ///
