"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.selfsup.triplet import all_triplets as reference_triplets

TRIPLETS = misconceptions_of(reference_triplets)


@test_case(
    name="triplets of several batches",
    points=1,
    hidden=True,
    failure_message="For one anchor: who can be its positive, and who its negative? And is each of two like songs an anchor?",
)
def test_hidden_triplets(all_triplets):
    cases = [[0, 0, 1], [2, 1, 2, 1, 2], [0, 1, 2], [5, 5], [3, 3, 3, -1, -1], [1, 0, 0, 1, 0, 2], [7]]
    agree(all_triplets, reference_triplets, [(np.array(labels),) for labels in cases], mutants=TRIPLETS)
