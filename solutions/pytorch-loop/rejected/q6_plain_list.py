# /// solution
# why = "Layers in a list that the module does not see."
# scores = { q6 = 0 }
# [[change]]
# question = "q6"
# old = "nn.ModuleList(nn.Linear(m, n) for m, n in zip(sizes, sizes[1:]))"
# new = "[nn.Linear(m, n) for m, n in zip(sizes, sizes[1:])]"
# ///
