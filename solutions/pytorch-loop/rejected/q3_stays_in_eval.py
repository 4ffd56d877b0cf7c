# /// solution
# why = "Leaves the model in evaluation mode."
# scores = { q3 = 3.5 }
# misconception = { q3 = "T0.3/stays_in_eval" }
# [[change]]
# question = "q3"
# old = '''    model.train(mode)
# '''
# new = ""
# ///
