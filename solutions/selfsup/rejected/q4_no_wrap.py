# /// solution
# why = "Drops the keys beyond the end."
# scores = { q4 = 2.75 }
# fails = { q4 = ["around the end of the queue", "one batch of keys", "whole queues, no keys"] }
# misconception = { q4 = "T12.4/no_wrap" }
# [[change]]
# question = "q4"
# old = "    places = "
# new = "    keys = keys[: len(queue) - ptr]\n    places = "
# ///
