# /// solution
# why = "Does not seed."
# scores = { q6 = 4.5 }
# fails = { q6 = ["same seed, same model"] }
# [[change]]
# question = "q6"
# old = '''    torch.manual_seed(seed)
# '''
# new = ""
# ///
