"""Wrong versions of the functions in `reference.llm.alignment`, with the message that names each mistake."""

import math

from reference._array import namespace
from reference.llm.alignment import (
    KINDS,
    dpo_loss,
    group_advantages,
    grpo_loss,
    kl_estimate,
    ppo_ptx_loss,
    reward_model_loss,
    rlhf_reward,
    sft_loss,
)
from reference.llm.causal import mean_loss, token_losses
from reference.misconceptions import misconception


@misconception(sft_loss, "T8.4/prompt_loss", "Prompt tokens carry no loss.")
def _prompt_loss(logits, ids, prompt_mask):
    return sft_loss(logits, ids, prompt_mask & ~prompt_mask)


@misconception(sft_loss, "T8.4/mask_inverted", "The loss is the response's, not the prompt's.")
def _mask_inverted(logits, ids, prompt_mask):
    return sft_loss(logits, ids, ~prompt_mask)


@misconception(sft_loss, "T8.4/no_shift", "Position t predicts token t+1.")
def _no_shift(logits, ids, prompt_mask):
    losses, _ = token_losses(logits, ids, None)
    return mean_loss(namespace(losses).where(~prompt_mask, losses, 0 * losses), ~prompt_mask)


@misconception(sft_loss, "T8.4/mask_not_shifted", "Whether a token counts is asked of the token that is predicted.")
def _mask_not_shifted(logits, ids, prompt_mask):
    losses, _ = token_losses(logits[:, :-1, :], ids[:, 1:], None)
    counts = ~prompt_mask[:, :-1]
    return mean_loss(namespace(losses).where(counts, losses, 0 * losses), counts)


@misconception(reward_model_loss, "T8.4/order", "The preferred answer comes first in the difference.")
def _order(r):
    return reward_model_loss(-r)


@misconception(reward_model_loss, "T8.4/no_pairs_norm", "Divide by K(K−1)/2.")
def _no_pairs_norm(r):
    return reward_model_loss(r) * math.comb(r.shape[1], 2)


@misconception(reward_model_loss, "T8.4/neighbours_only", "Every pair of answers counts, not only neighbours.")
def _neighbours_only(r):
    return namespace(r).mean(sum(reward_model_loss(r[:, k : k + 2]) for k in range(r.shape[1] - 1)) / (r.shape[1] - 1))


@misconception(rlhf_reward, "T8.4/kl_sign", "Drifting from the reference is *penalised*.")
def _kl_sign(r, logp, logp_ref, beta):
    return r + beta * (logp - logp_ref)


@misconception(rlhf_reward, "T8.4/no_reference", "What counts is the difference from the reference.")
def _no_reference(r, logp, logp_ref, beta):
    return r - beta * logp


@misconception(rlhf_reward, "T8.4/beta_on_reward", "β weighs the penalty, not the reward.")
def _beta_on_reward(r, logp, logp_ref, beta):
    return beta * r - (logp - logp_ref)


@misconception(ppo_ptx_loss, "T8.4/gamma_on_ppo", "γ weighs the pretraining loss.")
def _gamma_on_ppo(l_ppo, l_lm, gamma):
    return gamma * l_ppo + l_lm


@misconception(ppo_ptx_loss, "T8.4/ptx_sign", "Both are losses: the pretraining loss is added.")
def _ptx_sign(l_ppo, l_lm, gamma):
    return l_ppo - gamma * l_lm


@misconception(ppo_ptx_loss, "T8.4/mixed", "The first loss keeps its weight of 1.")
def _mixed(l_ppo, l_lm, gamma):
    return (1 - gamma) * l_ppo + gamma * l_lm


@misconception(kl_estimate, "T8.9/wrong_way", "δ is log ref − log π: the tokens were drawn from π.")
def _wrong_way(logp, logp_ref, kind="k3"):
    return kl_estimate(logp_ref, logp, kind)


@misconception(kl_estimate, "T8.9/other_kind", "k1 is −δ, k2 is δ²/2, k3 is e^δ − δ − 1.")
def _other_kind(logp, logp_ref, kind="k3"):
    return kl_estimate(logp, logp_ref, KINDS[KINDS.index(kind) - 1])


@misconception(kl_estimate, "T8.9/no_half", "k2 is *half* the square, and k3 subtracts δ and 1.")
def _no_half(logp, logp_ref, kind="k3"):
    xp = namespace(logp)
    delta = logp_ref - logp
    return {"k1": -delta, "k2": delta * delta, "k3": xp.exp(delta) - delta}[kind]


@misconception(dpo_loss, "T8.9/no_reference", "Compare with the frozen reference.")
def _dpo_no_reference(logp_w, logp_l, ref_w, ref_l, beta):
    return dpo_loss(logp_w, logp_l, 0 * ref_w, 0 * ref_l, beta)


@misconception(dpo_loss, "T8.9/swapped", "Preferred minus rejected.")
def _swapped(logp_w, logp_l, ref_w, ref_l, beta):
    return dpo_loss(logp_l, logp_w, ref_l, ref_w, beta)


@misconception(dpo_loss, "T8.9/no_beta", "β multiplies the difference.")
def _no_beta(logp_w, logp_l, ref_w, ref_l, beta):
    return dpo_loss(logp_w, logp_l, ref_w, ref_l, 1.0)


@misconception(group_advantages, "T8.9/population_std", "The group's std divides by G−1 here.")
def _population_std(r, eps=1e-6, scale="std"):
    xp = namespace(r)
    centred = r - xp.mean(r, axis=1, keepdims=True)
    return centred if scale == "none" else centred / (xp.std(r, axis=1, keepdims=True) + eps)


@misconception(group_advantages, "T8.9/whole_batch", "Each prompt's answers are compared with each other only.")
def _whole_batch(r, eps=1e-6, scale="std"):
    xp = namespace(r)
    centred = r - xp.mean(r)
    return centred if scale == "none" else centred / (xp.std(r, correction=1) + eps)


@misconception(group_advantages, "T8.9/not_centred", "Subtract the group's mean.")
def _not_centred(r, eps=1e-6, scale="std"):
    xp = namespace(r)
    return r if scale == "none" else r / (xp.std(r, axis=1, correction=1, keepdims=True) + eps)


@misconception(grpo_loss, "T8.9/length_average", "Averaging by sequence and by token are different losses.")
def _length_average(logp, old, adv, mask, clip=0.2, average="sequence"):
    return grpo_loss(logp, old, adv, mask, clip, "token" if average == "sequence" else "sequence")


@misconception(grpo_loss, "T8.9/not_clipped", "The smaller of ρA and the clipped one counts.")
def _not_clipped(logp, old, adv, mask, clip=0.2, average="sequence"):
    return grpo_loss(logp, old, adv, mask, math.inf, average)


@misconception(grpo_loss, "T8.9/ratio_inverted", "ρ is the new over the old probability.")
def _ratio_inverted(logp, old, adv, mask, clip=0.2, average="sequence"):
    return grpo_loss(old, logp, adv, mask, clip, average)


@misconception(grpo_loss, "T8.9/gain_not_loss", "It is a loss: minus the gain.")
def _gain_not_loss(logp, old, adv, mask, clip=0.2, average="sequence"):
    return -grpo_loss(logp, old, adv, mask, clip, average)
