# /// solution
# why = "Draws an order for the samples and another one for the targets."
# scores = { q1 = 2.5 }
# fails = { q1 = ["shuffled batches"] }
# [[change]]
# question = "q1"
# old = "return DataLoader(PairDataset(X, Y), batch_size=batch_size, shuffle=True, generator=source)"
# new = '''X = X[torch.randperm(len(X), generator=source)]
#     return DataLoader(PairDataset(X, Y), batch_size=batch_size, shuffle=True, generator=source)'''
# ///
