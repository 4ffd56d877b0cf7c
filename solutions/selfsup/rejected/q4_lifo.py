# /// solution
# why = "Overwrites the newest keys."
# scores = { q4 = 2.75 }
# fails = { q4 = ["around the end of the queue", "one batch of keys", "whole queues, no keys"] }
# misconception = { q4 = "T12.4/lifo" }
# [[change]]
# question = "q4"
# old = "places = (ptr + torch.arange(len(keys))) % len(queue)"
# new = "places = (ptr - len(keys) + torch.arange(len(keys))) % len(queue)"
# [[change]]
# question = "q4"
# old = "return queue, (ptr + len(keys)) % len(queue)"
# new = "return queue, ptr"
# ///
