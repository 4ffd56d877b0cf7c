# /// solution
# why = "Takes the variance for the deviation."
# scores = { q3 = 0.5 }
# fails = { q3 = ["one weight", "a convolution and its norm", "without a bias, small variances", "whole mixers", "mixers of one tap, of one channel"] }
# misconception = { q3 = "T9.3/std_vs_var" }
# [[change]]
# question = "q3"
# old = "gamma / np.sqrt(var + eps)"
# new = "gamma / (var + eps)"
# ///
