# /// solution
# why = "Writes into the queue that it was given."
# scores = { q4 = 2.75 }
# fails = { q4 = ["around the end of the queue", "one batch of keys", "whole queues, no keys"] }
# [[change]]
# question = "q4"
# old = "    queue = queue.clone()\n"
# new = ""
# ///
