# %% [raw]
# # BEGIN QUESTION
# name: agent_errors
# type: text
# points: 6
# title: Find the error (reinforcement learning)
# topics: [T13.1, T13.2, T13.3, T13.4, T13.6]
# lines: 6
# %% tags=["variant"]
CASES = {
    "done": (
        "Their DQN plays a game in which falling ends the episode with the reward −{low}. The target is always $r + \\gamma \\max_a Q'(s', a)$.",
        "The values of states before a fall are far too high, about {high}, and the agent falls as often after {k} thousand games.",
        "After a terminal step nothing follows, but they bootstrap from a state that does not count. Multiply by 1 − done.",
    ),
    "target": (
        "They train a Q-network with $(Q(s,a) - r - \\gamma\\max Q(s',\\cdot))^2$ and let the gradient flow through both Q's; there is no target network. γ = 0.99.",
        "The loss falls to 0.0{low}, but the values of neighbouring states become nearly equal, and the agent scores {k} of {high}00 points.",
        "The gradient through the target moves the next value towards this one instead of the other way round. Stop the gradient at the "
        "target (and hold it with a target network).",
    ),
    "sign": (
        "They use REINFORCE with the loss `(logp * (G - baseline)).mean()` and Adam.",
        "The mean return falls from {high} to {low} within {k} updates.",
        "Minimising this loss makes good actions less likely: the minus is missing. Use −log π·(G − b).",
    ),
    "past": (
        "In REINFORCE, they weigh **every** action of an episode with {k} steps by the sum of all its rewards; most rewards come early.",
        "The agent learns, but needs {low} times as many episodes as a course mate's to reach {high} points.",
        "Rewards that came before an action cannot depend on it, and only add variance. Use the return from t onward (and a baseline).",
    ),
    "greedy": (
        "Their Q-learning agent always takes the best action; all values start at 0, rewards are never negative.",
        "After the first reward it repeats the same path for ever, with {low} points a game; {high} would be possible.",
        "Without exploration, actions that were never tried keep their 0 and are never tried. Explore, with ε-greedy choice, say.",
    ),
    "order": (
        "They train their DQN on the last {k} transitions in the order in which they came, without a replay buffer.",
        "Scores rise to {high}, fall to {low}, rise again: whatever was learned in one part of the level is lost in the next.",
        "Neighbours in time are alike: the network fits the moment and forgets. Draw random rows of a large buffer.",
    ),
    "offline": (
        "From {k} thousand games of a good player, without playing themselves, they train a DQN as usual: $r + \\gamma\\max_a Q(s', a)$ over all actions.",
        "The values grow to {high} times what any game ever brought; the agent plays moves that nobody made.",
        "For actions that are not in the data nothing corrects values that are too high, and the maximum picks them. Penalise them (CQL), use "
        "expectiles, or stay near the player.",
    ),
}


def variant(rng):
    case, low = str(rng.choice(list(CASES))), int(rng.integers(2, 10))
    values = {"k": int(rng.integers(5, 60)), "low": low, "high": low + int(rng.integers(15, 80))}
    told, seen, _ = CASES[case]
    return {"case": case, "told": told.format(**values), "seen": seen.format(**values)}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
