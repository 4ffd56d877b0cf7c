# /// solution
# why = "d for its root; positions from 1; queries from the memory."
# scores = { q1 = 3.5, q4 = 1, q6 = 3 }
# fails = { q1 = ["one query, three keys", "four ways to compare"], q4 = ["two rows", "clocks of other sizes", "another base, no position"], q6 = ["decoder layers", "decoder layers with other masks"] }
# misconception = { q1 = "T7.1/scale_d", q4 = "T7.4/start_1", q6 = "T7.5/cross_q" }
# [[change]]
# question = "q1"
# old = "scores / np.sqrt(q.shape[1])"
# new = "scores / q.shape[1]"
# [[change]]
# question = "q4"
# old = "np.arange(T)[:, None]"
# new = "np.arange(1, T + 1)[:, None]"
# [[change]]
# question = "q6"
# old = "look(\"multihead_attn\", z, memory, params, n_heads, memory_mask)"
# new = "look(\"multihead_attn\", memory, z, params, n_heads, None)[:, : z.shape[1]]"
# ///
