# /// solution
# why = "A softmax of its own, which overflows."
# scores = { q5 = 2 }
# fails = { q5 = ["sums, one step, logits of a thousand, a perfect critic"] }
# [[change]]
# question = "q5"
# old = "softmax(logits)"
# new = "np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)"
# ///
