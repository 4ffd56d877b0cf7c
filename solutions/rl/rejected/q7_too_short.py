# /// solution
# why = "Learns from five episodes."
# scores = { q7 = 0.5 }
# fails = { q7 = ["around the wall", "another world, another way", "three worlds, two agents each"] }
# unnamed = { q7 = "a training that is too short looks like any other" }
# [[change]]
# question = "q7"
# old = "range(250)"
# new = "range(5)"
# ///
