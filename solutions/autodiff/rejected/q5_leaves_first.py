# /// solution
# why = "The inputs come first."
# scores = { q5 = 0 }
# misconception = { q5 = "T3.9/leaves_first" }
# [[change]]
# question = "q5"
# old = "return through[::-1]"
# new = "return through"
# ///
