"""Wrong versions of the functions in `reference.rnn.ctc`, with the message that names each mistake."""

import itertools

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rnn.ctc import (
    _alphas,
    _checked,
    _extended,
    _ints,
    _log_sum,
    ctc_collapse,
    ctc_greedy_decode,
    ctc_loss,
)

MERGE_FIRST = "Merge first, then remove blanks: a–a is two letters."


def _merged(labels):
    return [label for label, _ in itertools.groupby(labels)]


@misconception(ctc_collapse, "T6.6/blanks_first", MERGE_FIRST)
def _blanks_first(path, blank=0):
    return _merged(label for label in _ints(path) if label != blank)


@misconception(ctc_collapse, "T6.6/not_merged", "A letter that lasts several steps is written once.")
def _not_merged(path, blank=0):
    return [label for label in _ints(path) if label != blank]


@misconception(ctc_collapse, "T6.6/blanks_kept", "The blank is no letter: remove it.")
def _blanks_kept(path, blank=0):
    return _merged(_ints(path))


@misconception(ctc_collapse, "T6.6/each_once", "Only neighbours merge; a letter may come back.")
def _each_once(path, blank=0):
    return list(dict.fromkeys(ctc_collapse(path, blank)))


def _skips(z, blank):
    return [s > 1 and z[s] != blank and z[s] != z[s - 2] for s in range(len(z))]


@misconception(ctc_loss, "T6.6/skip_always", "Between equal letters the blank is compulsory.")
def _skip_always(log_p, target, blank=0):
    z = _extended(_checked(log_p, blank), target, blank)
    return -_log_sum(_alphas(log_p, z, [s > 1 and z[s] != blank for s in range(len(z))])[-2:])


@misconception(ctc_loss, "T6.6/never_skip", "Between different letters the blank may be left out.")
def _never_skip(log_p, target, blank=0):
    z = _extended(_checked(log_p, blank), target, blank)
    return -_log_sum(_alphas(log_p, z, [False] * len(z))[-2:])


@misconception(ctc_loss, "T6.6/one_end", "The last blank is optional: add both ends.")
def _one_end(log_p, target, blank=0):
    z = _extended(_checked(log_p, blank), target, blank)
    return -_alphas(log_p, z, _skips(z, blank))[-1]


@misconception(ctc_loss, "T6.6/best_path", "Sum over all alignments, not only the best.")
def _best_path(log_p, target, blank=0):
    z = _extended(_checked(log_p, blank), target, blank)
    skips, alpha = _skips(z, blank), [float(log_p[0, z[s]]) if s < 2 else -float("inf") for s in range(len(z))]
    for t in range(1, log_p.shape[0]):
        alpha = [
            float(log_p[t, z[s]]) + max([alpha[s], *alpha[max(s - 1, 0) : s], *([alpha[s - 2]] if skips[s] else [])])
            for s in range(len(z))
        ]
    return -max(alpha[-2:])


@misconception(ctc_loss, "T6.6/per_label", "The loss of a sequence is −log p, not divided by its labels.")
def _per_label(log_p, target, blank=0):
    return ctc_loss(log_p, target, blank) / max(len(_ints(target)), 1)


@misconception(ctc_greedy_decode, "T6.6/blanks_first", MERGE_FIRST)
def _decode_blanks_first(log_p, blank=0):
    return _blanks_first(namespace(log_p).argmax(log_p, axis=1), blank)


@misconception(ctc_greedy_decode, "T6.6/not_collapsed", "A path is not yet a labelling: merge, then remove blanks.")
def _not_collapsed(log_p, blank=0):
    return _ints(namespace(log_p).argmax(log_p, axis=1))


@misconception(ctc_greedy_decode, "T6.6/never_blank", "The blank takes part in the choice.")
def _never_blank(log_p, blank=0):
    path = []
    for t in range(log_p.shape[0]):
        row = [float(log_p[t, c]) for c in range(log_p.shape[1])]
        path.append(max((c for c in range(len(row)) if c != blank), key=lambda c: (row[c], -c)))
    return _merged(path)


@misconception(ctc_greedy_decode, "T6.6/axis", "Take the likeliest class of each step.")
def _axis(log_p, blank=0):
    return ctc_collapse(namespace(log_p).argmax(log_p, axis=0), blank)
