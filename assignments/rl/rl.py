# %% [markdown]
# # Reinforcement learning: nobody says what would have been right
#
# So far every example came with its answer. An *agent* gets none: it acts, the world moves on, and now and then there is a **reward**, a number, perhaps long after the action that earned it. It has to find out
# for itself what is good. You will do it in the order of history: with a known world (dynamic programming), with experience only (Q-learning, DQN), without values at all (REINFORCE), and with both (actor-critic, PPO). On the way your functions
# walk a grid world, creep along a cliff and balance a pole; at the end your own agent is put into worlds that it has never seen. (The lecture notes, `001_93c4fdc1f7522504.txt`, name the stations in week 14: problem setting, value networks,
# policy networks, actor-critic; `004_c46ddd2f6285f478.txt` tells of the Atari games.)
#
# ```
#              action a                   r comes AFTER acting: s, a  →  r, s′
#      ┌───────────────────────┐
#   agent                    world        a policy π(a | s) says how likely each action is in state s
#      └───────────────────────┘
#        next state s′, reward r          states are numbered 0 … S − 1, actions 0 … A − 1
# ```
#
# Arrays hold floats unless the text says otherwise; states, actions and numbers of steps are whole numbers, `done` is a truth value (or an array of them): *was this the last step of the episode?* Of equal actions **the first** is the best one.
# **Never change an array that you were given**, and return what is asked for and nothing more. <!-- graded: mutation, outputs -->
#
# The world of the first questions is a map: `S` start, `#` wall, `+` the exit (reward 1), `-` a pit (reward −1); every step costs 0.04. The floor is slippery: with probability 0.1 a step goes to the left, and with 0.1 to the right, of where it should.
# %%
import numpy as np

MOVES = ((-1, 0), (0, 1), (1, 0), (0, -1))  # the actions 0, 1, 2, 3: up, right, down, left
ARROWS = "↑→↓←"
PLAN = [
    "......+",
    ".##.#.-",
    ".......",
    ".#.#.#.",
    "S......",
]


def place_after(plan, s, a):
    """The cell that a step leads to, from cell s in the direction a: walls and borders stop it."""
    y, x = divmod(s, len(plan[0]))
    new_y, new_x = y + MOVES[a][0], x + MOVES[a][1]
    inside = 0 <= new_y < len(plan) and 0 <= new_x < len(plan[0])
    return new_y * len(plan[0]) + new_x if inside and plan[new_y][new_x] != "#" else s


def grid_world(plan, slip=0.2):
    """P: (S, A, S), R: (S, A) and the ends (S,) of a map; its cells are numbered row by row."""
    cells = "".join(plan)
    S = len(cells)
    P, R, ends = np.zeros((S, 4, S)), np.zeros((S, 4)), np.array([cell in "#+-" for cell in cells])
    for s in range(S):
        for a in range(4):
            if ends[s]:  # stays there for ever, and earns nothing
                P[s, a, s] = 1
                continue
            for turn, chance in ((0, 1 - slip), (1, slip / 2), (3, slip / 2)):
                s2 = place_after(plan, s, (a + turn) % 4)
                P[s, a, s2] += chance
                R[s, a] += chance * ({"+": 1, "-": -1}.get(cells[s2], 0) - 0.04)
    return P, R, ends


def softmax(z):
    """Probabilities along the last axis, z: any shape → the same shape."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% [markdown]
# ## Question 1: what a reward is worth
#
# An action is not judged by the reward that follows it, but by everything that follows. The **return** from step $t$ on is the sum of all later rewards, where each step of waiting costs a factor $\gamma$, the *discount*:
#
# $$G_t = r_t + \gamma\, r_{t+1} + \gamma^2 r_{t+2} + \dots \;=\; r_t + \gamma\, G_{t+1}$$
#
# The second form needs one multiplication for each step if you begin at the **end**. The reward that comes at once is not discounted. With $r = (1, 0, 2)$ and $\gamma = 0.9$:
#
# ```
#   t          0                    1                 2
#   r          1                    0                 2
#   G     1 + 0.9·1.8 = 2.62   0 + 0.9·2 = 1.8   2 + 0.9·G₃ = 2          G₃ = 0: the episode has ended
# ```
#
# Sometimes it has not ended; you only stopped looking. Then $G_3$ is what you think the rest is worth, a *bootstrap*: with $G_3 = 10$ the returns are $(9.91, 9.9, 11)$.
# Discounting keeps endless sums finite, $1 + \gamma + \gamma^2 + \dots = \frac1{1 - \gamma}$, and says how far the agent looks ahead: about $\frac1{1-\gamma}$ steps.
# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 3
# %% [markdown]
# Write `discounted_returns(r, gamma, bootstrap=0.0)`: `r` is `(T,)`, `gamma` in $[0, 1]$; return `(T,)`, the return from each step on. Of no reward there is no return: for `(0,)` return `(0,)`.
#
# *A hint:* two returns are enough to remember: the one of the step, and the one after it.
# %% [raw]
# # BEGIN SOLUTION
# %%
def discounted_returns(r, gamma, bootstrap=0.0):
    """The return from each step on, r: (T,) → (T,)."""
    # BEGIN SOLUTION
    G, after = np.zeros(len(r)), bootstrap
    for t in reversed(range(len(r))):
        after = r[t] + gamma * after
        G[t] = after
    return G
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three rewards
points: 0.5
""" # END TEST CONFIG
def test_public_returns(discounted_returns):
    import numpy as np
    r = np.array([1.0, 0.0, 2.0])
    got = discounted_returns(r, 0.9)
    assert np.shape(got) == (3,), f"three rewards have three returns: shape (3,), got {np.shape(got)}"
    assert np.isclose(got[2], 2), "after the last reward nothing comes, and it is not discounted: 2"
    assert np.allclose(got, [2.62, 1.8, 2]), "0 + 0.9 · 2 = 1.8, and 1 + 0.9 · 1.8 = 2.62"
    assert np.array_equal(r, [1, 0, 2]), "discounted_returns changed the rewards that it was given"
# %%
""" # BEGIN TEST CONFIG
name: an episode that was cut off
points: 0.5
""" # END TEST CONFIG
def test_public_bootstrap(discounted_returns):
    import numpy as np
    got = discounted_returns(np.array([1.0, 0.0, 2.0]), 0.9, 10.0)
    assert np.shape(got) == (3,), f"three rewards have three returns: shape (3,), got {np.shape(got)}"
    assert np.allclose(got, [9.91, 9.9, 11]), "what comes after the last reward is worth 10, one step later: 2 + 0.9 · 10 = 11"
    assert np.shape(discounted_returns(np.array([]), 0.9)) == (0,), "no reward, no return"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How far does an agent see? The reward comes at step 40, and a punishment at step 60. With a small $\gamma$ nothing is known of either before it is near. With which one does the agent turn back at step 30?
# %%
# %matplotlib inline
import matplotlib.pyplot as plt

