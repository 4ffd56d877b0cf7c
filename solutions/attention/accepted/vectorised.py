# /// solution
# why = "einsum and broadcasting, one masked softmax for everything, reshapes for the heads."
# ///
# %% q1
def attention_scores(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    if kind == "additive":
        both = np.einsum("id,hd->ih", q, W1)[:, np.newaxis] + np.einsum("jd,hd->jh", k, W2)[np.newaxis]
        return np.einsum("ijh,h->ij", np.tanh(both), v)
    if kind == "general":
        return np.einsum("id,de,je->ij", q, W, k)
    return np.einsum("id,jd->ij", q, k) * (q.shape[1] ** -0.5 if kind == "scaled" else 1)

def masked_softmax(s, mask=None):
    keep = np.ones(s.shape, dtype=bool) if mask is None else np.broadcast_to(mask, s.shape)
    top = np.max(s, axis=-1, keepdims=True, where=keep, initial=-np.inf)
    e = np.zeros_like(s)
    np.exp(s - np.where(np.isinf(top), 0, top), where=keep, out=e)
    return np.divide(e, e.sum(-1, keepdims=True), out=np.zeros_like(e), where=e.sum(-1, keepdims=True) > 0)

def attend(scores, values, mask=None):
    w = masked_softmax(scores, mask)
    return w @ values, w

def hard_attention(scores, values):
    return np.take(values, np.argmax(scores, axis=-1), axis=0)

# %% q2
def causal_mask(T):
    t = np.arange(T)
    return t[:, None] >= t[None, :]

def padding_mask(lengths, T):
    return lengths[:, None] > np.arange(T)[None]

def softmax_of_kept(s, keep):
    s = np.where(keep, s, -np.inf)
    top = s.max(axis=-1, keepdims=True)
    top[np.isinf(top)] = 0
    e = np.exp(s - top)
    total = e.sum(axis=-1, keepdims=True)
    total[total == 0] = 1
    return e / total

def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    s = np.einsum("...qd,...kd->...qk", q, k) / q.dtype.type(np.sqrt(q.shape[-1]))
    keep = np.True_ if mask is None else mask
    if is_causal:
        keep = keep & causal_mask(s.shape[-1])
    return softmax_of_kept(s, keep) @ v

# %% q3
def split_heads(x, n_heads):
    B, T, E = x.shape
    return x.reshape(B, T, n_heads, E // n_heads).transpose(0, 2, 1, 3)

def merge_heads(x):
    B, h, T, d = x.shape
    return x.transpose(0, 2, 1, 3).reshape(B, T, h * d)

def multi_head_attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    E = x_q.shape[-1]
    q = x_q @ W_in[:E].T + b_in[:E]
    kv = x_kv @ W_in[E:].T + b_in[E:]
    parts = [split_heads(x, n_heads) for x in (q, kv[..., :E], kv[..., E:])]
    if mask is not None and mask.ndim == 3:
        mask = mask[:, None]
    return merge_heads(scaled_dot_product_attention(*parts, mask)) @ W_out.T + b_out

# %% q4
def sinusoidal_positional_encoding(T, d, base=10000.0):
    PE = np.zeros((T, d))
    angles = np.outer(np.arange(T), base ** (-np.arange(0, d, 2) / d))
    PE[:, 0::2], PE[:, 1::2] = np.sin(angles), np.cos(angles)
    return PE

def learned_positional_embedding(ids, table):
    return np.eye(len(table), dtype=table.dtype)[ids] @ table

# %% q5
def layer_norm(x, gamma, beta, eps=1e-5):
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + eps) * gamma + beta

def feed_forward(x, W1, b1, W2, b2):
    return np.einsum("...f,ef->...e", np.clip(np.einsum("...e,fe->...f", x, W1) + b1, 0, None), W2) + b2

# %% q6
def transformer_encoder_layer(x, params, n_heads, norm_first, mask=None):
    p = params
    norm1 = lambda z: layer_norm(z, p["norm1.weight"], p["norm1.bias"])
    norm2 = lambda z: layer_norm(z, p["norm2.weight"], p["norm2.bias"])
    attn = lambda z: multi_head_attention(z, z, p["self_attn.in_proj_weight"], p["self_attn.in_proj_bias"], p["self_attn.out_proj.weight"], p["self_attn.out_proj.bias"], n_heads, mask)
    ff = lambda z: feed_forward(z, p["linear1.weight"], p["linear1.bias"], p["linear2.weight"], p["linear2.bias"])
    if norm_first:
        x = x + attn(norm1(x))
        return x + ff(norm2(x))
    x = norm1(x + attn(x))
    return norm2(x + ff(x))

def transformer_decoder_layer(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    p = params
    norm = lambda i, z: layer_norm(z, p[f"norm{i}.weight"], p[f"norm{i}.bias"])
    def attn(name, z, m, mask):
        return multi_head_attention(z, m, p[name + ".in_proj_weight"], p[name + ".in_proj_bias"], p[name + ".out_proj.weight"], p[name + ".out_proj.bias"], n_heads, mask)
    mask = causal_mask(x.shape[1]) if causal else None
    ff = lambda z: feed_forward(z, p["linear1.weight"], p["linear1.bias"], p["linear2.weight"], p["linear2.bias"])
    if norm_first:
        z = norm(1, x)
        x = x + attn("self_attn", z, z, mask)
        x = x + attn("multihead_attn", norm(2, x), memory, memory_mask)
        return x + ff(norm(3, x))
    x = norm(1, x + attn("self_attn", x, x, mask))
    x = norm(2, x + attn("multihead_attn", x, memory, memory_mask))
    return norm(3, x + ff(x))

def transformer_param_count(d, ff=None, decoder=False):
    ff = ff or 4 * d
    attention, norm, feed = 4 * d**2 + 4 * d, 2 * d, 2 * d * ff + ff + d
    return 2 * attention + 3 * norm + feed if decoder else attention + 2 * norm + feed

# %% q7
def previous_word_head(d):
    w = 10000.0 ** (-np.arange(0, d, 2) / d)
    even = np.arange(0, d, 2)
    R = np.zeros((d, d))
    R[even, even] = R[even + 1, even + 1] = np.cos(w)
    R[even, even + 1], R[even + 1, even] = -np.sin(w), np.sin(w)
    return 1000 * R, np.eye(d)

def pronoun_head():
    W_q, W_k = np.zeros((6, 6)), np.zeros((6, 6))
    W_q[:3, 2:5] = 100 * np.eye(3)
    W_k[:3, 2:5] = np.eye(3)
    W_k[:3, 0] = 2  # nouns fit everybody, and those of the gender best
    return W_q, W_k
