# /// solution
# why = "torch's own functions and layers behind every NumPy answer; tensors as results."
# ///
# %% q1
import torch
import torch.nn.functional as F

def attention_scores(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    q, k, W, W1, W2, v = (None if a is None else torch.from_numpy(np.array(a)) for a in (q, k, W, W1, W2, v))
    if kind == "additive":
        return torch.tanh(F.linear(q, W1).unsqueeze(1) + F.linear(k, W2).unsqueeze(0)).matmul(v).numpy()
    if kind == "general":
        q = q.matmul(W)
    scores = q.matmul(k.mT)
    return (scores / q.shape[1] ** 0.5 if kind == "scaled" else scores).numpy()

def attend(scores, values, mask=None):
    scores, values = torch.from_numpy(np.array(scores)), torch.from_numpy(np.array(values))
    if mask is not None:
        scores = scores.masked_fill(~torch.from_numpy(np.array(mask)), -torch.inf)
    weights = torch.softmax(scores, dim=1).nan_to_num(0.0)
    return weights @ values, weights

def hard_attention(scores, values):
    best = torch.from_numpy(np.array(scores)).numpy().argmax(1)  # torch promises nothing about ties
    return torch.from_numpy(np.array(values))[torch.from_numpy(best)]

# %% q2
import torch
import torch.nn.functional as F

def causal_mask(T):
    return torch.ones(T, T, dtype=torch.bool).tril().numpy()

def padding_mask(lengths, T):
    return (torch.arange(T) < torch.from_numpy(np.array(lengths)).unsqueeze(1)).numpy()

def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    q, k, v = (torch.from_numpy(np.array(a)) for a in (q, k, v))
    keep = None if mask is None else torch.from_numpy(np.array(mask))
    if is_causal:
        causal = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool).tril()
        keep = causal if keep is None else keep & causal
    s = q @ k.mT / q.shape[-1] ** 0.5
    if keep is not None:
        s = s.masked_fill(~keep, -torch.inf)
    return (torch.softmax(s, -1).nan_to_num(0.0) @ v).numpy()

# %% q3
import torch
import torch.nn.functional as F

def split_heads(x, n_heads):
    return torch.from_numpy(np.array(x)).unflatten(2, (n_heads, -1)).transpose(1, 2).numpy()

def merge_heads(x):
    return torch.from_numpy(np.array(x)).transpose(1, 2).flatten(2).numpy()

def multi_head_attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    x_q, x_kv, W_in, b_in, W_out, b_out = (torch.from_numpy(np.array(a)) for a in (x_q, x_kv, W_in, b_in, W_out, b_out))
    layer = torch.nn.MultiheadAttention(x_q.shape[2], n_heads, batch_first=True, dtype=x_q.dtype)
    layer.load_state_dict({"in_proj_weight": W_in, "in_proj_bias": b_in, "out_proj.weight": W_out, "out_proj.bias": b_out})
    hidden = None
    if mask is not None:
        hidden = ~torch.from_numpy(np.array(mask))  # True hides here
        if hidden.ndim == 3:
            hidden = hidden.repeat_interleave(n_heads, dim=0)
    with torch.no_grad():
        out, _ = layer(x_q, x_kv, x_kv, attn_mask=hidden)
    return torch.where(out.isnan(), b_out, out).numpy()

# %% q4
import torch

