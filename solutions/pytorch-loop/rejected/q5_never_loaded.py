# /// solution
# why = "Keeps a copy and never puts it back."
# scores = { q5 = 0 }
# misconception = { q5 = "T0.3/keeps_last" }
# [[change]]
# question = "q5"
# old = '''    model.load_state_dict(kept)
# '''
# new = ""
# ///
