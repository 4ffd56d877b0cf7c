# /// solution
# why = "Never clears."
# scores = { q3 = 2.5 }
# misconception = { q3 = "T0.3/no_zero_grad" }
# [[change]]
# question = "q3"
# old = '''    optimizer.zero_grad()
# '''
# new = ""
# ///