try:
    r = np.zeros(80)
    r[40], r[60] = 1.0, -2.0
    returns = {gamma: [float(G) for G in discounted_returns(r, gamma)] for gamma in (0.5, 0.9, 0.97, 1.0)}
    figure, panel = plt.subplots(figsize=(9, 2.8), layout="constrained")
    panel.vlines([40, 60], 0, [1, -2], color="k", linewidth=3, label="rewards")
    for gamma, G in returns.items():
        panel.plot(G, label=f"γ = {gamma}")
    panel.axhline(0, color="k", linewidth=0.5)
    panel.set(xlabel="t", ylabel="return from t on")
    panel.legend(ncols=5, fontsize=8)
except (IndexError, TypeError, ValueError):
    print("answer question 1 to see the returns")
# %% [markdown]
# ## Question 2: if the world is known
#
# Let $P(s' \mid s, a)$ and the expected reward $R(s, a)$ be known, as arrays `P[s, a, s′]` and `R[s, a]`. The **value** of a state is the return that one may expect from there. What comes after the first step is the value of the next state, so values explain each other:
#
# $$V^\pi(s) = \sum_a \pi(a \mid s)\Bigl(R(s, a) + \gamma \sum_{s'} P(s' \mid s, a)\, V^\pi(s')\Bigr), \qquad V^\pi = R_\pi + \gamma P_\pi V^\pi \;\Rightarrow\; (I - \gamma P_\pi)\, V^\pi = R_\pi$$
#
# with $R_\pi(s) = \sum_a \pi(a|s) R(s,a)$ and $P_\pi(s, s') = \sum_a \pi(a|s) P(s'|s,a)$. That is a linear system, one equation for each state. (Nothing here needs a rule for terminal states: they lead to themselves with reward 0.)
#
# For the *best* policy the mean over actions becomes a maximum, and the system is not linear any more. But read as an instruction it is
#
# $$(T V)(s) = \max_a \Bigl(R(s, a) + \gamma \sum_{s'} P(s' \mid s, a)\, V(s')\Bigr)$$
#
# and $T$ brings any two guesses nearer to each other: $|\max_a x_a - \max_a y_a| \le \max_a |x_a - y_a|$, and probabilities sum to 1, so $\max_s |TV - TV'| \le \gamma \max_s |V - V'|$. Hence there is exactly one $V^*$ with $TV^* = V^*$, and
# **value iteration**, $V \leftarrow TV$ again and again, goes there from anywhere. The best policy takes the action with the largest $Q(s, a) = R(s, a) + \gamma \sum_{s'} P(s'|s,a) V(s')$.
#
# ```
#   two states, two actions, γ = 0.9
#
#                   P[s, 0]      P[s, 1]      R[s]         V = 0 → TV     → TTV            → V*
#     s = 0       (0.8, 0.2)   (0.1, 0.9)   (0, 1)           0     1       1 + 0.9·1.9      14.709
#     s = 1       (0.9, 0.1)   (0.0, 1.0)   (2, 0)           0     2       2 + 0.9·1.1      15.291
#
#   s = 0 takes action 1, to come to s = 1; s = 1 takes action 0, for its reward.
#   The policy that tosses a coin:  P_π = (0.45, 0.55) in both rows, R_π = (0.5, 1), V = (7.475, 7.975).
# ```
#
# Over next states there is a **mean** (the world decides), over actions a **maximum** (you decide). And every state is computed from the *old* $V$.
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 6
# %% [markdown]
# Write
#
# * `policy_evaluation(P, R, pi, gamma)`: `P` is `(S, A, S)`, `R` `(S, A)`, `pi` `(S, A)` with the probabilities of the actions in each state, $0 \le \gamma < 1$; return $V^\pi$, `(S,)`. Solve the system: repeating until nothing moves takes hundreds of rounds when $\gamma$ is near 1;
# * `bellman_optimality_operator(V, P, R, gamma)`: `V` is `(S,)`; return $TV$, `(S,)`;
# * `value_iteration(P, R, gamma, tol=1e-10)` → `(V, Q, policy)`: begin with $V = 0$ and repeat $V \leftarrow TV$ until no state has moved by more than `tol`; `V` is the last one, `(S,)`, `Q` `(S, A)` comes from this `V`, and `policy` `(S,)` holds the best action of each state, a whole number.
#
# `tol` is graded, also large ones: stop after the first round in which no state moved by more.
# %% [raw]
# # BEGIN SOLUTION
# %%
def policy_evaluation(P, R, pi, gamma):
    """Values of a policy, P: (S, A, S), R, pi: (S, A) → (S,)."""
    # BEGIN SOLUTION
    P_pi, R_pi = np.einsum("sa,sat->st", pi, P), (pi * R).sum(axis=1)
    return np.linalg.solve(np.eye(len(R)) - gamma * P_pi, R_pi)
    # END SOLUTION


def bellman_optimality_operator(V, P, R, gamma):
    """One round of value iteration, V: (S,) → (S,)."""
    return (R + gamma * P @ V).max(axis=1)  # SOLUTION


def value_iteration(P, R, gamma, tol=1e-10):
    """The best values and actions, P: (S, A, S), R: (S, A) → V (S,), Q (S, A), policy (S,)."""
    # BEGIN SOLUTION
    V, moved = np.zeros(len(R)), np.inf
    while moved > tol:
        new = bellman_optimality_operator(V, P, R, gamma)
        moved, V = np.abs(new - V).max(), new
    Q = R + gamma * P @ V
    return V, Q, Q.argmax(axis=1)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the coin
