# /// solution
# why = "Takes any k of equal logits: sorts and reverses."
# scores = { q5 = 5.5 }
# fails = { q5 = ["equal logits, large logits"] }
# [[change]]
# question = "q5"
# old = "kept = np.argsort(-logits, kind=\"stable\")[:k]"
# new = "kept = np.argsort(logits)[::-1][:k]"
# ///
