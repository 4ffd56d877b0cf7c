# /// solution
# why = "Stops at the first epoch that is worse."
# scores = { q5 = 1 }
# [[change]]
# question = "q5"
# old = '''        history.append((total / samples, val))
# '''
# new = '''        history.append((total / samples, val))
#         if val > least:
#             break
# '''
# ///
