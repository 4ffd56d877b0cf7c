# /// solution
# why = "Measures on all samples that there are."
# scores = { q2 = 2.5 }
# fails = { q2 = ["three parts, three arrays", "training, validation, test"] }
# misconception = { q2 = "T4.5/leak" }
# [[change]]
# question = "q2"
# old = '''
#     scaled, mean, std = standardize(train)
#     return scaled, standardize(val, mean, std)[0], standardize(test, mean, std)[0]'''
# new = '''
#     _, mean, std = standardize(np.concatenate([train, val, test]))
#     return tuple(standardize(part, mean, std)[0] for part in (train, val, test))'''
# ///
