# /// solution
# why = "Returns the old place."
# scores = { q4 = 2.75 }
# fails = { q4 = ["around the end of the queue", "one batch of keys", "whole queues, no keys"] }
# misconception = { q4 = "T12.4/pointer_stays" }
# [[change]]
# question = "q4"
# old = "return queue, (ptr + len(keys)) % len(queue)"
# new = "return queue, ptr"
# ///
