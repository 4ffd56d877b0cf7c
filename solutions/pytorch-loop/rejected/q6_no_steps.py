# /// solution
# why = "Computes gradients and never steps."
# scores = { q6 = 3 }
# fails = { q6 = ["new reviews"] }
# [[change]]
# question = "q6"
# old = '''            optimizer.step()
# '''
# new = ""
# ///
