"""Wrong versions of the functions in `reference.llm.bert`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.softmax import cross_entropy
from reference.llm.bert import Corrupted, bert_param_count, masked_lm_loss, mlm_corrupt, nsp_loss
from reference.llm.causal import IGNORED, mean_loss, token_losses
from reference.misconceptions import misconception


@misconception(mlm_corrupt, "T8.3/mask_always", "80/10/10: some selected tokens stay unchanged.")
def _mask_always(ids, select, u, random_ids, mask_id):
    return mlm_corrupt(ids, select, 0 * u, random_ids, mask_id)


@misconception(mlm_corrupt, "T8.3/label_changed", "The label is the original token.")
def _label_changed(ids, select, u, random_ids, mask_id):
    out = mlm_corrupt(ids, select, u, random_ids, mask_id)
    xp = namespace(ids)
    return Corrupted(out.ids, xp.where(select, out.ids, xp.full_like(ids, IGNORED)))


@misconception(mlm_corrupt, "T8.3/all_labelled", "Tokens that were not selected have no label: −100.")
def _all_labelled(ids, select, u, random_ids, mask_id):
    return Corrupted(mlm_corrupt(ids, select, u, random_ids, mask_id).ids, ids)


@misconception(mlm_corrupt, "T8.3/never_kept", "A tenth of the selected tokens stays as it is.")
def _never_kept(ids, select, u, random_ids, mask_id):
    xp = namespace(ids, u)
    changed = xp.where(u < 0.8, xp.full_like(ids, mask_id), random_ids)
    return Corrupted(xp.where(select, changed, ids), mlm_corrupt(ids, select, u, random_ids, mask_id).labels)


@misconception(masked_lm_loss, "T8.3/all_positions", "Only selected positions count.")
def _all_positions(logits, labels):
    xp = namespace(logits)
    return mean_loss(*token_losses(logits, xp.where(labels == IGNORED, xp.zeros_like(labels), labels), None))


@misconception(masked_lm_loss, "T8.3/div_by_T", "Divide by the number of selected tokens.")
def _div_by_all(logits, labels):
    losses, counts = token_losses(logits, labels, IGNORED)
    return mean_loss(losses, counts | ~counts)


@misconception(masked_lm_loss, "T8.3/shifted", "A masked token is predicted at its own position: nothing is shifted.")
def _shifted(logits, labels):
    return mean_loss(*token_losses(logits[:, :-1, :], labels[:, 1:], IGNORED))


@misconception(nsp_loss, "T8.3/class_order", 'Class 0 is "is next".')
def _class_order(logits, is_next):
    return cross_entropy(logits, namespace(logits).astype(is_next, namespace(logits).int64))


@misconception(nsp_loss, "T8.3/summed", "The loss is a mean over the pairs.")
def _summed(logits, is_next):
    return nsp_loss(logits, is_next) * logits.shape[0]


@misconception(nsp_loss, "T8.3/positives_only", "Pairs that do not follow each other have a loss, too.")
def _positives_only(logits, is_next):
    xp = namespace(logits)
    each = cross_entropy(logits, 0 * xp.astype(is_next, xp.int64), "none")
    return xp.mean(xp.where(is_next == 1, each, 0 * each))


@misconception(bert_param_count, "T8.3/no_pooler", "The pooler is a part of it: d² + d.")
def _no_pooler(n_layer, d, vocab=30522, ctx=512):
    return bert_param_count(n_layer, d, vocab, ctx) - d * d - d


@misconception(bert_param_count, "T8.3/no_segments", "There are two segment embeddings.")
def _no_segments(n_layer, d, vocab=30522, ctx=512):
    return bert_param_count(n_layer, d, vocab, ctx) - 2 * d


@misconception(bert_param_count, "T8.3/tokens_only", "Positions have embeddings, too.")
def _tokens_only(n_layer, d, vocab=30522, ctx=512):
    return bert_param_count(n_layer, d, vocab, ctx) - ctx * d
