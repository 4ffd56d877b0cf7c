"""Wrong versions of the functions in `reference.vision.fast`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.vision.fast import (
    Fused,
    Hierarchical,
    carrier_tokens,
    fuse_conv_bn,
    hat_cost,
    hierarchical_attention,
    repmixer_fuse,
    repmixer_train,
)


@misconception(fuse_conv_bn, "T9.3/std_vs_var", "Divide by √(var+ε).")
def _std_vs_var(w, b, bn):
    gamma, beta, mean, var, eps = bn
    return fuse_conv_bn(w, b, (gamma, beta, mean, (var + eps) ** 2, 0.0))


@misconception(fuse_conv_bn, "T9.3/mean_kept", "The bias loses the running mean before it is scaled.")
def _mean_kept(w, b, bn):
    gamma, beta, mean, var, eps = bn
    return fuse_conv_bn(w, b, (gamma, beta, 0 * mean, var, eps))


@misconception(fuse_conv_bn, "T9.3/bias_not_scaled", "The convolution's bias is scaled, too.")
def _bias_not_scaled(w, b, bn):
    fused = fuse_conv_bn(w, None, bn)
    return Fused(fused.w, fused.b if b is None else fused.b + b)


@misconception(repmixer_train, "T9.3/train_stats", "Fuse with running statistics.")
def _train_stats(x, w_dw, bn):
    xp, (gamma, beta, mean, var, eps) = namespace(x, w_dw), bn
    mixed = repmixer_train(x, w_dw, (0 * gamma + 1, 0 * beta, 0 * mean, 0 * var + 1, 0.0)) - x
    centre = xp.mean(mixed, axis=(0, 2, 3))
    return repmixer_train(
        x, w_dw, (gamma, beta, centre, xp.mean((mixed - centre[:, None, None]) ** 2, axis=(0, 2, 3)), eps)
    )


@misconception(repmixer_train, "T9.3/no_identity", "The input is added back.")
def _train_no_identity(x, w_dw, bn):
    return repmixer_train(x, w_dw, bn) - x


@misconception(repmixer_train, "T9.3/std_vs_var", "Divide by √(var+ε).")
def _train_std_vs_var(x, w_dw, bn):
    gamma, beta, mean, var, eps = bn
    return repmixer_train(x, w_dw, (gamma, beta, mean, (var + eps) ** 2, 0.0))


@misconception(repmixer_fuse, "T9.3/no_identity", "Add 1 at the kernel centre for the skip.")
def _no_identity(w_dw, bn):
    return fuse_conv_bn(w_dw, None, bn)


@misconception(repmixer_fuse, "T9.3/identity_all_taps", "Only the centre tap, only its own channel.")
def _identity_all_taps(w_dw, bn):
    fused = fuse_conv_bn(w_dw, None, bn)
    return Fused(fused.w + 1, fused.b)


@misconception(repmixer_fuse, "T9.3/identity_scaled", "The skip is not scaled by BN: 1, not γ/√(v + ε).")
def _identity_scaled(w_dw, bn):
    xp = namespace(w_dw)
    k = w_dw.shape[2]
    at = xp.arange(k, device=getattr(w_dw, "device", None)) == k // 2
    return fuse_conv_bn(w_dw + xp.astype(at[:, None] & at[None, :], w_dw.dtype), None, bn)


@misconception(carrier_tokens, "T9.3/first_token", "A carrier is the average of its part of the window.")
def _first_token(x, window, L):
    side = round(L**0.5)
    part = window // side
    return carrier_tokens(
        namespace(x).repeat(namespace(x).repeat(x[:, ::part, ::part, :], part, axis=1), part, axis=2), window, L
    )


@misconception(carrier_tokens, "T9.3/whole_window", "A window has L carriers, each of its own part.")
def _whole_window(x, window, L):
    return namespace(x).repeat(carrier_tokens(x, window, 1), L, axis=1)


@misconception(carrier_tokens, "T9.3/row_by_row", "The carriers of a window stand together.")
def _row_by_row(x, window, L):
    xp = namespace(x)
    side = round(L**0.5)
    B, H, W, C = x.shape
    part = window // side
    means = xp.mean(xp.reshape(x, (B, H // part, part, W // part, part, C)), axis=(2, 4))
    return xp.reshape(means, (B, -1, C))


@misconception(hierarchical_attention, "T9.3/global_all", "Only carrier tokens attend globally.")
def _global_all(x_windows, ct, attn):
    xp = namespace(x_windows, ct)
    B, n, k, C = x_windows.shape
    both = attn(xp.concat([xp.reshape(x_windows, (B, n * k, C)), ct], axis=1))
    return Hierarchical(xp.reshape(both[:, : n * k, :], x_windows.shape), both[:, n * k :, :])


@misconception(hierarchical_attention, "T9.3/carriers_last", "Carriers attend to each other before the windows do.")
def _carriers_last(x_windows, ct, attn):
    xp = namespace(x_windows, ct)
    B, n, k, C = x_windows.shape
    both = attn(xp.concat([x_windows, xp.reshape(ct, (B, n, -1, C))], axis=2))
    return Hierarchical(both[:, :, :k, :], attn(xp.reshape(both[:, :, k:, :], ct.shape)))


@misconception(hierarchical_attention, "T9.3/windows_alone", "Each window attends together with its carriers.")
def _windows_alone(x_windows, ct, attn):
    return Hierarchical(attn(x_windows), attn(ct))


@misconception(hat_cost, "T9.3/no_carriers", "The carriers are in each window, and attend to each other.")
def _no_carriers(H, window, L, d):
    return hat_cost(H, window, 0, d)


@misconception(hat_cost, "T9.3/global_all", "Only carrier tokens attend globally.")
def _cost_global(H, window, L, d):
    return hat_cost(H, H, L, d)


@misconception(hat_cost, "T9.3/scores_only", "Scores and mixture cost the same: factor 2.")
def _cost_scores(H, window, L, d):
    return hat_cost(H, window, L, d) // 2
