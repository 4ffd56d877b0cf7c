# /// solution
# why = "Measures with batch norm still learning."
# scores = { q3 = 3.5 }
# misconception = { q3 = "T0.3/eval_in_train_mode" }
# [[change]]
# question = "q3"
# old = '''    model.eval()
# '''
# new = ""
# ///
