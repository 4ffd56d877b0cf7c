# /// solution
# why = "Puts the channels one after another, as DenseNet does."
# scores = { q6 = 0 }
# fails = { q6 = ["parameters and sizes", "the input as shortcut", "a shortcut that changes the shape"] }
# misconception = { q6 = "T5.6/add_vs_concat" }
# [[change]]
# question = "q6"
# old = "        return torch.relu(self.conv2(torch.relu(self.conv1(x))) + self.shortcut(x))  # SOLUTION"
# new = '''
#         F = self.conv2(torch.relu(self.conv1(x)))
#         return torch.relu(torch.cat([F, self.shortcut(x)], dim=1))'''
# ///
