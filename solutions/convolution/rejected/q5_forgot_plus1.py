# /// solution
# why = "Counts the moves of the window, not its places."
# scores = { q5 = 3.5 }
# fails = { q5 = ["the first layer of ResNet", "sizes without dilation", "sizes with dilation"] }
# misconception = { q5 = "T5.5/forgot_plus1" }
# [[change]]
# question = "q5"
# old = "return room // stride + 1"
# new = "return room // stride"
# ///
