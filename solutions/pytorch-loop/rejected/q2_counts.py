# /// solution
# why = "Counts words."
# scores = { q2 = 2.5 }
# misconception = { q2 = "T0.4/counts" }
# [[change]]
# question = "q2"
# old = "        row[sequence] = 1.0"
# new = '''        for index in sequence:
#             row[index] += 1.0'''
# ///
