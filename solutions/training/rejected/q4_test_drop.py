# /// solution
# why = "Drops in the test, too."
# scores = { q4 = 3.5 }
# fails = { q4 = ["test time"] }
# misconception = { q4 = "T4.6/test_drop" }
# [[change]]
# question = "q4"
# old = '''
#     if not train:
#         return x.copy()'''
# new = '''
#     if train:
#         return x * mask / (1 - p_drop)'''
# ///
