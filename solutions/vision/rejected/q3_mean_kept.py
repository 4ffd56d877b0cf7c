# /// solution
# why = "Forgets the running mean."
# scores = { q3 = 0 }
# fails = { q3 = ["the kernel of the text", "one weight", "a convolution and its norm", "without a bias, small variances", "whole mixers", "mixers of one tap, of one channel"] }
# misconception = { q3 = "T9.3/mean_kept" }
# [[change]]
# question = "q3"
# old = "bias = -mean if b is None else b - mean"
# new = "bias = 0 if b is None else b"
# ///
