# /// solution
# why = "No scale unless asked for; all sines first; an encoder that sees what is masked."
# scores = { q1 = 3.5, q4 = 1, q6 = 4.5 }
# fails = { q1 = ["one query, three keys", "four ways to compare"], q4 = ["two rows", "clocks of other sizes", "another base, no position"], q6 = ["encoder layers with a mask"] }
# misconception = { q1 = "T7.1/no_scale", q4 = "T7.4/halves", q6 = "T7.5/mask_forgotten" }
# [[change]]
# question = "q1"
# old = "return scores / np.sqrt(q.shape[1]) if kind == \"scaled\" else scores"
# new = "return scores"
# [[change]]
# question = "q4"
# old = "np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(T, d)"
# new = "np.concatenate([np.sin(angles), np.cos(angles)], axis=1)"
# [[change]]
# question = "q6"
# old = "n_heads, mask), params, norm_first)\n    return around(2"
# new = "n_heads, None), params, norm_first)\n    return around(2"
# ///
