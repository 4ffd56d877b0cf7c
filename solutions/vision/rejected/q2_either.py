# /// solution
# why = "Forbids a pair only if it differs in both directions."
# scores = { q2 = 3 }
# fails = { q2 = ["who may see whom", "masks", "no shift, one window"] }
# [[change]]
# question = "q2"
# old = "    around = 2 * down[:, None] + across\n    zones = window_partition(around[None, :, :, None], M)\n    return zones == zones.transpose(0, 2, 1)"
# new = "    y, x = (window_partition(np.broadcast_to(part, (H, W))[None, :, :, None], M) for part in (down[:, None], across))\n    return (y == y.transpose(0, 2, 1)) | (x == x.transpose(0, 2, 1))"
# ///
