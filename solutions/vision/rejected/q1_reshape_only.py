# /// solution
# why = "One reshape: stripes instead of squares."
# scores = { q1 = 0.5 }
# fails = { q1 = ["two rows of three patches", "images of several sizes", "one pixel, one patch, one channel", "tokens of a batch", "tokens of small patches"] }
# misconception = { q1 = "T9.1/reshape_only" }
# [[change]]
# question = "q1"
# old = "    parts = x.reshape(B, C, H // p, p, W // p, p)\n    return parts.transpose(0, 2, 4, 1, 3, 5).reshape(B, -1, C * p * p)"
# new = "    return x.reshape(B, -1, C * p * p)"
# ///
