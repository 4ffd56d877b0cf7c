# /// solution
# why = "Counts the padding of one side only."
# scores = { q5 = 3.5 }
# fails = { q5 = ["the first layer of ResNet", "sizes without dilation", "sizes with dilation"] }
# misconception = { q5 = "T5.5/pad_once" }
# [[change]]
# question = "q5"
# old = "n + 2 * padding - "
# new = "n + padding - "
# ///
