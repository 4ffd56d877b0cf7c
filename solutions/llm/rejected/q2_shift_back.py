# /// solution
# why = "Shifts the logits instead of the labels."
# scores = { q2 = 1 }
# fails = { q2 = ["random batches", "padding", "another mark for padding", "sure, right or wrong", "three tokens, one of them padding"] }
# misconception = { q2 = "T8.2/shift_back" }
# [[change]]
# question = "q2"
# old = "log_softmax(logits[:, :-1]), labels[:, 1:]"
# new = "log_softmax(logits[:, 1:]), labels[:, :-1]"
# ///
