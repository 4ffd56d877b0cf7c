"""Wrong versions of the functions in `reference.llm.causal`, with the message that names each mistake."""

import math

from reference._array import namespace
from reference.llm.causal import (
    IGNORED,
    causal_lm_loss,
    few_shot_prompt,
    gpt1_finetune_loss,
    gpt2_residual_init_std,
    gpt_param_count,
    mean_loss,
    perplexity,
    sequence_log_prob,
    token_losses,
)
from reference.misconceptions import misconception


@misconception(causal_lm_loss, "T8.2/no_shift", "Position t predicts token t+1.")
def _no_shift(logits, labels, ignore_index=IGNORED):
    return mean_loss(*token_losses(logits, labels, ignore_index))


@misconception(causal_lm_loss, "T8.2/pad_counted", "Ignore padding in the mean.")
def _pad_counted(logits, labels, ignore_index=IGNORED):
    losses, counts = token_losses(logits[:, :-1, :], labels[:, 1:], ignore_index)
    return mean_loss(losses, counts | ~counts)


@misconception(causal_lm_loss, "T8.2/shift_back", "Position t predicts the token after it, not the one before.")
def _shift_back(logits, labels, ignore_index=IGNORED):
    return mean_loss(*token_losses(logits[:, 1:, :], labels[:, :-1], ignore_index))


@misconception(causal_lm_loss, "T8.2/mean_of_sequences", "Every token weighs the same, whatever its sequence's length.")
def _mean_of_sequences(logits, labels, ignore_index=IGNORED):
    xp = namespace(logits)
    losses, counts = token_losses(logits[:, :-1, :], labels[:, 1:], ignore_index)
    n = xp.sum(xp.astype(counts, losses.dtype), axis=1)
    return xp.mean(xp.sum(losses, axis=1) / xp.where(n > 0, n, xp.ones_like(n)))


@misconception(perplexity, "T8.2/arith_mean", "Perplexity is exp of the *mean log*.")
def _arith_mean(nll):
    xp = namespace(nll)
    return xp.mean(xp.exp(nll))


@misconception(perplexity, "T8.2/base2", "Nats with exp, bits with 2.")
def _base2(nll):
    xp = namespace(nll)
    return xp.exp(xp.mean(nll) * math.log(2))


@misconception(perplexity, "T8.2/sum_not_mean", "Perplexity is a value per token: take the mean.")
def _sum_not_mean(nll):
    xp = namespace(nll)
    return xp.exp(xp.sum(nll))


@misconception(sequence_log_prob, "T8.2/no_shift", "Position t predicts token t+1.")
def _log_prob_no_shift(logits, ids):
    return -namespace(logits).sum(token_losses(logits, ids, None)[0], axis=1)


@misconception(sequence_log_prob, "T8.2/mean_not_sum", "The probability of a sequence is a product: add the logs.")
def _mean_not_sum(logits, ids):
    return sequence_log_prob(logits, ids) / max(ids.shape[1] - 1, 1)


@misconception(sequence_log_prob, "T8.2/negated", "A log-probability is not a loss: it has the other sign.")
def _negated(logits, ids):
    return -sequence_log_prob(logits, ids)


@misconception(gpt_param_count, "T8.2/untied", "Input and output embeddings are shared.")
def _untied(n_layer, d, vocab, ctx, final_ln=True):
    return gpt_param_count(n_layer, d, vocab, ctx, final_ln) + vocab * d


@misconception(gpt_param_count, "T8.2/no_positions", "Each position has an embedding, too.")
def _no_positions(n_layer, d, vocab, ctx, final_ln=True):
    return gpt_param_count(n_layer, d, vocab, ctx, final_ln) - ctx * d


@misconception(gpt_param_count, "T8.2/final_ln_always", "GPT-1 has no norm after the last block.")
def _final_ln_always(n_layer, d, vocab, ctx, final_ln=True):
    return gpt_param_count(n_layer, d, vocab, ctx)


@misconception(gpt1_finetune_loss, "T8.2/lam_on_task", "λ weighs the language model's loss, not the task's.")
def _lam_on_task(l_task, l_lm, lam=0.5):
    return lam * l_task + l_lm


@misconception(gpt1_finetune_loss, "T8.2/mixed", "The auxiliary loss is added; the task's keeps its weight of 1.")
def _mixed(l_task, l_lm, lam=0.5):
    return (1 - lam) * l_task + lam * l_lm


@misconception(gpt1_finetune_loss, "T8.2/task_alone", "The language model's loss is a part of it.")
def _task_alone(l_task, l_lm, lam=0.5):
    return l_task


@misconception(gpt2_residual_init_std, "T8.2/one_per_block", "A block adds twice to the residual stream: √(2n).")
def _one_per_block(n_layer, base=0.02):
    return base / math.sqrt(n_layer)


@misconception(gpt2_residual_init_std, "T8.2/no_root", "The standard deviation shrinks with the root of 2n.")
def _no_root(n_layer, base=0.02):
    return base / (2 * n_layer)


@misconception(gpt2_residual_init_std, "T8.2/not_scaled", "Deeper models start with smaller residual weights.")
def _not_scaled(n_layer, base=0.02):
    return base


@misconception(few_shot_prompt, "T8.2/answered", "The query's output stays open: the model continues it.")
def _closed(instruction, examples, query):
    return few_shot_prompt(instruction, examples, query).removesuffix("\nOutput:")


@misconception(few_shot_prompt, "T8.2/query_first", "The query comes after the examples.")
def _query_first(instruction, examples, query):
    shots = [f"Input: {x}\nOutput: {y}" for x, y in examples]
    return "\n\n".join([*([instruction] if instruction else []), f"Input: {query}\nOutput:", *shots])


@misconception(few_shot_prompt, "T8.2/zero_shot", "The examples belong to the prompt.")
def _zero_shot(instruction, examples, query):
    return few_shot_prompt(instruction, [], query)
