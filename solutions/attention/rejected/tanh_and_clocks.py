# /// solution
# why = "tanh after the product; the exponent of half a pair; pre-norm and post-norm exchanged."
# scores = { q1 = 3.5, q4 = 1, q6 = 1 }
# fails = { q1 = ["one query, three keys", "four ways to compare"], q4 = ["two rows", "clocks of other sizes", "another base, no position"], q6 = ["nothing but residuals and norms", "encoder layers", "encoder layers with a mask", "decoder layers", "decoder layers with other masks"] }
# misconception = { q1 = "T7.1/tanh_outside", q4 = "T7.4/i_not_2i", q6 = "T7.5/pre_post" }
# [[change]]
# question = "q1"
# old = "return np.tanh((q @ W1.T)[:, None] + k @ W2.T) @ v"
# new = "return np.tanh(((q @ W1.T)[:, None] + k @ W2.T) @ v)"
# [[change]]
# question = "q4"
# old = "(np.arange(0, d, 2) / d)"
# new = "(np.arange(d // 2) / d)"
# [[change]]
# question = "q6"
# old = "if norm_first else layer_norm(x + part(x), *weights)"
# new = "if not norm_first else layer_norm(x + part(x), *weights)"
# ///
