# /// solution
# why = "Shuffles once, for all epochs."
# scores = { q1 = 1.5 }
# [[change]]
# question = "q1"
# old = "return DataLoader(PairDataset(X, Y), batch_size=batch_size, shuffle=True, generator=source)"
# new = '''order = torch.randperm(len(X), generator=source)
#     return DataLoader(PairDataset(X[order], Y[order]), batch_size=batch_size)'''
# ///
