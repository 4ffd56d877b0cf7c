# /// solution
# why = "The bias gets the delta of every sample."
# scores = { q1 = 3 }
# misconception = { q1 = "T3.5/db_missing" }
# [[change]]
# question = "q1"
# old = '''"db1": d1.sum(axis=1, keepdims=True)'''
# new = '''"db1": d1'''
# [[change]]
# question = "q1"
# old = '''"db2": d2.sum(axis=1, keepdims=True)'''
# new = '''"db2": d2'''
# [[change]]
# question = "q1"
# old = '''"db3": d3.sum(axis=1, keepdims=True)'''
# new = '''"db3": d3'''
# ///
