"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.energy import dbm, dbn
from reference.misconceptions import misconceptions_of


def drive(generate, layers, start, u_hidden, u_visible, u_down):
    return generate(layers, len(u_hidden), dbn.DbnDraws(start, u_hidden, u_visible, u_down))


def reference_generate(layers, start, u_hidden, u_visible, u_down):
    return drive(dbn.dbn_generate, layers, start, u_hidden, u_visible, u_down)


def upwards(layers, start, u_hidden, u_visible, u_down):
    """u_down from the bottom to the top; only where shapes allow it."""
    return reference_generate(layers, start, u_hidden, u_visible, u_down[::-1])


UPWARD = misconceptions_of(dbn.dbn_upward)
GENERATE = (
    *(m.through(drive) for m in misconceptions_of(dbn.dbn_generate)),
    Misconception(
        "T11.5/u_down_order", "The first array of u_down belongs to the machine just below the top.", upwards
    ),
)
FIELD = (
    *misconceptions_of(dbm.dbm_mean_field),
    Misconception(
        "T11.6/start_ignored",
        "m₂ starts at m2_init.",
        lambda v, params, steps, m2_init=0.5: dbm.dbm_mean_field(v, params, steps),
    ),
)

TOWERS = ((3, 4, 2), (2, 5, 3, 4), (4, 3), (3, 4, 2))  # units of each layer


def towers(seed, *towers, N=3):
    rng = np.random.default_rng(seed)
    for sizes in towers:
        for dtype in ("float64", "float32"):
            layers = [
                tuple(rng.normal(size=shape).astype(dtype) for shape in ((V, H), V, H))
                for V, H in zip(sizes, sizes[1:], strict=False)
            ]
            yield rng, layers, (rng.uniform(size=(N, sizes[0])) < 0.5).astype(dtype)


@test_case(
    name="upwards",
    points=0.5,
    hidden=True,
    failure_message="Each layer hears the probabilities of the layer below, with its own bias. All layers are asked for.",
)
def test_hidden_upward(dbn_upward):
    cases = [(v, layers) for _, layers, v in towers(51, *TOWERS)]
    for rng, layers, v in towers(52, (3, 4, 2), N=5):
        columns = [tuple(np.asfortranarray(part) for part in layer) for layer in layers]
        cases.append((np.asfortranarray(rng.uniform(size=v.shape).astype(v.dtype)), columns))
    agree(dbn_upward, dbn.dbn_upward, cases, mutants=UPWARD)


def dreams(seed, *sizes, steps, N=3):
    for rng, layers, _ in towers(seed, *sizes, N=N):
        dtype, (V, H) = layers[-1][0].dtype, layers[-1][0].shape
        u_hidden = [rng.uniform(size=(N, H)).astype(dtype) for _ in range(steps)]
        u_visible = [rng.uniform(size=(N, V)).astype(dtype) for _ in range(steps)]
        u_down = [rng.uniform(size=(N, layer[0].shape[0])).astype(dtype) for layer in layers[-2::-1]]
        yield layers, (rng.uniform(size=(N, V)) < 0.5).astype(dtype), u_hidden, u_visible, u_down


@test_case(
    name="dreams",
    points=1,
    hidden=True,
    failure_message="First the top machine alone, hidden then visible in each step; then one pass down, in which every unit is drawn.",
)
def test_hidden_dreams(dbn_generate):
    cases = [*dreams(53, *TOWERS, steps=2, N=5), *dreams(54, (4, 3, 3, 2), (4, 4, 4, 4, 3), steps=3, N=4)]
    cases += [*dreams(55, (5, 3, 4), steps=1, N=6), *dreams(56, (5, 3, 4), (3, 2), steps=0, N=6)]
    layers, start, *lists = next(dreams(57, (4, 5, 3), steps=2, N=4))
    columns = [tuple(np.asfortranarray(part) for part in layer) for layer in layers]
    start = np.asfortranarray(start)
    start.flags.writeable = False
    cases.append((columns, start, *lists))
    agree(dbn_generate, reference_generate, cases, mutants=GENERATE, name="dbn_generate")


def boltzmann_machines(seed, *sizes):
    rng = np.random.default_rng(seed)
    for N, V, H1, H2 in sizes:
        for dtype in ("float64", "float32"):
            shapes = {"W1": (V, H1), "W2": (H1, H2), "b": V, "c1": H1, "c2": H2}
            params = {name: rng.normal(size=shape).astype(dtype) for name, shape in shapes.items()}
            yield (rng.uniform(size=(N, V)) < 0.5).astype(dtype), params


SIZES = ((3, 4, 5, 2), (2, 3, 3, 3), (1, 5, 2, 4), (3, 4, 5, 2))


@test_case(
    name="means that agree",
    points=1,
    hidden=True,
    failure_message="Who hears whom? And of which moment are the means that m₂ hears?",
)
def test_hidden_field(dbm_mean_field):
    cases = [Case(v, params, steps) for steps in (1, 2, 4) for v, params in boltzmann_machines(58, *SIZES)]
    v, params = next(boltzmann_machines(59, (4, 3, 2, 5)))
    cases.append(Case(np.asfortranarray(v), {name: np.asfortranarray(part) for name, part in params.items()}, 3))
    agree(dbm_mean_field, dbm.dbm_mean_field, cases, mutants=FIELD)


@test_case(
    name="another start, many steps, a thousand",
    points=0.5,
    hidden=True,
    failure_message="Where does m2_init enter? Means beyond which nothing moves are no reason to stop counting wrongly.",
)
def test_hidden_start(dbm_mean_field):
    cases = []
    for v, params in boltzmann_machines(60, (3, 4, 5, 2), (2, 3, 3, 3)):
        cases += [Case(v, params, 1, 0.9), Case(v, params, 2, m2_init=0.0), Case(0.3 + 0.4 * v, params, 50)]
        cases.append(Case(v, params | {"W1": 700 * params["W1"]}, 2, 1.0))
    agree(dbm_mean_field, dbm.dbm_mean_field, cases, mutants=FIELD)
