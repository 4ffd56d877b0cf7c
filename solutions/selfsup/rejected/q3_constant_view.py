# /// solution
# why = "Stops the gradient at the second views."
# scores = { q3 = 3.75 }
# fails = { q3 = ["gradients"] }
# misconception = { q3 = "T12.3/constant_view" }
# [[change]]
# question = "q3"
# old = "torch.cat([z1, z2])"
# new = "torch.cat([z1, z2.detach()])"
# ///
