# /// solution
# why = "Everything but the layers and the heads by hand; attention without masks."
# scores = { q2 = 2.5, q6 = 1, q7 = 0 }
# fails = { q2 = ["two queries, three keys", "masked and causal", "nothing to see, and scores of a thousand", "single precision stays single"], q6 = ["nothing but residuals and norms", "encoder layers", "encoder layers with a mask", "decoder layers", "decoder layers with other masks"], q7 = ["ten positions", "the girl saw the cat and she fed it", "the word before", "what a pronoun stands for"] }
# ///
# %% q2
def causal_mask(T):
    return np.tri(T).astype(bool)

def padding_mask(lengths, T):
    return np.arange(T)[None] < lengths[:, None]

def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    s = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1]).astype(q.dtype)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) @ v

# %% q6
def transformer_encoder_layer(x, params, n_heads, norm_first, mask=None):
    ...

def transformer_decoder_layer(x, memory, params, n_heads, norm_first, causal=True, memory_mask=None):
    ...

def transformer_param_count(d, ff=None, decoder=False):
    ff = 4 * d if ff is None else ff
    layer = 4 * d * d + 4 * d + 2 * 2 * d + d * ff + ff + ff * d + d
    return layer + (4 * d * d + 4 * d + 2 * d if decoder else 0)

# %% q7
def previous_word_head(d):
    ...

def pronoun_head():
    ...
