# /// solution
# why = "Hands every share on at once."
# scores = { q6 = 1.5 }
# misconception = { q6 = "T3.9/no_topological_order" }
# [[change]]
# question = "q6"
# old = '''        self.grad = self.grad + 1
#         for value in values_in_order(self):
#             for argument, share in value.parents:
#                 argument.grad = argument.grad + unbroadcast(share(value.grad), argument.data.shape)
# '''
# new = '''        self.grad = self.grad + 1
#         self.hand_on()
# '''
# [[change]]
# question = "q6"
# old = "    def __neg__(self):"
# new = '''    def hand_on(self):
#         for argument, share in self.parents:
#             argument.grad = argument.grad + unbroadcast(share(self.grad), argument.data.shape)
#             argument.hand_on()
# 
#     def __neg__(self):'''
# ///