points: 0.5
""" # END TEST CONFIG
def test_public_coin(policy_evaluation):
    import numpy as np
    P, R = np.array([[[0.8, 0.2], [0.1, 0.9]], [[0.9, 0.1], [0.0, 1.0]]]), np.array([[0.0, 1.0], [2.0, 0.0]])
    got = policy_evaluation(P, R, np.full((2, 2), 0.5), 0.9)
    assert np.shape(got) == (2,), f"two states have two values: shape (2,), got {np.shape(got)}"
    assert np.allclose(got, [7.475, 7.975]), "m = 0.45 V₀ + 0.55 V₁ is the same from both states: V = (0.5, 1) + 0.9 m, so m = 7.75"
    assert R[1, 0] == 2 and P[0, 0, 0] == 0.8, "policy_evaluation changed what it was given"
# %%
""" # BEGIN TEST CONFIG
name: two rounds
points: 0.5
""" # END TEST CONFIG
def test_public_rounds(bellman_optimality_operator):
    import numpy as np
    P, R = np.array([[[0.8, 0.2], [0.1, 0.9]], [[0.9, 0.1], [0.0, 1.0]]]), np.array([[0.0, 1.0], [2.0, 0.0]])
    V = np.zeros(2)
    once = bellman_optimality_operator(V, P, R, 0.9)
    assert np.shape(once) == (2,), f"two states have two values: shape (2,), got {np.shape(once)}"
    assert np.allclose(once, [1, 2]), "from V = 0 the best reward counts: (1, 2)"
    assert np.array_equal(V, [0, 0]), "bellman_optimality_operator changed the V that it was given"
    assert np.allclose(bellman_optimality_operator(np.array([1.0, 2.0]), P, R, 0.9), [2.71, 2.99]), "1 + 0.9 (0.1 · 1 + 0.9 · 2) = 2.71 and 2 + 0.9 (0.9 · 1 + 0.1 · 2) = 2.99"
# %%
""" # BEGIN TEST CONFIG
name: the best of both
points: 0.5
""" # END TEST CONFIG
def test_public_best(value_iteration):
    import numpy as np
    P, R = np.array([[[0.8, 0.2], [0.1, 0.9]], [[0.9, 0.1], [0.0, 1.0]]]), np.array([[0.0, 1.0], [2.0, 0.0]])
    V, Q, policy = value_iteration(P, R, 0.9)
    assert np.shape(V) == (2,) and np.shape(Q) == (2, 2) and np.shape(policy) == (2,), f"expected the shapes (2,), (2, 2), (2,), got {np.shape(V)}, {np.shape(Q)}, {np.shape(policy)}"
    assert np.allclose(V, [14.709302, 15.290698], atol=1e-6), "V* = (14.709302, 15.290698)"
    assert np.array_equal(policy, [1, 0]), "state 0 takes action 1, state 1 takes action 0"
    assert np.allclose(np.max(np.asarray(Q), axis=1), V, atol=1e-6), "the largest Q of a state is its value"
    assert np.allclose(value_iteration(P, R, 0.9, 1.8)[0], [2.71, 2.99]), "round 1 moves the states by 1 and 2, round 2 by 1.71 and 0.99: with tol = 1.8 that was the last round"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your values on the map, as a heat map with the arrows of the best policy: after 4 rounds, when the good news has come only a few cells far, after all of them, and (right) for an agent that wanders at random. The cell to the left of
# the pit has to pass it and goes up, at the risk of a slip; the cell below turns its back. And why do the values fall by more than the 0.04 of a step on the way from the exit to the start?
# %%
def show_world(panel, plan, V, policy=None, title=""):
    """A heat map of values, walls black, with the actions of a policy."""
    cells = np.array([list(row) for row in plan])
    values = np.where(cells == "#", np.nan, np.reshape(np.asarray(V), cells.shape))
    panel.set_facecolor("0.15")
    panel.imshow(values, cmap="RdYlGn", vmin=-1, vmax=1)
    for (y, x), cell in np.ndenumerate(cells):
        if cell in "+-S":
            panel.text(x - 0.35, y - 0.2, {"+": "exit", "-": "pit", "S": "S"}[cell], fontsize=7)
        if cell in ".S":
            panel.text(x, y + 0.3, f"{values[y, x]:.2f}", ha="center", fontsize=6)
            if policy is not None:
                panel.text(x, y, ARROWS[int(np.asarray(policy).ravel()[y * len(plan[0]) + x])], ha="center", va="center", fontsize=13)
    panel.set(xticks=[], yticks=[])
    panel.set_title(title, fontsize=9)


try:
    P, R, ends = grid_world(PLAN)
    four = np.zeros(len(R))
    for _ in range(4):
        four = np.asarray(bellman_optimality_operator(four, P, R, 0.95))
    V, Q, policy = value_iteration(P, R, 0.95)
    figure, panels = plt.subplots(1, 3, figsize=(11.5, 3), layout="constrained")
    show_world(panels[0], PLAN, four, (R + 0.95 * P @ four).argmax(axis=1), "four rounds")
    show_world(panels[1], PLAN, V, policy, "V* and the best policy")
    show_world(panels[2], PLAN, policy_evaluation(P, R, np.full(R.shape, 0.25), 0.95), None, "wandering at random")
except (IndexError, TypeError, ValueError):
    print("answer question 2 to see the values")
# %% [markdown]
# ## Question 3: if it is not
#
# Nobody hands you $P$. You have a step: in $s$ you did $a$, got $r$ and came to $s'$. Keep a table $Q(s, a)$ of guesses. The step gives a second opinion on one of them, the **target**, which is a little better than the guess, because $r$ is no guess. So move a small part $\alpha$ of the way there:
#
# $$Q(s, a) \;\leftarrow\; Q(s, a) + \alpha\,\bigl(\text{target} - Q(s, a)\bigr)$$
#
# ```
#                 target
#   Q-learning    r + γ maxₐ′ Q(s′, a′)        what the best next action would bring, whatever you do next
#   SARSA         r + γ Q(s′, a′)              what the action a′ brings that you DO next (s, a, r, s′, a′)
#   done          r                            after the last step nothing comes, whatever the table says about s′
#
#   Q(s, a) = 0.5, α = 0.1, r = 1, γ = 0.9, Q(s′, ·) = (2, 1.5):
#   Q-learning   target 1 + 0.9 · 2 = 2.8      0.5 + 0.1 · 2.3  = 0.73
#   SARSA        target 1 + 0.9 · 1.5 = 2.35   0.5 + 0.1 · 1.85 = 0.685      (a′ = 1)
#   done         target 1                      0.5 + 0.1 · 0.5  = 0.55
# ```
#
# An agent that always does what looks best never learns what it has not tried. An **ε-greedy** one explores: with probability $\varepsilon$ it draws from *all* actions alike, the best one too, else it takes the best. With $\varepsilon = 0.1$ and three actions the best one has $0.9 + \frac{0.1}{3} = 0.9333$, the others $0.0333$.
# %% [raw]
# # BEGIN QUESTION
# name: q3
# points: 5
# %% [markdown]
# Write
#
# * `q_learning_update(Q, s, a, r, s2, done, alpha, gamma)` and
# * `sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma)`: `Q` is `(S, A)`, `r` a number; return a **new** table `(S, A)` in which one entry has moved;
# * `epsilon_greedy_probs(q, eps)`: `q` is `(A,)`, one row of the table; return the probabilities `(A,)`. Of equal actions the first is the best.
# %% [raw]
# # BEGIN SOLUTION
# %%
def q_learning_update(Q, s, a, r, s2, done, alpha, gamma):
    """The table after one step of Q-learning, Q: (S, A) → (S, A)."""
    # BEGIN SOLUTION
    target = r if done else r + gamma * Q[s2].max()
    new = Q.astype(float)
    new[s, a] += alpha * (target - Q[s, a])
    return new
    # END SOLUTION


def sarsa_update(Q, s, a, r, s2, a2, done, alpha, gamma):
    """The table after one step of SARSA, Q: (S, A) → (S, A)."""
    # BEGIN SOLUTION
    target = r if done else r + gamma * Q[s2, a2]
    new = Q.astype(float)
    new[s, a] += alpha * (target - Q[s, a])
    return new
    # END SOLUTION


def epsilon_greedy_probs(q, eps):
    """How likely each action is, q: (A,) → (A,)."""
    # BEGIN SOLUTION
    probs = np.full(len(q), eps / len(q))
    probs[np.argmax(q)] += 1 - eps
    return probs
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one step of each
points: 0.5
""" # END TEST CONFIG
def test_public_updates(q_learning_update, sarsa_update):
    import numpy as np
    Q = np.array([[0.5, 0.0], [2.0, 1.5]])
    got = q_learning_update(Q, 0, 0, 1.0, 1, False, 0.1, 0.9)
    assert np.shape(got) == (2, 2), f"the table keeps its shape, (2, 2), got {np.shape(got)}"
    assert Q[0, 0] == 0.5, "q_learning_update changed the table that it was given: work on a copy"
    assert np.allclose(got, [[0.73, 0], [2, 1.5]]), "0.5 + 0.1 (1 + 0.9 · 2 - 0.5) = 0.73, and nothing else moves"
    got = sarsa_update(Q, 0, 0, 1.0, 1, 1, False, 0.1, 0.9)
    assert np.shape(got) == (2, 2), f"the table keeps its shape, (2, 2), got {np.shape(got)}"
    assert Q[0, 0] == 0.5, "sarsa_update changed the table that it was given: work on a copy"
    assert np.allclose(got, [[0.685, 0], [2, 1.5]]), "0.5 + 0.1 (1 + 0.9 · 1.5 - 0.5) = 0.685: the next action is 1"
