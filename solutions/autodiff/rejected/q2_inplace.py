# /// solution
# why = "Keeps the slopes where the activations were."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/inplace" }
# [[change]]
# question = "q2"
# old = '''    dWs, dbs, flowing = [], [], dL_dy
# '''
# new = '''    dWs, dbs, flowing, inputs = [], [], dL_dy, [a.copy() for a in activations]
#     for a, z, act in zip(activations[1:], zs, acts):
#         a[:] = SLOPES[act](z)
# '''
# [[change]]
# question = "q2"
# old = "activations[-2::-1]"
# new = "inputs[-2::-1]"
# ///
