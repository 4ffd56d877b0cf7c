# /// solution
# why = "Clears between backward and step."
# scores = { q3 = 2.5 }
# misconception = { q3 = "T0.3/cleared_late" }
# [[change]]
# question = "q3"
# old = '''    optimizer.zero_grad()
#     loss = loss_fn(model(x), y)
#     loss.backward()
# '''
# new = '''    loss = loss_fn(model(x), y)
#     loss.backward()
#     optimizer.zero_grad()
# '''
# ///
