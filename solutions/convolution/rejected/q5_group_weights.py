# /// solution
# why = "Ignores the groups."
# scores = { q5 = 4.5 }
# fails = { q5 = ["layers with groups"] }
# misconception = { q5 = "T5.3/group_weights" }
# ///
# %% q5
def conv_output_size(n, k, stride=1, padding=0, dilation=1):
    room = n + 2 * padding - dilation * (k - 1) - 1
    if room < 0:
        raise ValueError("no room")
    return room // stride + 1

def receptive_field(layers):
    r = j = 1
    for k, s, d in layers:
        r += (k - 1) * d * j
        j *= s
    return r, j

def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    return c_out * (c_in * k * k + bool(bias))