# %%
""" # BEGIN TEST CONFIG
name: the last step
points: 0.5
""" # END TEST CONFIG
def test_public_last(q_learning_update, sarsa_update):
    import numpy as np
    Q = np.array([[0.5, 0.0], [2.0, 1.5]])
    for got in (q_learning_update(Q, 0, 0, 1.0, 1, True, 0.1, 0.9), sarsa_update(Q, 0, 0, 1.0, 1, 1, True, 0.1, 0.9)):
        assert np.shape(got) == (2, 2), f"the table keeps its shape, (2, 2), got {np.shape(got)}"
        assert np.allclose(got, [[0.55, 0], [2, 1.5]]), "after the last step nothing comes: 0.5 + 0.1 (1 - 0.5) = 0.55"
# %%
""" # BEGIN TEST CONFIG
name: a tenth of curiosity
points: 0.5
""" # END TEST CONFIG
def test_public_greedy(epsilon_greedy_probs):
    import numpy as np
    q = np.array([1.0, 2.0, 4.0])
    got = epsilon_greedy_probs(q, 0.1)
    assert np.shape(got) == (3,), f"three actions have three probabilities: shape (3,), got {np.shape(got)}"
    assert np.isclose(np.sum(np.asarray(got)), 1), "probabilities sum to 1"
    assert np.allclose(got, [0.1 / 3, 0.1 / 3, 0.9 + 0.1 / 3]), "each action gets 0.1 / 3, and the best one 0.9 more"
    assert np.array_equal(q, [1, 2, 4]), "epsilon_greedy_probs changed the row that it was given"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# The cliff. From the left corner to the right one, every step costs 1, and a step into the abyss costs 100 and leads back to the start. Both agents explore with $\varepsilon = 0.1$ and use your updates. Q-learning learns the shortest path, along the edge: it is right about what would be best, and its own curiosity throws it down again and again.
# SARSA knows that it is curious and keeps a distance. Which one earns more while it learns? Which one would you ask for the way once exploring is over?
# %%
def walk_the_cliff(sarsa, rng, episodes=200):
    """The table after many walks, and the reward of each."""
    Q, earned = np.zeros((48, 4)), []

    def choose(Q, s):
        return min(int(np.searchsorted(np.cumsum(np.asarray(epsilon_greedy_probs(Q[s], 0.1))), rng.random(), side="right")), 3)

    for _ in range(episodes):
        s, total, done = 36, 0, False
        a = choose(Q, s)
        while not done and total > -2000:
            y, x = divmod(s, 12)
            s2 = 12 * min(max(y + MOVES[a][0], 0), 3) + min(max(x + MOVES[a][1], 0), 11)
            fell, done = 36 < s2 < 47, s2 == 47
            r, s2 = (-100.0, 36) if fell else (-1.0, s2)
            a2 = choose(Q, s2)
            Q = np.asarray(sarsa_update(Q, s, a, r, s2, a2, done, 0.5, 1.0) if sarsa else q_learning_update(Q, s, a, r, s2, done, 0.5, 1.0))
            s, a, total = s2, a2, total + r
        earned.append(total)
    return Q, earned


