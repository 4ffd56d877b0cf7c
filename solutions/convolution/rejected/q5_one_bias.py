# /// solution
# why = "One bias for the layer."
# scores = { q5 = 3.5 }
# misconception = { q5 = "T5.3/one_bias" }
# ///
# %% q5
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (k - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room // stride + 1


def receptive_field(layers):
    r = j = 1
    for k, s, d in layers:
        r += (k - 1) * d * j
        j *= s
    return r, j


def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    return c_out * c_in // groups * k * k + (1 if bias else 0)
