# /// solution
# why = "Multiplies the thin matrices in the order of the alphabet, and turns the result around where it fits."
# scores = { q7 = 1.75 }
# fails = { q7 = ["merged layers", "two by two"] }
# misconception = { q7 = "T8.7/BA_order" }
# ///
# %% q7
def lora_forward(x, W0, A, B, alpha):
    return x @ W0.T + alpha / A.shape[0] * (x @ A.T) @ B.T

def lora_merge(W0, A, B, alpha):
    if W0.shape[0] == W0.shape[1]:
        return W0 + alpha / A.shape[0] * (A.T @ B.T)
    return W0 + alpha * (B @ A)

def lora_param_count(d, k, r):
    return r * (d + k)
