# /// solution
# why = "Counts the start in the length."
# scores = { q5 = 4 }
# fails = { q5 = ["sequences of one length", "short against long", "no room, few tokens, large logits"] }
# [[change]]
# question = "q5"
# old = "max(len(ids) - len(start), 1)"
# new = "len(ids)"
# ///
