"""Wrong versions of the functions in `reference.energy.dbm`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.energy.dbm import MeanField, dbm_conditional_h1, dbm_energy, dbm_mean_field
from reference.misconceptions import misconception


@misconception(dbm_energy, "T11.6/top_links_missing", "The links between h¹ and h² have their part in the energy.")
def _top_links_missing(v, h1, h2, W1, W2, b, c1, c2):
    return dbm_energy(v, h1, h2, W1, 0 * W2, b, c1, c2)


@misconception(
    dbm_energy, "T11.6/plus_energy", "Units that agree with their links lower the energy: all terms are negative."
)
def _plus_energy(v, h1, h2, W1, W2, b, c1, c2):
    return -dbm_energy(v, h1, h2, W1, W2, b, c1, c2)


@misconception(dbm_energy, "T11.6/energy_no_biases", "The biases of all three layers have their part in the energy.")
def _energy_no_biases(v, h1, h2, W1, W2, b, c1, c2):
    return dbm_energy(v, h1, h2, W1, W2, 0 * b, 0 * c1, 0 * c2)


@misconception(dbm_energy, "T11.6/links_halved", "A link stands once in its matrix: no ½.")
def _links_halved(v, h1, h2, W1, W2, b, c1, c2):
    return dbm_energy(v, h1, h2, W1 / 2, W2 / 2, b, c1, c2)


def _without(params, *names):
    return {name: 0 * p if name in names else p for name, p in params.items()}


@misconception(dbm_mean_field, "T11.6/bottom_up_only", "h¹ also hears h².")
def _bottom_up_only(v, params, steps, m2_init=0.5):
    m1 = dbm_mean_field(v, _without(params, "W2"), steps).m1
    return MeanField(m1, dbm_mean_field(m1, _top(params), 1).m1)


def _top(params):
    """A machine whose first hidden layer is h² and hears h¹ alone."""
    W2, c2 = params["W2"], params["c2"]
    return {"W1": W2, "W2": transpose(0 * W2[:1, :]), "b": 0 * params["c1"], "c1": c2, "c2": 0 * c2[:1]}


@misconception(dbm_mean_field, "T11.6/simultaneous", "Use the fresh m₁ for m₂.")
def _simultaneous(v, params, steps, m2_init=0.5):
    xp = namespace(v)
    H1 = params["W1"].shape[1]
    m1 = xp.full((v.shape[0], H1), m2_init, dtype=v.dtype, device=getattr(v, "device", None))
    m2 = xp.full((v.shape[0], params["W2"].shape[1]), m2_init, dtype=v.dtype, device=getattr(v, "device", None))
    for _ in range(steps):
        m1, m2 = dbm_conditional_h1(v, m2, params), dbm_mean_field(m1, _top(params), 1).m1
    return MeanField(m1, m2)


@misconception(dbm_mean_field, "T11.6/directed", "All links are undirected.")
def _directed(v, params, steps, m2_init=0.5):
    return dbm_mean_field(v, _without(params, "W1"), steps, m2_init)


@misconception(dbm_mean_field, "T11.6/one_step", "Repeat until the means agree with each other.")
def _one_step(v, params, steps, m2_init=0.5):
    return dbm_mean_field(v, params, 1, m2_init)


@misconception(dbm_conditional_h1, "T11.6/bottom_up_only", "h¹ also hears h².")
def _conditional_bottom_up(v, h2, params):
    return dbm_conditional_h1(v, 0 * h2, params)


@misconception(dbm_conditional_h1, "T11.6/directed", "All links are undirected.")
def _conditional_directed(v, h2, params):
    return dbm_conditional_h1(0 * v, h2, params)


@misconception(dbm_conditional_h1, "T11.6/no_bias", "Add the layer's own bias.")
def _conditional_no_bias(v, h2, params):
    return dbm_conditional_h1(v, h2, _without(params, "c1"))
