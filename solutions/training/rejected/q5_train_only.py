# /// solution
# why = "Looks at the training curve only."
# scores = { q5 = 4 }
# fails = { q5 = ["five kinds of runs", "which rule comes first"] }
# misconception = { q5 = "T4.7/train_only" }
# [[change]]
# question = "q5"
# old = '''
#     # BEGIN SOLUTION
#     if not (np'''
# new = '''
#     val = train
#     if not (np'''
# ///
