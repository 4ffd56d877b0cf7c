# /// solution
# why = "The epoch with the least training loss."
# scores = { q5 = 0 }
# misconception = { q5 = "T0.4/training_loss" }
# [[change]]
# question = "q5"
# old = '''if kept is None or val < least:
#             least, kept = val,'''
# new = '''if kept is None or total < least:
#             least, kept = total,'''
# ///
