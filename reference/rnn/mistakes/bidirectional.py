"""Wrong versions of the function in `reference.rnn.bidirectional`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rnn.bidirectional import BidirectionalOutputs, bidirectional_rnn


def _halves(X, fwd, bwd, lengths):
    out = bidirectional_rnn(X, fwd, bwd, lengths)
    size = out.H.shape[2] // 2
    return out, out.H[:, :, :size], out.H[:, :, size:]


@misconception(bidirectional_rnn, "T6.3/not_flipped_back", "Re-align the backward outputs with time.")
def _not_flipped_back(X, fwd, bwd, lengths=None):
    xp = namespace(X)
    out, ahead, back = _halves(X, fwd, bwd, lengths)
    valid = [X.shape[1] if lengths is None else int(lengths[b]) for b in range(X.shape[0])]
    rows = [xp.concat([xp.flip(back[b, :n, :], axis=0), back[b, n:, :]], axis=0) for b, n in enumerate(valid)]
    return BidirectionalOutputs(xp.concat([ahead, xp.stack(rows)], axis=2), out.h)


@misconception(bidirectional_rnn, "T6.3/final_state", "The backward final state sits at t=1.")
def _final_state(X, fwd, bwd, lengths=None):
    xp = namespace(X)
    out, _, back = _halves(X, fwd, bwd, lengths)
    valid = [X.shape[1] if lengths is None else int(lengths[b]) for b in range(X.shape[0])]
    last = xp.stack([back[b, max(n - 1, 0), :] for b, n in enumerate(valid)])
    return BidirectionalOutputs(out.H, xp.stack([out.h[0, :, :], last]))


@misconception(bidirectional_rnn, "T6.3/reverse_padding", "Reverse the valid part only.")
def _reverse_padding(X, fwd, bwd, lengths=None):
    xp = namespace(X)
    out, ahead, _ = _halves(X, fwd, bwd, lengths)
    _, _, back = _halves(X, fwd, bwd, None)
    if lengths is not None:
        steps = xp.arange(X.shape[1], device=getattr(X, "device", None))
        back = xp.where((steps[None, :] < lengths[:, None])[:, :, None], back, xp.zeros_like(back))
    return BidirectionalOutputs(xp.concat([ahead, back], axis=2), xp.stack([out.h[0, :, :], back[:, 0, :]]))


@misconception(bidirectional_rnn, "T6.3/both_ahead", "The second net reads the sequence from its end.")
def _both_ahead(X, fwd, bwd, lengths=None):
    xp = namespace(X)
    out, ahead, _ = _halves(X, fwd, bwd, lengths)
    other, again, _ = _halves(X, bwd, bwd, lengths)
    return BidirectionalOutputs(xp.concat([ahead, again], axis=2), xp.stack([out.h[0, :, :], other.h[0, :, :]]))


@misconception(bidirectional_rnn, "T6.3/summed", "Forward and backward states stand side by side; they are not added.")
def _summed(X, fwd, bwd, lengths=None):
    out, ahead, back = _halves(X, fwd, bwd, lengths)
    return BidirectionalOutputs(ahead + back, out.h)
