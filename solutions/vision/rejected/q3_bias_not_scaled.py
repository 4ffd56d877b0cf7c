# /// solution
# why = "Adds the bias of the convolution as it is."
# scores = { q3 = 2.5 }
# fails = { q3 = ["a convolution and its norm", "without a bias, small variances"] }
# misconception = { q3 = "T9.3/bias_not_scaled" }
# [[change]]
# question = "q3"
# old = "    bias = -mean if b is None else b - mean\n    return w * scale[:, None, None, None], beta + bias * scale"
# new = "    bias = 0 if b is None else b\n    return w * scale[:, None, None, None], beta - mean * scale + bias"
# ///
