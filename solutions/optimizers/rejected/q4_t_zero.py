# /// solution
# why = "Counts the step after using the counter, so the first correction divides by zero."
# scores = { q4 = 2 }
# fails = { q4 = ["first step of the paper form", "two optimizers share nothing", "paper form", "defaults of the header"] }
# misconception = { q4 = "T4.3/t_zero" }
# [[change]]
# question = "q4"
# old = '''
#         self.t += 1
# '''
# new = ""
# [[change]]
# question = "q4"
# old = "        return theta"
# new = '''
#         self.t += 1
#         return theta'''
# ///
