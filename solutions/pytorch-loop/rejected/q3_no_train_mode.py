# /// solution
# why = "Stays in the mode that an evaluation left."
# scores = { q3 = 3.5 }
# misconception = { q3 = "T0.3/no_train_mode" }
# [[change]]
# question = "q3"
# old = '''    model.train()
# '''
# new = ""
# ///
