# /// solution
# why = "A mixture instead of the best value."
# scores = { q1 = 3.5 }
# fails = { q1 = ["one two five", "the best key alone"] }
# misconception = { q1 = "T7.1/hard_soft" }
# [[change]]
# question = "q1"
# old = "return values[scores.argmax(axis=1)]"
# new = "return attend(scores, values)[0]"
# ///
