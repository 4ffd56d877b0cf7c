# /// solution
# why = "Makes the shortcut and never adds it."
# scores = { q6 = 1 }
# fails = { q6 = ["the input as shortcut", "a shortcut that changes the shape"] }
# misconception = { q6 = "T5.6/no_shortcut" }
# [[change]]
# question = "q6"
# old = "        return torch.relu(self.conv2(torch.relu(self.conv1(x))) + self.shortcut(x))  # SOLUTION"
# new = '''
#         F = self.conv2(torch.relu(self.conv1(x)))
#         return torch.relu(F)'''
# ///
