# /// solution
# why = "Puts the skip into the kernel before the norm."
# scores = { q3 = 2 }
# fails = { q3 = ["the kernel of the text", "whole mixers", "mixers of one tap, of one channel"] }
# misconception = { q3 = "T9.3/identity_scaled" }
# [[change]]
# question = "q3"
# old = "    w, b = fuse_conv_bn(w_dw, None, bn)\n    middle = w.shape[2] // 2\n    w[:, 0, middle, middle] += 1\n"
# new = "    w = w_dw.copy()\n    middle = w.shape[2] // 2\n    w[:, 0, middle, middle] += 1\n    w, b = fuse_conv_bn(w, None, bn)\n"
# ///
