# /// solution
# why = "Divides the rate of the step before."
# scores = { q1 = 3 }
# fails = { q1 = ["inverse decay, four steps", "inverse"] }
# misconception = { q1 = "T4.4/compound" }
# [[change]]
# question = "q1"
# old = '        return lr0 / (1 + kw["k"] * t)'
# new = '''
#         for i in range(1, t + 1):
#             lr0 = lr0 / (1 + kw["k"] * i)
#         return lr0'''
# ///
