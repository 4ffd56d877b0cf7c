# /// solution
# why = "Two layers, written out."
# scores = { q2 = 1 }
# fails = { q2 = ["two and three layers", "one layer, and many", "layers of equal size"] }
# ///
# %% q2
def mlp_backward(cache, dL_dy):
    activations, zs, Ws, acts = cache
    u2 = SLOPES[acts[1]](zs[1]) * dL_dy
    u1 = SLOPES[acts[0]](zs[0]) * (u2 @ Ws[1])
    return [u1.T @ activations[0], u2.T @ activations[1]], [u1.sum(axis=0), u2.sum(axis=0)], u1 @ Ws[0]
