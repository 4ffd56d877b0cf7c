# /// solution
# why = "Derives the loss by everything."
# scores = { q5 = 2.5 }
# fails = { q5 = ["from the loss to a weight", "a long path", "short paths"] }
# misconception = { q5 = "T3.6/all_of_the_loss" }
# [[change]]
# question = "q5"
# old = '["d%s/d%s" % link for link in zip(path, path[1:])]'
# new = '["d%s/d%s" % (path[0], below) for below in path[1:]]'
# ///