def sinusoidal_positional_encoding(T, d, base=10000.0):
    i = torch.arange(0, d, 2, dtype=torch.float64)
    turns = torch.polar(torch.ones(T, d // 2, dtype=torch.float64), torch.arange(T, dtype=torch.float64)[:, None] / base ** (i / d))
    return torch.stack([turns.imag, turns.real], dim=2).flatten(1)

def learned_positional_embedding(ids, table):
    return torch.nn.Embedding.from_pretrained(torch.from_numpy(np.array(table)))(torch.from_numpy(np.array(ids)))

# %% q5
import torch
import torch.nn.functional as F

def layer_norm(x, gamma, beta, eps=1e-5):
    x, gamma, beta = (torch.from_numpy(np.array(a)) for a in (x, gamma, beta))
    return F.layer_norm(x, x.shape[-1:], gamma, beta, eps).numpy()

def feed_forward(x, W1, b1, W2, b2):
    x, W1, b1, W2, b2 = (torch.from_numpy(np.array(a)) for a in (x, W1, b1, W2, b2))
    return F.linear(F.relu(F.linear(x, W1, b1)), W2, b2).numpy()

# %% q6
import torch

def layer_of(kind, params, n_heads, norm_first):
    F_, E = params["linear1.weight"].shape
    dtype = torch.from_numpy(np.array(params["linear1.weight"])).dtype
    layer = kind(E, n_heads, F_, dropout=0.0, batch_first=True, norm_first=norm_first, dtype=dtype).eval()
    own = layer.state_dict()
    layer.load_state_dict({name: torch.from_numpy(np.array(params[name])) for name in own})
    return layer

def hidden_by(mask, n_heads):
    if mask is None:
        return None
    hidden = ~torch.from_numpy(np.array(mask))
    return hidden if hidden.ndim == 2 else hidden.repeat_interleave(n_heads, dim=0)

def transformer_encoder_layer(x, params, n_heads, norm_first, mask=None):
    if mask is not None and not mask.any(axis=-1).all():  # torch gives nan where nothing is seen
        return by_hand(x, None, params, n_heads, norm_first, mask)
    layer = layer_of(torch.nn.TransformerEncoderLayer, params, n_heads, norm_first)
    x = torch.from_numpy(np.array(x)).requires_grad_()  # keeps the layer from its fast path
    return layer(x, src_mask=hidden_by(mask, n_heads)).detach().numpy()

def by_hand(x, memory, params, n_heads, norm_first, mask):
    def attend_to(z):
        return multi_head_attention(z, z, *(params["self_attn." + e] for e in ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")), n_heads, mask)
    def feed(z):
        return feed_forward(z, *(params[n] for n in ("linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias")))
    for i, part in ((1, attend_to), (2, feed)):
        norm = params[f"norm{i}.weight"], params[f"norm{i}.bias"]
        x = x + part(layer_norm(x, *norm)) if norm_first else layer_norm(x + part(x), *norm)
    return x

def transformer_decoder_layer(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    layer = layer_of(torch.nn.TransformerDecoderLayer, params, n_heads, norm_first)
    x, memory = torch.from_numpy(np.array(x)), torch.from_numpy(np.array(memory))
    future = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if causal else None
    with torch.no_grad():
        return layer(x, memory, tgt_mask=future, memory_mask=hidden_by(memory_mask, n_heads)).numpy()

def transformer_param_count(d, ff=None, decoder=False):
    kind = torch.nn.TransformerDecoderLayer if decoder else torch.nn.TransformerEncoderLayer
    with torch.device("meta"):
        layer = kind(d, 1, 4 * d if ff is None else ff)
    return sum(p.numel() for p in layer.parameters())

# %% q7
import torch

def previous_word_head(d):
    blocks = []
    for i in range(0, d, 2):
        w = torch.tensor(10000.0, dtype=torch.float64) ** (-i / d)
        blocks.append(torch.stack([torch.stack([w.cos(), -w.sin()]), torch.stack([w.sin(), w.cos()])]))
    return 2000 * torch.block_diag(*blocks), torch.eye(d, dtype=torch.float64)

def pronoun_head():
    W_q, W_k = torch.eye(6, dtype=torch.float64) * 80, torch.eye(6, dtype=torch.float64)
    W_q[0, 0], W_q[0, 1], W_q[5, 5] = 0, 80, 0  # who is a pronoun asks for who is a noun
    W_k[1, 1] = W_k[5, 5] = 0
    return W_q, W_k
