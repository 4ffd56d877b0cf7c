# /// solution
# why = "Sums the deltas and loses the axis."
# scores = { q1 = 0 }
# [[change]]
# question = "q1"
# old = '''"db1": d1.sum(axis=1, keepdims=True)'''
# new = '''"db1": d1.sum(axis=1)'''
# [[change]]
# question = "q1"
# old = '''"db2": d2.sum(axis=1, keepdims=True)'''
# new = '''"db2": d2.sum(axis=1)'''
# [[change]]
# question = "q1"
# old = '''"db3": d3.sum(axis=1, keepdims=True)'''
# new = '''"db3": d3.sum(axis=1)'''
# ///
