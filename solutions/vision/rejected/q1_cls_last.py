# /// solution
# why = "Puts the class token at the end."
# scores = { q1 = 2 }
# fails = { q1 = ["one patch and the class token", "tokens of a batch", "tokens of small patches"] }
# misconception = { q1 = "T9.1/cls_last" }
# [[change]]
# question = "q1"
# old = "[first, tokens]"
# new = "[tokens, first]"
# ///
