# /// solution
# why = "Returns the loss after the step."
# scores = { q3 = 2.5 }
# misconception = { q3 = "T0.3/loss_after" }
# [[change]]
# question = "q3"
# old = "return loss.item()"
# new = '''with torch.no_grad():
#         return loss_fn(model(x), y).item()'''
# ///
