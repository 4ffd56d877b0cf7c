# /// solution
# why = "W the wrong way round; cosines first; a causal mask over the memory."
# scores = { q1 = 4, q4 = 1, q6 = 3 }
# fails = { q1 = ["four ways to compare"], q4 = ["two rows", "clocks of other sizes", "another base, no position"], q6 = ["decoder layers", "decoder layers with other masks"] }
# misconception = { q1 = "T7.1/w_transposed", q4 = "T7.4/cos_first", q6 = "T7.5/mask_memory" }
# [[change]]
# question = "q1"
# old = "(q @ W if kind"
# new = "(q @ W.T if kind"
# [[change]]
# question = "q4"
# old = "[np.sin(angles), np.cos(angles)]"
# new = "[np.cos(angles), np.sin(angles)]"
# [[change]]
# question = "q6"
# old = "look(\"multihead_attn\", z, memory, params, n_heads, memory_mask)"
# new = "look(\"multihead_attn\", z, memory, params, n_heads, np.tri(z.shape[1], memory.shape[1], dtype=bool))"
# ///
