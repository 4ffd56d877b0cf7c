# /// solution
# why = "Ignores the dilation."
# scores = { q5 = 4.5 }
# fails = { q5 = ["stacks with dilation"] }
# misconception = { q5 = "T5.5/rf_no_dilation" }
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
        r += (k - 1) * j
        j *= s
    return r, j

def conv_param_count(c_in, c_out, k, groups=1, bias=True):
    return c_out * (c_in // groups * k * k + bool(bias))
