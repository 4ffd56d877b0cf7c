# /// solution
# why = "Corrects the start, as Adam does."
# scores = { q4 = 0 }
# misconception = { q4 = "T4.8/bias_corrected" }
# [[change]]
# question = "q4"
# old = "self.lr, self.rho, self.eps = lr, rho, eps"
# new = "self.lr, self.rho, self.eps, self.t = lr, rho, eps, 0"
# [[change]]
# question = "q4"
# old = '''        with torch.no_grad():
# '''
# new = '''        self.t += 1
#         with torch.no_grad():
# '''
# [[change]]
# question = "q4"
# old = "(s.sqrt() + self.eps)"
# new = "((s / (1 - self.rho**self.t)).sqrt() + self.eps)"
# ///
