# /// solution
# why = "Puts the gradients of neighbouring windows one pixel apart, whatever the stride."
# scores = { q4 = 3.5 }
# fails = { q4 = ["one row, two windows", "the image, with stride"] }
# misconception = { q4 = "T5.2/stride_dx" }
# [[change]]
# question = "q4"
# old = "back[here] +="
# new = "back[:, :, i : i + kh, j : j + kw] +="
# ///
