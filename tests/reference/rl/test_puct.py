"""PUCT against exhaustive minimax on end games of tic-tac-toe, and the worked numbers."""

import functools

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from reference.rl import puct
from tests.reference.mutants import alike, declared_in

Q, P, N = [0.2, 0.0, 0.5], [0.5, 0.3, 0.2], [10, 0, 5]
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def test_the_worked_scores(xp):
    scores = xp.to_numpy(puct.puct_scores(xp.asarray(Q), xp.asarray(P), xp.ints(N), 1.5))
    np.testing.assert_allclose(scores, [0.464067, 1.74284, 0.693649], atol=5e-6)
    assert scores.argmax() == 1


@pytest.mark.parametrize(
    ("T", "expected"), [(1.0, [2 / 3, 0, 1 / 3]), (0.5, [0.8, 0, 0.2]), (0.0, [1, 0, 0]), (0.001, [1, 0, 0])]
)
def test_the_worked_policies(xp, T, expected):
    np.testing.assert_allclose(xp.to_numpy(puct.visit_policy(xp.ints(N), T)), expected, atol=1e-12)


def test_of_equal_visits_the_first_is_played(xp):
    assert xp.to_numpy(puct.visit_policy(xp.ints([1, 4, 4]), 0.0)).tolist() == [0, 1, 0]


def test_before_any_visit_the_values_alone_count(xp):
    scores = puct.puct_scores(xp.asarray(Q), xp.asarray(P), xp.ints([0, 0, 0]), 1.5)
    np.testing.assert_array_equal(xp.to_numpy(scores), Q)


def test_a_value_changes_sign_at_each_level():
    path = [(4, 1.0), (2, -0.5), (0, 0.0)]
    assert puct.backup(path, 0.75) == [(5, 0.25), (3, 0.25), (1, -0.75)]
    assert path == [(4, 1.0), (2, -0.5), (0, 0.0)]
    assert puct.backup([], 1.0) == []


# -- tic-tac-toe: the board as nine of −1, 0, 1, seen by the player to move (1)


def winner(board):
    return next((board[a] for a, b, c in LINES if board[a] and board[a] == board[b] == board[c]), 0)


def after(board, move):
    return tuple(-(1 if i == move else x) for i, x in enumerate(board))


@functools.cache
def minimax(board):
    """The value for the player to move."""
    if winner(board):
        return winner(board)
    free = [i for i, x in enumerate(board) if not x]
    return max(-minimax(after(board, m)) for m in free) if free else 0


def search(board, rounds, c=1.4):
    """Visits of the root's moves after `rounds` walks, uniform priors and the result of the game at each new leaf."""
    tree = {}

    def moves(node):
        return [i for i, x in enumerate(node) if not x]

    for _ in range(rounds):
        node, path = board, []
        while node in tree and moves(node) and not winner(node):
            edges = tree[node]
            Nn = np.array([e.N for e in edges])
            Qn = np.array([e.W / e.N if e.N else 0.0 for e in edges])
            a = int(puct.puct_scores(Qn, np.full(len(edges), 1 / len(edges)), Nn, c).argmax())
            path.append((node, a))
            node = after(node, moves(node)[a])
        tree.setdefault(node, [puct.Edge(0, 0.0) for _ in moves(node)])
        value = winner(node) if winner(node) or not moves(node) else minimax(node)
        for (place, a), edge in zip(path, puct.backup([tree[p][a] for p, a in path], value), strict=True):
            tree[place][a] = edge
    return dict(zip(moves(board), (e.N for e in tree[board]), strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_the_most_visited_move_is_a_best_one(seed):
    rng = np.random.default_rng(seed)
    board = (0,) * 9
    while board.count(0) > 5 and not winner(board):
        free = [i for i, x in enumerate(board) if not x]
        board = after(board, int(rng.choice(free)))
    if winner(board):
        pytest.skip("the game is over")
    visits = search(board, 300)
    best = max(-minimax(after(board, m)) for m in visits)
    assert -minimax(after(board, max(visits, key=visits.get))) == best


def test_the_loss_is_torchs(xp):
    rng = np.random.default_rng(0)
    logits, pi, v, z = (
        rng.normal(size=(4, 3)),
        rng.dirichlet(np.ones(3), 4),
        rng.normal(size=4),
        np.array([1.0, 0, -1, 1]),
    )
    expected = F.cross_entropy(torch.tensor(logits), torch.tensor(pi)) + F.mse_loss(torch.tensor(v), torch.tensor(z))
    loss = puct.alphazero_loss(*(xp.asarray(x) for x in (logits, pi, v, z)), 0.25)
    assert float(loss) == pytest.approx(float(expected) + 0.25, rel=1e-9)


def test_float32_stays_float32(xp):
    q = xp.asarray(Q, dtype="float32")
    assert puct.puct_scores(q, q, xp.ints(N), 1.5).dtype == q.dtype
    assert puct.alphazero_loss(q[None, :], q[None, :], q[:1], q[:1]).dtype == q.dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda q, n: puct.puct_scores(q[:2], q, n, 1.0), r"Q: expected shape \(A,\) = \(3,\)"),
        (lambda q, n: puct.puct_scores(q, q, n - 7, 1.0), "N: expected visits of 0 or more"),
        (lambda q, n: puct.puct_scores(q, q, n, -1.0), "c: expected a number of at least 0"),
        (lambda q, n: puct.puct_scores(q[:0], q[:0], n[:0], 1.0), "A: expected a number of at least 1"),
        (lambda q, n: puct.visit_policy(n * 0, 1.0), "N: expected at least one visit, got none"),
        (lambda q, n: puct.visit_policy(n, -1.0), "temperature: expected a number of at least 0"),
        (lambda q, n: puct.alphazero_loss(q, q, q, q), r"p_logits: expected 2 axes \(B, A\)"),
        (lambda q, n: puct.alphazero_loss(q[None, :], q[None, :], q, q), r"v: expected shape \(B,\) = \(1,\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(Q), xp.ints(N))


LOSS = np.array([[1.0, 0, -1]]), np.array([[0.2, 0.5, 0.3]]), np.array([0.3]), np.array([1.0]), 0.1
CASES = {
    "puct_scores": [(np.array(Q), np.array(P), np.array(N), 1.5)],
    "backup": [([(4, 1.0), (2, -0.5), (0, 0.0)], 0.75), ([(4, 1.0), (2, -0.5)], 0.75)],
    "visit_policy": [(np.array([3, 1, 2]), T) for T in (1.0, 0.5, 0.0)],
    "alphazero_loss": [LOSS],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(puct, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(puct)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T13.7/{key}" for key in ("child_root", "no_sign_change", "temperature_times")} <= {m.key for m in mine}
