# /// solution
# why = "Rounds up."
# scores = { q5 = 3.5 }
# fails = { q5 = ["the first layer of ResNet", "sizes without dilation", "sizes with dilation"] }
# misconception = { q5 = "T5.5/ceil" }
# [[change]]
# question = "q5"
# old = "return room // stride + 1"
# new = "return int(np.ceil(room / stride)) + 1"
# ///
