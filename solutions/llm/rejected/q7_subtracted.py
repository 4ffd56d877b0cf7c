# /// solution
# why = "Takes the change away."
# scores = { q7 = 1.75 }
# fails = { q7 = ["merged layers", "two by two"] }
# misconception = { q7 = "T8.7/subtracted" }
# [[change]]
# question = "q7"
# old = "W0 + alpha / len(A) * B @ A"
# new = "W0 - alpha / len(A) * B @ A"
# ///
