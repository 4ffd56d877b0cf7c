# /// solution
# why = "One list of squares for all optimizers."
# scores = { q4 = 1 }
# [[change]]
# question = "q4"
# old = '''    def __init__(self, parameters, lr, rho, eps=1e-8):
# '''
# new = '''    squares = []
# 
#     def __init__(self, parameters, lr, rho, eps=1e-8):
# '''
# [[change]]
# question = "q4"
# old = "self.squares = [torch.zeros_like(p) for p in self.parameters]"
# new = "self.squares += [torch.zeros_like(p) for p in self.parameters]"
# ///
