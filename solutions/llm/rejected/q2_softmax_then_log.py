# /// solution
# why = "Takes the logarithm of a probability that has rounded to 0."
# scores = { q2 = 3.5 }
# fails = { q2 = ["sure, right or wrong"] }
# [[change]]
# question = "q2"
# old = "log_softmax(logits[:, :-1]), labels[:, 1:]"
# new = "np.log(np.exp(logits[:, :-1] - logits[:, :-1].max(axis=-1, keepdims=True)) / np.exp(logits[:, :-1] - logits[:, :-1].max(axis=-1, keepdims=True)).sum(axis=-1, keepdims=True)), labels[:, 1:]"
# ///
