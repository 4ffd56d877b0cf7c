# /// solution
# why = "Adds ε after the root."
# scores = { q3 = 0 }
# fails = { q3 = ["the kernel of the text", "one weight", "a convolution and its norm", "without a bias, small variances", "whole mixers", "mixers of one tap, of one channel"] }
# [[change]]
# question = "q3"
# old = "np.sqrt(var + eps)"
# new = "(np.sqrt(var) + eps)"
# ///
