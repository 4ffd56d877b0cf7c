# /// solution
# why = "Copies the dictionary, not its tensors."
# scores = { q5 = 0 }
# misconception = { q5 = "T0.3/keeps_last" }
# [[change]]
# question = "q5"
# old = "copy.deepcopy(model.state_dict())"
# new = "dict(model.state_dict())"
# ///
