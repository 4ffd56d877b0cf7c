# /// solution
# why = "Keeps the model's own tensors."
# scores = { q5 = 0 }
# misconception = { q5 = "T0.3/keeps_last" }
# [[change]]
# question = "q5"
# old = "copy.deepcopy(model.state_dict())"
# new = "model.state_dict()"
# ///
