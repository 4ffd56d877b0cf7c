# /// solution
# why = "Rectifies F(x) before the addition."
# scores = { q6 = 1 }
# fails = { q6 = ["the input as shortcut", "a shortcut that changes the shape"] }
# misconception = { q6 = "T5.6/relu_first" }
# [[change]]
# question = "q6"
# old = "        return torch.relu(self.conv2(torch.relu(self.conv1(x))) + self.shortcut(x))  # SOLUTION"
# new = '''
#         F = self.conv2(torch.relu(self.conv1(x)))
#         return torch.relu(torch.relu(F) + self.shortcut(x))'''
# ///
