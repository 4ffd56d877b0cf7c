# /// solution
# why = "The 2 of the square is gone."
# scores = { q5 = 1.5 }
# fails = { q5 = ["the numbers of the text", "other numbers", "other activations"] }
# misconception = { q5 = "T3.6/no_two" }
# [[change]]
# question = "q5"
# old = '''
# 2 * (y_hat - y)
# '''
# new = '''
# y_hat - y
# '''
# ///
