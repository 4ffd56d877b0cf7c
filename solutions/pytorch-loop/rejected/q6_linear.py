# /// solution
# why = "No relu."
# scores = { q6 = 3.5 }
# misconception = { q6 = "T0.4/linear_stack" }
# [[change]]
# question = "q6"
# old = "x = torch.relu(layer(x))"
# new = "x = layer(x)"
# ///
