# /// solution
# why = "Loops over queries, keys and heads, the math module, lists."
# ///
# %% q1
import math

def dot(a, b):
    return sum(float(x) * float(y) for x, y in zip(a, b))

def attention_scores(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    S = np.zeros((len(q), len(k)))
    for i in range(len(q)):
        for j in range(len(k)):
            if kind == "additive":
                S[i, j] = sum(float(v[h]) * math.tanh(dot(W1[h], q[i]) + dot(W2[h], k[j])) for h in range(len(v)))
            elif kind == "general":
                S[i, j] = sum(float(q[i, a]) * float(W[a, b]) * float(k[j, b]) for a in range(len(W)) for b in range(len(W)))
            else:
                S[i, j] = dot(q[i], k[j])
                if kind == "scaled":
                    S[i, j] /= math.sqrt(len(q[i]))
    return S

def row_weights(row, keep):
    seen = [float(s) for s, k in zip(row, keep) if k]
    if not seen:
        return [0.0] * len(row)
    top = max(seen)
    total = sum(math.exp(s - top) for s in seen)
    return [math.exp(float(s) - top) / total if k else 0.0 for s, k in zip(row, keep)]

def attend(scores, values, mask=None):
    out, weights = [], []
    for i in range(len(scores)):
        w = row_weights(scores[i], [True] * len(values) if mask is None else mask[i])
        weights.append(w)
        out.append([dot(w, values[:, c]) for c in range(values.shape[1])])
    return out, weights

def hard_attention(scores, values):
    out = []
    for row in scores:
        best = 0
        for j in range(1, len(row)):
            if row[j] > row[best]:
                best = j
        out.append(values[best])
    return np.array(out)

# %% q2
import math

def causal_mask(T):
    mask = np.zeros((T, T), dtype=bool)
    for t in range(T):
        for s in range(t + 1):
            mask[t, s] = True
    return mask

def padding_mask(lengths, T):
    mask = np.zeros((len(lengths), T), dtype=bool)
    for b, n in enumerate(lengths):
        mask[b, :n] = True
    return mask

def weights_of(row, keep):
    seen = [float(s) for s, k in zip(row, keep) if k]
    if not seen:
        return [0.0] * len(row)
    top = max(seen)
    total = sum(math.exp(s - top) for s in seen)
    return [math.exp(float(s) - top) / total if k else 0.0 for s, k in zip(row, keep)]

def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    Tq, Tk, d = q.shape[-2], k.shape[-2], q.shape[-1]
    out = np.zeros((*q.shape[:-1], v.shape[-1]), dtype=v.dtype)
    keep = np.ones((*q.shape[:-1], Tk), dtype=bool)
    if mask is not None:
        keep &= mask
    for front in np.ndindex(q.shape[:-2]):
        for i in range(Tq):
            allowed = [bool(keep[front][i, j]) and (not is_causal or j <= i) for j in range(Tk)]
            row = [float(q[front][i] @ k[front][j]) / math.sqrt(d) for j in range(Tk)]
            w = weights_of(row, allowed)
            for j in range(Tk):
                out[front][i] += w[j] * v[front][j]
    return out

# %% q3
def split_heads(x, n_heads):
    B, T, E = x.shape
    size = E // n_heads
    out = np.zeros((B, n_heads, T, size), dtype=x.dtype)
    for head in range(n_heads):
        for e in range(size):
            out[:, head, :, e] = x[:, :, head * size + e]
    return out

def merge_heads(x):
    B, h, T, d = x.shape
    out = np.zeros((B, T, h * d), dtype=x.dtype)
    for head in range(h):
        for e in range(d):
            out[:, :, head * d + e] = x[:, head, :, e]
    return out

def multi_head_attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    out = []
    E = len(W_out)
    size = E // n_heads
    for b in range(len(x_q)):
        q, k, v = (x @ W_in[i * E : (i + 1) * E].T + b_in[i * E : (i + 1) * E] for i, x in enumerate((x_q[b], x_kv[b], x_kv[b])))
        keep = None if mask is None else mask if mask.ndim == 2 else mask[b]
        heads = []
        for head in range(n_heads):
            part = slice(head * size, (head + 1) * size)
            heads.append(scaled_dot_product_attention(q[:, part], k[:, part], v[:, part], keep))
        out.append(np.hstack(heads) @ W_out.T + b_out)
    return out

# %% q4
import math

def sinusoidal_positional_encoding(T, d, base=10000.0):
    PE = np.zeros((T, d))
    for p in range(T):
        for j in range(d):
            angle = p / base ** (2 * (j // 2) / d)
            PE[p, j] = math.sin(angle) if j % 2 == 0 else math.cos(angle)
    return PE

def learned_positional_embedding(ids, table):
    return [list(table[p]) for p in ids]

# %% q5
import math

def layer_norm(x, gamma, beta, eps=1e-5):
    out = np.zeros(x.shape)
    for token in np.ndindex(x.shape[:-1]):
        row = [float(v) for v in x[token]]
        mean = sum(row) / len(row)
        variance = sum((v - mean) ** 2 for v in row) / len(row)
        for e in range(len(row)):
            out[token + (e,)] = gamma[e] * (row[e] - mean) / math.sqrt(variance + eps) + beta[e]
    return out

def feed_forward(x, W1, b1, W2, b2):
    out = np.zeros(x.shape)
    for token in np.ndindex(x.shape[:-1]):
        hidden = [max(float(w @ x[token] + b), 0.0) for w, b in zip(W1, b1)]
        for e in range(len(b2)):
            out[token + (e,)] = sum(float(w) * u for w, u in zip(W2[e], hidden)) + b2[e]
    return out

# %% q6
def attention_part(name, x, seen, params, n_heads, mask):
    return np.array(multi_head_attention(x, seen, params[name + ".in_proj_weight"], params[name + ".in_proj_bias"],
                                         params[name + ".out_proj.weight"], params[name + ".out_proj.bias"], n_heads, mask))

def run_parts(x, parts, params, norm_first):
    for i, part in enumerate(parts, start=1):
        gamma, beta = params["norm%d.weight" % i], params["norm%d.bias" % i]
        if norm_first:
            x = x + part(layer_norm(x, gamma, beta))
        else:
            x = layer_norm(x + part(x), gamma, beta)
    return x

def feed_part(x, params):
    return feed_forward(x, params["linear1.weight"], params["linear1.bias"], params["linear2.weight"], params["linear2.bias"])

def transformer_encoder_layer(x, params, n_heads, norm_first, mask=None):
    parts = [lambda z: attention_part("self_attn", z, z, params, n_heads, mask), lambda z: feed_part(z, params)]
    return run_parts(x, parts, params, norm_first)

def transformer_decoder_layer(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    T = x.shape[1]
    mask = np.array([[s <= t for s in range(T)] for t in range(T)]) if causal else None
    parts = [
        lambda z: attention_part("self_attn", z, z, params, n_heads, mask),
        lambda z: attention_part("multihead_attn", z, memory, params, n_heads, memory_mask),
        lambda z: feed_part(z, params),
    ]
    return run_parts(x, parts, params, norm_first)

def transformer_param_count(d, ff=None, decoder=False):
    if ff is None:
        ff = 4 * d
    total = ff * d + ff + d * ff + d  # linear1, linear2
    for _ in range(2 if decoder else 1):
        total += 3 * d * d + 3 * d + d * d + d
    for _ in range(3 if decoder else 2):
        total += d + d
    return total

# %% q7
import math

def previous_word_head(d):
    W_q = [[0.0] * d for _ in range(d)]
    W_k = [[0.0] * d for _ in range(d)]
    for i in range(d // 2):
        w = 1 / 10000 ** (2 * i / d)
        a, b = 2 * i, 2 * i + 1
        W_q[a][a] = W_q[b][b] = 500.0
        # the keys are turned on by a step instead
        W_k[a][a] = W_k[b][b] = math.cos(w)
        W_k[a][b], W_k[b][a] = math.sin(w), -math.sin(w)
    return W_q, W_k

def pronoun_head():
    W_q = [[0] * 6 for _ in range(6)]
    W_k = [[0] * 6 for _ in range(6)]
    for column in (2, 3, 4):
        W_q[column][column] = 50
        W_k[column][column] = 1
    W_q[1][1] = 50
    W_k[1][1] = -1  # pronouns do not look at pronouns
    return W_q, W_k
