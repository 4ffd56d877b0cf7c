"""Wrong versions of the functions in `reference.energy.dbn`, with the message that names each mistake."""

from reference._array import namespace, transpose, uniforms
from reference.energy.boltzmann import every_state
from reference.energy.dbn import (
    DbnDraws,
    dbn_generate,
    dbn_log_joint,
    dbn_pretrain,
    dbn_upward,
    train_rbm,
)
from reference.energy.rbm import (
    Rbm,
    drawn,
    rbm_cd_gradient,
    rbm_exact_log_likelihood,
    rbm_log_partition,
    rbm_p_h_given_v,
    rbm_p_v_given_h,
)
from reference.linear.softmax import logsumexp
from reference.misconceptions import misconception


def _binary(p):
    return drawn(p, 0 * p + 0.5)


@misconception(dbn_upward, "T11.5/binary_up", "This course passes probabilities up.")
def _binary_up(v, layers):
    above = [rbm_p_h_given_v(v, *layers[0])]
    for machine in layers[1:]:
        above.append(rbm_p_h_given_v(_binary(above[-1]), *machine))
    return above


@misconception(dbn_upward, "T11.5/top_only", "The probabilities of every layer are asked for.")
def _top_only(v, layers):
    return dbn_upward(v, layers)[-1:]


@misconception(dbn_upward, "T11.5/no_biases", "Upward a unit has its hidden bias c.")
def _no_biases(v, layers):
    return dbn_upward(v, [(W, b, 0 * c) for W, b, c in layers])


@misconception(dbn_pretrain, "T11.5/retrain_lower", "Freeze the lower layer.")
def _retrain_lower(V, sizes, epochs, lr, rng):
    layers, x = [], V
    for size in sizes:
        layers.append(train_rbm(x, size, epochs, lr, rng))
        x = rbm_p_h_given_v(x, *layers[-1])
    low = layers[0]
    for _ in range(epochs):
        u_h, u_v = uniforms(rng, (V.shape[0], sizes[0]), V), uniforms(rng, tuple(V.shape), V)
        low = Rbm(*(p + lr * g for p, g in zip(low, rbm_cd_gradient(V, [u_h], [u_v], *low), strict=True)))
    return [low, *layers[1:]]


@misconception(dbn_pretrain, "T11.5/binary_up", "This course passes probabilities up.")
def _pretrain_binary_up(V, sizes, epochs, lr, rng):
    layers = []
    for size in sizes:
        layers.append(train_rbm(V, size, epochs, lr, rng))
        V = _binary(rbm_p_h_given_v(V, *layers[-1]))
    return layers


@misconception(dbn_pretrain, "T11.5/descent", "Contrastive divergence gives the direction to climb.")
def _descent(V, sizes, epochs, lr, rng):
    layers = []
    for size in sizes:
        layers.append(train_rbm(V, size, epochs, -lr, rng))
        V = rbm_p_h_given_v(V, *layers[-1])
    return layers


@misconception(dbn_log_joint, "T11.5/all_undirected", "Only the top pair is undirected (all: DBM).")
def _all_undirected(v, h1, h2, layers):
    (W, b, _), (U, b1, c2) = layers

    def low(v, h1, h2):
        return (
            namespace(v).sum((h1 @ transpose(W) + b) * v, axis=1)
            + h1 @ b1
            + namespace(v).sum((h1 @ U + c2) * h2, axis=1)
        )

    S = every_state(sum(W.shape) + U.shape[1], b)
    V, H = W.shape
    return low(v, h1, h2) - logsumexp(low(S[:, :V], S[:, V : V + H], S[:, V + H :]))


@misconception(dbn_log_joint, "T11.5/not_normalised", "The top machine's Z is missing.")
def _not_normalised(v, h1, h2, layers):
    return dbn_log_joint(v, h1, h2, layers) + rbm_log_partition(*layers[1])


@misconception(dbn_log_joint, "T11.5/directed_up", "Below the top pair the arrows point down: p(v | h¹).")
def _directed_up(v, h1, h2, layers):
    (W, b, c), _ = layers
    up = rbm_p_h_given_v(v, W, b, c)
    xp = namespace(v)
    given = xp.sum(h1 * xp.log(up) + (1 - h1) * xp.log(1 - up), axis=1)
    right = dbn_log_joint(v, h1, h2, layers)
    down = rbm_p_v_given_h(h1, W, b, c)
    return right - xp.sum(v * xp.log(down) + (1 - v) * xp.log(1 - down), axis=1) + given


@misconception(dbn_log_joint, "T11.5/two_machines", "The lower machine's own p(h¹) is replaced by the top one's.")
def _two_machines(v, h1, h2, layers):
    return dbn_log_joint(v, h1, h2, layers) + rbm_exact_log_likelihood(v, *layers[0])


@misconception(dbn_generate, "T11.5/down_first", "Generate: Gibbs at the top, then one downward pass.")
def _down_first(layers, gibbs_steps, draws):
    x = dbn_generate(layers, 0, draws._replace(hidden=[], visible=[]))
    for u_h, u_v in zip(draws.hidden, draws.visible, strict=True):
        for i, machine in enumerate(layers):
            p = rbm_p_h_given_v(x, *machine)
            x = drawn(p, u_h if i == len(layers) - 1 else 0 * p + 0.5)
        x = drawn(rbm_p_v_given_h(x, *layers[-1]), u_v)
        x = dbn_generate(layers, 0, DbnDraws(x, [], [], draws.down))
    return x


@misconception(dbn_generate, "T11.5/probabilities_out", "Units are drawn on the way down, too.")
def _probabilities_out(layers, gibbs_steps, draws):
    x = dbn_generate(layers[-1:], gibbs_steps, draws._replace(down=[]))
    for machine in reversed(layers[:-1]):
        x = rbm_p_v_given_h(x, *machine)
    return x


@misconception(dbn_generate, "T11.5/no_gibbs", "The start must be forgotten: Gibbs steps come first.")
def _no_gibbs(layers, gibbs_steps, draws):
    return dbn_generate(layers, 0, draws._replace(hidden=[], visible=[]))
