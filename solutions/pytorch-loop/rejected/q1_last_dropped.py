# /// solution
# why = "Leaves out the last batch."
# scores = { q1 = 1 }
# [[change]]
# question = "q1"
# old = "return DataLoader(PairDataset(X, Y), batch_size=batch_size)"
# new = "return DataLoader(PairDataset(X, Y), batch_size=batch_size, drop_last=True)"
# [[change]]
# question = "q1"
# old = "shuffle=True, generator=source)"
# new = "shuffle=True, generator=source, drop_last=True)"
# ///