try:
    figure = plt.figure(figsize=(11.5, 3.2), layout="constrained")
    curves = figure.add_subplot(1, 2, 2)
    for row, (name, sarsa) in enumerate((("Q-learning", False), ("SARSA", True))):
        runs = [walk_the_cliff(sarsa, np.random.default_rng(seed)) for seed in range(4)]
        mean = np.mean([earned for _, earned in runs], axis=0)
        curves.plot(np.convolve(mean, np.full(20, 0.05), mode="valid"), label=name)
        panel, Q = figure.add_subplot(2, 2, 2 * row + 1), runs[0][0]
        ground = np.max(Q, axis=1).reshape(4, 12)
        ground[3, 1:11] = np.nan
        panel.set_facecolor("0.15")
        panel.imshow(ground, cmap="viridis", vmin=-20, vmax=0)
        s, path = 36, [36]
        while s != 47 and len(path) < 40:
            y, x = divmod(s, 12)
            a = int(np.argmax(Q[s]))
            s = 12 * min(max(y + MOVES[a][0], 0), 3) + min(max(x + MOVES[a][1], 0), 11)
            path.append(s)
        panel.plot([s % 12 for s in path], [s // 12 for s in path], "w.-")
        panel.text(4.1, 3.2, "the cliff", color="w", fontsize=8)
        panel.set(xticks=[], yticks=[])
        panel.set_title(f"{name}: its walk when it stops exploring", fontsize=9)
    curves.set(ylim=(-120, 0), xlabel="walk", ylabel="reward of a walk")
    curves.set_title("mean of 4 agents and 20 walks", fontsize=9)
    curves.legend()
except (IndexError, TypeError, ValueError):
    plt.close()
    print("answer question 3 to see the cliff")
# %% [markdown]
# ## Question 4: a network instead of a table
#
# The screen of an Atari game has more states than a table could have rows. *DQN* lets a network answer for all of them: a screen comes in, $Q(s, a)$ for every action comes out. It is trained like any regression, on batches of old steps $(s, a, r, s', \text{done})$ drawn from a memory, towards the target of Q-learning. Two things keep it from chasing its own tail:
# the target is a **constant**, no gradient flows into it, and it comes from an older copy of the network, the *target network* $q^-$:
#
# $$y = r + \gamma\, (1 - \text{done})\, \max_{a} q^-(s', a)$$
#
# But a maximum of guesses is a guess that is too high: take five actions that are all worth 0, guess each with an error, and the largest guess is above 0. The error is copied into the next target, and grows on the way back. *Double DQN* lets one network choose and the other one judge, because they do not make the same mistakes:
#
# $$y = r + \gamma\, (1 - \text{done})\; q^-\bigl(s', \arg\max_a q(s', a)\bigr)$$
#
# ```
#   q  (online)      ( 1,   3,  2 )        the online network likes action 1 best …
#   q⁻ (target)      ( 2,  0.5, 1 )        … and the target network says what that is worth: 0.5
#
#   r = 1, γ = 0.9      DQN  1 + 0.9 · 2 = 2.8      double DQN  1 + 0.9 · 0.5 = 1.45      done  1
# ```
# %% [raw]
# # BEGIN QUESTION
# name: q4
# points: 3
# %% [markdown]
# Write
#
# * `dqn_target(r, done, q_next, gamma)`: `r` is `(B,)`, `done` `(B,)` of truth values, `q_next` `(B, A)`, the target network in the next states; return `(B,)`;
# * `double_dqn_target(r, done, q_online, q_target, gamma)`: both networks in the next states, `(B, A)`; return `(B,)`.
#
# A network may answer with anything for a state in which no game goes on, also with `nan` or `inf`: the target of a last step is its reward. *The usual trap:* $0 \cdot \infty$.
# %% [raw]
# # BEGIN SOLUTION
# %%
def dqn_target(r, done, q_next, gamma):
    """Targets of DQN, r, done: (B,), q_next: (B, A) → (B,)."""
    return np.where(done, r, r + gamma * q_next.max(axis=1))  # SOLUTION


def double_dqn_target(r, done, q_online, q_target, gamma):
    """Targets of double DQN, r, done: (B,), q_online, q_target: (B, A) → (B,)."""
    # BEGIN SOLUTION
    best = q_online.argmax(axis=1)
    return np.where(done, r, r + gamma * q_target[np.arange(len(r)), best])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: the target network alone
points: 0.5
""" # END TEST CONFIG
def test_public_dqn(dqn_target):
    import numpy as np
    q_next = np.array([[2.0, 0.5, 1.0], [np.inf, 0.0, 1.0]])
    got = dqn_target(np.array([1.0, -1.0]), np.array([False, True]), q_next, 0.9)
    assert np.shape(got) == (2,), f"one target for each step of the batch: shape (2,), got {np.shape(got)}"
    assert np.isclose(got[0], 2.8), "1 + 0.9 · 2 = 2.8"
    assert got[1] == -1, "the second step was the last one: its reward, whatever the network says about the next state"
    assert q_next[0, 0] == 2 and q_next[1, 0] == np.inf, "dqn_target changed what it was given"
# %%
""" # BEGIN TEST CONFIG
name: one chooses, the other one judges
points: 0.5
""" # END TEST CONFIG
def test_public_double(double_dqn_target):
    import numpy as np
    online, target = np.array([[1.0, 3.0, 2.0], [5.0, 6.0, 7.0]]), np.array([[2.0, 0.5, 1.0], [1.0, 2.0, 3.0]])
    got = double_dqn_target(np.array([1.0, -1.0]), np.array([False, True]), online, target, 0.9)
    assert np.shape(got) == (2,), f"one target for each step of the batch: shape (2,), got {np.shape(got)}"
    assert np.isclose(got[0], 1.45), "the online network likes action 1 best, and the target network gives it 0.5: 1 + 0.9 · 0.5 = 1.45"
    assert got[1] == -1, "the second step was the last one: its reward alone"
    assert online[0, 1] == 3 and target[0, 0] == 2, "double_dqn_target changed what it was given"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# How large is the lie? All actions are worth 0, both networks guess with an error of standard deviation 1, and your two targets look 2,000 times ($r = 0$, $\gamma = 1$). The more actions, the more hope DQN finds in its own noise. Why is double DQN right on average, although it too takes the action that looks best?
# %%
try:
    rng, actions = np.random.default_rng(4), (1, 2, 3, 5, 8, 12, 18, 30)
    hopes = {"DQN": [], "double DQN": []}
    for n in actions:
        online, target = rng.normal(size=(2, 2000, n))
        zero, going_on = np.zeros(2000), np.zeros(2000, dtype=bool)
        hopes["DQN"].append(np.asarray(dqn_target(zero, going_on, target, 1.0)))
        hopes["double DQN"].append(np.asarray(double_dqn_target(zero, going_on, online, target, 1.0)))
    moments = {name: (np.mean(targets, axis=1), np.std(targets, axis=1)) for name, targets in hopes.items()}
    figure, panel = plt.subplots(figsize=(8, 2.8), layout="constrained")
    for name, (middle, spread) in moments.items():
        panel.plot(actions, middle, ".-", label=name)
        panel.fill_between(actions, middle - spread, middle + spread, alpha=0.2)
    panel.axhline(0, color="k", linewidth=0.6)
    panel.set(xlabel="number of actions, all worth 0", ylabel="target")
    panel.legend(loc="upper left")
except (IndexError, TypeError, ValueError):
    print("answer question 4 to see the lie")
# %% [markdown]
# ## Question 5: no values at all
#
# Why guess values, if what you want is a policy? Let a network say one *logit* per action, $\pi = \mathrm{softmax}(\text{logits})$, act, and afterwards make likelier what went well. How well an action will go is no function of the logits that one could differentiate, for the world lies in between. But the *chance* of the action is one, and
# $\nabla \pi = \pi \nabla \log \pi$ turns the gradient of a mean into the mean of a gradient, which can be sampled:
#
# $$\nabla \sum_a \pi(a)\, G(a) = \sum_a \pi(a)\, G(a)\, \nabla \log \pi(a) \;\approx\; G(a_t)\, \nabla \log \pi(a_t) \quad \text{with } a_t \sim \pi$$
#
# That is **REINFORCE**: take $-\log \pi(a_t) \cdot G_t$ as the loss of step $t$, with the return $G_t$ from there on as a constant. The gradient of $-\log \pi(a)$ with respect to the logits is the one that you know from classification, $\pi - \mathrm{onehot}(a)$: the action that was taken plays the part of the right class, and the return says how right it was.
#
# From $G_t$ you may subtract any number $b_t$ that does not depend on the action, a **baseline**: $\sum_a \pi(a)\, b\, \nabla \log \pi(a) = b\, \nabla \sum_a \pi(a) = b\, \nabla 1 = 0$, so nothing changes on average. But if every return lies between 99 and 101, all actions are praised alike without it, and with $b = 100$ the good ones are praised and the bad ones blamed. So, for $T$ steps,
#
# $$L = -\frac1T \sum_t \log \pi(a_t)\,(G_t - b_t), \qquad \frac{\partial L}{\partial\, \text{logits}_t} = \frac1T\, \bigl(\pi_t - \mathrm{onehot}(a_t)\bigr)\,(G_t - b_t)$$
#
# ```
#   logits       π                          a   onehot      G      of the sum (no 1/T)           of the mean, T = 2
#   (1, 0, −1)   (0.665, 0.245, 0.090)      1   (0, 1, 0)   2      (1.330, −1.511, 0.180)        (0.665, −0.755, 0.090)
#   (0, 0, 0)    (0.333, 0.333, 0.333)      2   (0, 0, 1)   1      (0.333, 0.333, −0.667)        (0.167, 0.167, −0.333)
# ```
#
# A step of descent goes *against* it: the logit of the action that brought 2 goes up.
# %% [raw]
# # BEGIN QUESTION
# name: q5
# points: 3
# %% [markdown]
# Write `reinforce_grad_logits(logits, a, G, baseline=None, reduction="mean")`: `logits` is `(T, A)`, `a` `(T,)`, the actions that were taken, `G` and `baseline` `(T,)`; without a baseline it is 0. `reduction` is `"mean"` or `"sum"`. Return the gradient of the loss, `(T, A)`. `softmax` is given above; logits of ±1000 do occur.
# %% [raw]
# # BEGIN SOLUTION
# %%
def reinforce_grad_logits(logits, a, G, baseline=None, reduction="mean"):
    """Gradient of the loss of REINFORCE, logits: (T, A), a, G: (T,) → (T, A)."""
    # BEGIN SOLUTION
    advantage = G if baseline is None else G - baseline
    grad = (softmax(logits) - np.eye(logits.shape[1])[a]) * advantage[:, None]
    return grad / len(logits) if reduction == "mean" else grad
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two steps
points: 0.5
""" # END TEST CONFIG
def test_public_gradient(reinforce_grad_logits):
    import numpy as np
    logits, a, G = np.array([[1.0, 0.0, -1.0], [0.0, 0.0, 0.0]]), np.array([1, 2]), np.array([2.0, 1.0])
    got = reinforce_grad_logits(logits, a, G)
    assert np.shape(got) == (2, 3), f"the gradient has the shape of the logits, (2, 3), got {np.shape(got)}"
    assert np.allclose(got[1], [1 / 6, 1 / 6, -1 / 3]), "second step: (1/3, 1/3, 1/3) - (0, 0, 1), times 1, over T = 2"
    assert np.allclose(got[0], [0.665241, -0.755272, 0.090031], atol=1e-6), "first step: (0.665, 0.245, 0.090) - (0, 1, 0), times 2, over T = 2"
    assert np.array_equal(a, [1, 2]) and logits[0, 0] == 1, "reinforce_grad_logits changed what it was given"
# %%
""" # BEGIN TEST CONFIG
name: a baseline, and the sum
points: 0.5
""" # END TEST CONFIG
def test_public_baseline(reinforce_grad_logits):
    import numpy as np
    logits, a, G = np.zeros((2, 2)), np.array([0, 1]), np.array([3.0, 5.0])
    got = reinforce_grad_logits(logits, a, G, np.array([4.0, 4.0]), "sum")
    assert np.shape(got) == (2, 2), f"the gradient has the shape of the logits, (2, 2), got {np.shape(got)}"
    assert np.allclose(got, [[0.5, -0.5], [0.5, -0.5]]), "G - b = (-1, 1): the first action was worse than expected, the second one better; both say: less of action 0"
    assert np.array_equal(G, [3, 5]), "reinforce_grad_logits changed the returns that it was given"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# A pole on a cart. Every fiftieth of a second the agent pushes to the left or to the right; it sees position, speed, angle and angular speed, and gets a reward of 1 as long as the pole stands. Its policy is a matrix of 2 × 4. Sixteen carts run at once, your `discounted_returns` say what each push was worth, your gradient says what to change. The baseline is what the carts that still stand get on average.
# A push at random keeps the pole up for 20 steps. (Runs end after 200.)
# %%
def cart_step(x, push):
    """The carts a fiftieth of a second later, x: (N, 4): position, speed, angle, angular speed."""
    _, speed, angle, turning = x.T
    force = np.where(push, 10.0, -10.0)
    pull = (force + 0.05 * turning**2 * np.sin(angle)) / 1.1
    swing = (9.8 * np.sin(angle) - np.cos(angle) * pull) / (0.5 * (4 / 3 - np.cos(angle) ** 2 / 11))
    return x + 0.02 * np.stack([speed, pull - 0.05 * swing * np.cos(angle) / 1.1, turning, swing], axis=1)


def run_carts(W, rng, N=16, T=200):
    """States (T, N, 4), pushes (T, N), and which poles still stand (T, N)."""
    x, alive, log = rng.uniform(-0.05, 0.05, size=(N, 4)), np.ones(N, dtype=bool), []
    while alive.any() and len(log) < T:
        push = (rng.random(N) > softmax(x @ W.T)[:, 0]).astype(int)
        log.append((x, push, alive))
        x = np.where(alive[:, None], cart_step(x, push), x)
        alive = alive & (abs(x[:, 0]) < 2.4) & (abs(x[:, 2]) < 0.21)
    return (np.array(part) for part in zip(*log))


def draw_carts(panel, x, title):
    """A cart with its pole at every twelfth step."""
    for k, (place, _, angle, _) in enumerate(x[::12]):
        at = 0.5 * k
        panel.plot([at, at + 1.5 * np.sin(angle)], [0, 1.5 * np.cos(angle)], color=plt.cm.viridis(k / 17), linewidth=2)
        panel.plot([at - 0.15, at + 0.15], [0, 0], color="k", linewidth=3)
    panel.set(xlim=(-1, 9), ylim=(-0.3, 1.7), xticks=[], yticks=[], aspect="equal")
    panel.set_title(title, fontsize=9)


try:
    rng, W, curve = np.random.default_rng(0), np.zeros((2, 4)), []
    X, pushes, alive = run_carts(W, rng)
    first = alive.sum(axis=0).argmax()
    before = X[alive[:, first], first]
    for batch in range(40):
        X, pushes, alive = run_carts(W, rng)
        curve.append(alive.sum(axis=0).mean())
        G = np.stack([np.asarray(discounted_returns(rewards, 0.98)) for rewards in alive.T.astype(float)], axis=1)
        b = np.broadcast_to((G * alive).sum(axis=1, keepdims=True) / alive.sum(axis=1, keepdims=True), G.shape)
        gradient = reinforce_grad_logits(X[alive] @ W.T, pushes[alive], G[alive], b[alive])
        W = W - np.asarray(gradient).T @ X[alive]
    X, pushes, alive = run_carts(W, rng)
    last = alive.sum(axis=0).argmax()
    figure, panels = plt.subplot_mosaic([["curve", "before"], ["curve", "after"]], figsize=(11.5, 3.4), width_ratios=(1, 2), layout="constrained")
    panels["curve"].plot(curve)
    panels["curve"].set(xlabel="batch of 16 runs", ylabel="steps until the pole falls", ylim=(0, 205))
    draw_carts(panels["before"], before, f"the best of 16 before: {len(before)} steps, every twelfth is drawn")
    draw_carts(panels["after"], X[alive[:, last], last], f"the best of 16 after 40 batches: {alive[:, last].sum()} steps")
except (IndexError, TypeError, ValueError):
    print("answer questions 1 and 5 to see the pole")
# %% [markdown]
# ## Question 6: an actor and its critic
#
# A return is an honest number, and a noisy one: everything that happens later is in it. A critic who knows values $v(s)$ gives an opinion after a single step, the **TD error**; it is calm, and as wrong as the critic:
#
# $$\delta_t = r_t + \gamma\, (1 - \text{done}_t)\, v_{t+1} - v_t$$
#
# *Generalised advantage estimation* mixes both. The error of this step counts fully, later ones fade with $\gamma\lambda$ for each step, and nothing crosses the end of an episode:
#
# $$A_t = \delta_t + \gamma \lambda\, (1 - \text{done}_t)\, A_{t+1}$$
#
# With $\lambda = 0$ that is $\delta_t$. With $\lambda = 1$ the values in the middle cancel, $A_t = \delta_t + \gamma \delta_{t+1} + \dots = r_t + \gamma r_{t+1} + \dots - v_t$, and it is the return less the baseline.
#
# ```
#   t        0        1        2                      γ = 0.9, λ = 0.8, no episode ends
#   r        1        0        2
#   v       0.5      0.4      0.3      v₃ = 0          v has one entry more than r: what comes after the last step
#   δ      0.86    −0.13      1.7                      1 + 0.9 · 0.4 − 0.5 = 0.86
#   A   1.64768    1.094      1.7                      −0.13 + 0.72 · 1.7 = 1.094
# ```
#
# The steps that have been walked are expensive, so one would like to learn from them more than once. But they were drawn by the old policy, and advantages say nothing about a policy that is far from it. *PPO* looks at the ratio $\rho = \pi_{\text{new}}(a) / \pi_{\text{old}}(a)$ and stops paying for what goes beyond $1 \pm \varepsilon$:
#
# $$L = -\frac1N \sum_i \min\bigl(\rho_i A_i,\; \mathrm{clip}(\rho_i, 1 - \varepsilon, 1 + \varepsilon)\, A_i\bigr)$$
#
# ```
#   ε = 0.2          ρ = 1.5                                  ρ = 0.5
#   A = +2     min(3, 1.2 · 2)   =  2.4   clipped        min(1, 0.8 · 2)   =  1.0   the ratio may grow again
#   A = −2     min(−3, 1.2 · −2) = −3.0   must shrink    min(−1, 0.8 · −2) = −1.6   clipped
# ```
#
# The minimum matters: a bad action that has become likelier ($\rho = 1.5$, $A = -2$) is blamed in full, however far it went.
# %% [raw]
# # BEGIN QUESTION
# name: q6
# points: 4
# %% [markdown]
# Write
#
# * `gae(r, v, done, gamma, lam)`: `r` is `(T,)`, `v` `(T + 1,)`, `done` `(T,)` of truth values; several episodes may follow each other; return the advantages `(T,)`;
# * `ppo_clip_loss(ratio, adv, eps=0.2)`: `ratio` and `adv` are `(N,)`; return a number, the loss that is **minimised**.
# %% [raw]
# # BEGIN SOLUTION
# %%
def gae(r, v, done, gamma, lam):
    """Generalised advantages, r, done: (T,), v: (T + 1,) → (T,)."""
    # BEGIN SOLUTION
    going_on = 1 - np.asarray(done, dtype=float)
    delta = r + gamma * going_on * v[1:] - v[:-1]
    A, after = np.zeros(len(r)), 0.0
    for t in reversed(range(len(r))):
        after = delta[t] + gamma * lam * going_on[t] * after
        A[t] = after
    return A
    # END SOLUTION


def ppo_clip_loss(ratio, adv, eps=0.2):
    """The clipped loss of PPO, ratio, adv: (N,) → a number."""
    return -np.minimum(ratio * adv, np.clip(ratio, 1 - eps, 1 + eps) * adv).mean()  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: three steps
points: 0.5
""" # END TEST CONFIG
def test_public_gae(gae):
    import numpy as np
    r, v, going_on = np.array([1.0, 0.0, 2.0]), np.array([0.5, 0.4, 0.3, 0.0]), np.array([False, False, False])
    got = gae(r, v, going_on, 0.9, 0.8)
    assert np.shape(got) == (3,), f"three steps have three advantages: shape (3,), got {np.shape(got)}"
    assert np.isclose(got[2], 1.7), "the last step: 2 + 0.9 · 0 - 0.3 = 1.7"
    assert np.allclose(got, [1.64768, 1.094, 1.7]), "-0.13 + 0.9 · 0.8 · 1.7 = 1.094 and 0.86 + 0.72 · 1.094 = 1.64768"
    got = gae(r, v, np.array([True, False, False]), 0.9, 0.8)
    assert np.isclose(got[0], 0.5), "the first step was the last one of its episode: 1 - 0.5, and nothing from the next episode"
    assert v[0] == 0.5 and r[0] == 1, "gae changed what it was given"
# %%
""" # BEGIN TEST CONFIG
name: four corners
points: 0.5
""" # END TEST CONFIG
def test_public_ppo(ppo_clip_loss):
    import numpy as np
    ratio, adv = np.array([1.5, 1.5, 0.5, 0.5]), np.array([2.0, -2.0, 2.0, -2.0])
    got = ppo_clip_loss(ratio, adv)
    assert np.shape(got) == (), f"the loss is a number, got shape {np.shape(got)}"
    each = [float(ppo_clip_loss(ratio[i : i + 1], adv[i : i + 1])) for i in range(4)]
    assert np.allclose(each, [-2.4, 3, -1, 1.6]), f"one by one the losses are -2.4, 3, -1 and 1.6 (the table, with the sign of a loss), got {each}"
    assert np.isclose(got, 0.3), "together: (-2.4 + 3 - 1 + 1.6) / 4 = 0.3"
    assert ratio[0] == 1.5, "ppo_clip_loss changed the ratios that it was given"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Left: what PPO pays for a ratio, if the action was good and if it was bad; where it is flat, there is nothing more to gain. Middle: one step that is wrong in the eyes of the critic, and how far back each $\lambda$ carries it. Right: the pole once more. The critic is a regression on the returns, the actor takes eight steps on each batch, downhill on **your** loss
# (its gradient by differences: the policy has only eight numbers). Does it need fewer runs than REINFORCE?
# %%
def looks(x):
    """What the critic sees of a cart."""
    return np.concatenate([np.ones_like(x[..., :1]), x, x**2, x[..., :1] * x[..., 1:2], x[..., 2:3] * x[..., 3:]], axis=-1)


def advantages(X, alive, critic):
    """Your advantages of all carts, one column each."""
    out = np.zeros(alive.shape)
    for i, n in enumerate(alive.sum(axis=0)):
        fell = np.zeros(n, dtype=bool)
        fell[-1] = n < 200
        v = looks(np.concatenate([X[:n, i], X[min(n, len(X) - 1), i][None]])) @ critic
        out[:n, i] = np.asarray(gae(np.ones(n), v, fell, 0.98, 0.95))
    return out


def loss_of(W, x, a, old, A):
    """Your loss of a policy, when its actions were drawn with the chances `old`."""
    return float(ppo_clip_loss(softmax(x @ W.T)[np.arange(len(a)), a] / old, A))


try:
    figure, panels = plt.subplots(1, 3, figsize=(12, 3), layout="constrained")
    ratios = np.linspace(0.4, 1.8, 141)
    for good in (1.0, -1.0):
        panels[0].plot(ratios, [-float(ppo_clip_loss(np.array([x]), np.array([good]))) for x in ratios], label=f"A = {good:+.0f}")
    panels[0].axvline(1, color="k", linewidth=0.5)
    panels[0].set(xlabel="ratio", ylabel="objective (minus the loss)")
    panels[0].legend()
    r, v, never = np.zeros(60), np.zeros(61), np.zeros(60, dtype=bool)
    r[45], never[20] = 1.0, True
    for lam in (0.0, 0.8, 0.95, 1.0):
        panels[1].plot(np.asarray(gae(r, v, never, 0.99, lam)), label=f"λ = {lam}")
    panels[1].axvline(20, color="k", linewidth=0.5, linestyle=":")
    panels[1].set(xlabel="t (a surprise at 45, an episode ends at 20)", ylabel="advantage")
    panels[1].legend(loc="upper left", fontsize=8)
    rng, W, critic, steps_of_ppo = np.random.default_rng(1), np.zeros((2, 4)), np.zeros(11), []
    for batch in range(20):
        X, pushes, alive = run_carts(W, rng)
        steps_of_ppo.append(alive.sum(axis=0).mean())
        A, seen, x, a = advantages(X, alive, critic), looks(X[alive]), X[alive], pushes[alive]
        target = A[alive] + seen @ critic
        critic = np.linalg.solve(seen.T @ seen + 1e-3 * len(seen) * np.eye(11), seen.T @ target)
        A = (A[alive] - A[alive].mean()) / (A[alive].std() + 1e-8)
        old = softmax(x @ W.T)[np.arange(len(a)), a]
        for _ in range(8):
            shifts = 1e-4 * np.eye(8).reshape(8, 2, 4)
            W = W - 3 * np.array([loss_of(W + shift, x, a, old, A) - loss_of(W - shift, x, a, old, A) for shift in shifts]).reshape(2, 4) / 2e-4
    panels[2].plot(steps_of_ppo, label="PPO")
    panels[2].plot(curve[:20], label="REINFORCE (question 5)")
    panels[2].set(xlabel="batch of 16 runs", ylabel="steps until the pole falls", ylim=(0, 205))
    panels[2].legend()
except (IndexError, NameError, TypeError, ValueError):
    plt.close()
    print("answer questions 5 and 6 to see what PPO pays")
# %% [markdown]
# ## Question 7: learn to walk
#
# Now put it together: an agent that is left alone in a world. It knows nothing of $P$ and $R$; a `World` can only be walked in. (Here the floor is less slippery: 0.05 to each side. Everything else is as in the map above, and the worlds of the tests are as large as this one, or smaller.)
#
# ```
#   world = World(plan, seed)
#   s = world.reset()                 a new episode: the number of the start
#   r, s, done = world.step(a)        reward, next state, and whether that was the last step
# ```
# %%
class World:
    """A map that can only be walked in; `earned` holds the sum of the rewards of each episode."""

    latest = None  # the last world that was made, to look at

    def __init__(self, plan, seed):
        self._plan, self._cells, self._rng = plan, "".join(plan), np.random.default_rng([seed, 7])
        self.states, self.actions, self.earned = len(self._cells), 4, []
        World.latest = self

    def reset(self):
        self._s = self._cells.index("S")
        self.earned.append(0.0)
        return self._s

    def step(self, a):
        slip = self._rng.random()
        self._s = place_after(self._plan, self._s, (int(a) + (1 if slip < 0.05 else 3 if slip < 0.1 else 0)) % 4)
        cell = self._cells[self._s]
        r = {"+": 1, "-": -1}.get(cell, 0) - 0.04
        self.earned[-1] += r
        return r, self._s, cell in "+-"


# %% [raw]
# # BEGIN QUESTION
# name: q7
# points: 4
# %% [markdown]
# Write `learn_to_walk(plan, seed)` → the action for each state, `(S,)` whole numbers 0 … 3. Make a `World(plan, seed)`, walk in it, learn, and return what is best by what you have learned. Draw all else that is random from `np.random.default_rng(seed)`: the same seed must give the same policy.
#
# *A recipe that works:* a table of zeros, 250 episodes of at most 200 steps, $\varepsilon = 0.3$, and after each step Q-learning with $\alpha = 0.1$ and $\gamma = 0.95$. Any other one is allowed: SARSA, REINFORCE on a table of logits, …
# Write the update into the loop instead of calling your functions of question 3: they copy the table at every step, and a mistake there should not cost you points here.
#
# It is judged by the value that your policy has at the start, with $\gamma = 0.95$, in worlds that you do not see here: 0 is an agent that wanders at random, 1 is the best that is possible, and **0.8** is needed. A learner is a matter of luck, so six agents learn (three worlds, two seeds each), and two of them may fall short. Of 3,000 agents
# that followed the recipe, 6 fell short; so a right answer loses the points less than once in 10,000. One training should take no more than three seconds.
# %% [raw]
# # BEGIN SOLUTION
# %%
def learn_to_walk(plan, seed):
    """The action for each state of a world, learned by walking in it, → (S,)."""
    # BEGIN SOLUTION
    world, rng = World(plan, seed), np.random.default_rng(seed)
    Q = np.zeros((world.states, world.actions))
    for _ in range(250):
        s = world.reset()
        for _ in range(200):
            a = rng.integers(world.actions) if rng.random() < 0.3 else Q[s].argmax()
            r, s2, done = world.step(a)
            Q[s, a] += 0.1 * (r + (not done) * 0.95 * Q[s2].max() - Q[s, a])
            s = s2
            if done:
                break
    return Q.argmax(axis=1)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: around the wall
points: 0.5
""" # END TEST CONFIG
def test_public_walk(learn_to_walk):
    import numpy as np
    got = np.asarray(learn_to_walk(["S.-", ".#.", "..+"], 1))
    assert got.shape == (9,), f"nine cells, nine actions: expected shape (9,), got {got.shape}"
    assert np.all(np.isin(got, [0, 1, 2, 3])), "an action is 0, 1, 2 or 3"
    assert got[0] == 2 and got[3] == 2, "from the start the safe way leads down, 2, and down again: the other one passes the pit"
    assert got[6] == 1 and got[7] == 1, "from the lower left corner it leads to the right, 1, and to the right again"
# %%
""" # BEGIN TEST CONFIG
name: another world, another way
points: 0.5
""" # END TEST CONFIG
def test_public_another(learn_to_walk):
    import numpy as np
    plan = ["+..", ".#.", "-.S"]
    got = np.asarray(learn_to_walk(plan, 2))
    assert got.shape == (9,), f"nine cells, nine actions: expected shape (9,), got {got.shape}"
    assert np.array_equal(got[[8, 5, 2, 1]], [0, 0, 3, 3]), "here the way leads up twice, 0, and to the left twice, 3"
    assert np.array_equal(got, learn_to_walk(plan, 2)), "the same seed must give the same policy: is everything drawn from default_rng(seed)?"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [markdown]
# Your agent in the world of question 2. Left: what it does, and what that is worth there. Middle: the best that is possible. Right: what it earned while it learned. Where do its arrows differ, and how often did it come there?
# %%
try:
    learned = np.asarray(learn_to_walk(PLAN, 0)).astype(int)
    earned = World.latest.earned
    P, R, ends = grid_world(PLAN, slip=0.1)
    V, Q, policy = value_iteration(P, R, 0.95)
    figure, panels = plt.subplots(1, 3, figsize=(12, 3), layout="constrained")
    show_world(panels[0], PLAN, policy_evaluation(P, R, np.eye(4)[learned], 0.95), learned, "what your agent learned")
    show_world(panels[1], PLAN, V, policy, "the best policy")
    panels[2].plot(earned, ".", markersize=2, alpha=0.4)
    panels[2].plot(np.arange(19, len(earned)), np.convolve(earned, np.full(20, 0.05), mode="valid"))
    panels[2].set(xlabel="episode", ylabel="sum of rewards", ylim=(-4, 1))
except (IndexError, TypeError, ValueError):
    print("answer questions 2 and 7 to see your agent walk")
# %% [markdown]
# ## If you want to go on (not graded)
#
# Draw a map in which Q-learning with $\varepsilon = 0.3$ does not find the exit in 250 episodes although there is one. What would have to be different about the way it explores? And what does `learn_to_walk` do in a world whose steps cost nothing?
