# /// solution
# why = "One array of zeros that all values add to."
# scores = { q6 = 0 }
# [[change]]
# question = "q6"
# old = "self.grad = np.zeros_like(self.data)"
# new = "self.grad = ZERO"
# [[change]]
# question = "q6"
# old = "class Value:"
# new = '''ZERO = np.zeros(())
# 
# 
# class Value:'''
# [[change]]
# question = "q6"
# old = "argument.grad = argument.grad + unbroadcast"
# new = "argument.grad += unbroadcast"
# ///
